/* SPDX-License-Identifier: ISC */
/* `answer`: what a department wrote back, read, shown, and done once somebody
 * has said yes. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "client/answer_past.h"
#include "client/answer_reading.h"
#include "client/answer_sender.h"
#include "client/answer_update.h"
#include "client/call.h"
#include "client/mail.h"
#include "client/question.h"
#include "client/refused.h"
#include "client/output/format.h"
#include "client/output/said.h"
#include "client/verb.h"
#include "protocol/error_words.h"
#include "protocol/json_member.h"
#include "protocol/standard.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define BYTES_MAX (32u << 20) /* of a mail, with what is attached to it */

/* --- the file --- */

static int read_stream(
    struct buffer *to, FILE *from, const char *path, struct err *err)
{
	char some[65536];
	size_t length;

	buffer_text(to, "");
	while ((length = fread(some, 1, sizeof(some), from)) > 0) {
		buffer_add(to, some, length);
		if (to->length > BYTES_MAX)
			return err_set(err, ERR_INVALID,
			    "%s is larger than a mail can be (%u MiB)", path,
			    BYTES_MAX >> 20);
	}
	if (ferror(from))
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	return 0;
}

static int read_file(struct buffer *to, const char *path, struct err *err)
{
	const char *name;
	FILE *file = standard_begin(path, &name);
	int result;

	if (file == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	result = read_stream(to, file, name, err);
	standard_end(file);
	return result;
}

static int answer_read_mail(
    struct mail *mail, const char *path, struct err *err)
{
	struct buffer bytes = { 0 };
	int result = read_file(&bytes, path, err);

	*mail = (struct mail){ 0 };
	if (result == 0)
		result = mail_read(mail, bytes.bytes, bytes.length, err);
	buffer_free(&bytes);
	return result;
}

/* --- what is shown --- */

static void show_unread(FILE *to, json_t *unread)
{
	const char *reason = json_text(unread, "reason");
	struct buffer line = { 0 };

	buffer_text(&line, "");
	format_clean(&line, json_text(unread, "line"), 0);
	width_say(to, _("not read: %s  (%s)\n"), line.bytes, translate(reason));
	buffer_free(&line);
}

/* What somebody said after the reply was written. */
static void show_since(FILE *to, json_t *note)
{
	struct buffer text = { 0 };

	format_words(&text, note, "at");
	buffer_text(&text, ", ");
	format_words(&text, note, "by");
	buffer_text(&text, ": ");
	format_words(&text, note, "status");
	buffer_printf(
	    &text, " %lld %%", (long long)json_number(note, "progress"));
	if (json_text(note, "note") != NULL &&
	    *json_text(note, "note") != '\0') {
		buffer_text(&text, " ");
		format_words(&text, note, "note");
	}
	width_say(to, _("    is older than what was said of it since: %s\n"),
	    text.bytes);
	buffer_free(&text);
}

static void show_recorded(FILE *to, json_t *recorded)
{
	struct buffer text = { 0 };

	format_words(&text, recorded, "at");
	width_say(to, _("%lld: already recorded on %s\n"),
	    (long long)json_number(recorded, "activity"), text.bytes);
	buffer_free(&text);
}

static void show_past(FILE *to, const struct answer_reading *reading)
{
	json_t *row;
	size_t i;

	json_array_foreach (reading->recorded, i, row)
		show_recorded(to, row);
	json_array_foreach (reading->older, i, row) {
		answer_update_show(to, row);
		show_since(to, json_array_get(reading->since, i));
	}
}

static void show_letter(
    FILE *to, const struct answer_reading *reading, const struct mail *mail)
{
	struct buffer from = { 0 };

	buffer_text(&from, "");
	format_clean(&from, mail->from.bytes, 0);
	if (mail->date[0] != '\0')
		width_say(to, _("answers message %lld, from %s, %s\n"),
		    reading->dispatch, from.bytes, mail->date);
	else
		width_say(to, _("answers message %lld, from %s\n"),
		    reading->dispatch, from.bytes);
	if (mail->html)
		width_say(to, "%s\n",
		    _("the mail is HTML alone: look at what was read of it"));
	buffer_free(&from);
}

static void show_strangers(FILE *to, const struct answer_reading *reading)
{
	const char *code;
	json_t *mail;

	json_object_foreach (reading->strangers, code, mail)
		width_say(to,
		    _("    the sender's address is none of %s's (%s): is the "
		      "reply from there?\n"),
		    code, json_string_value(mail));
}

static void show_reading(
    FILE *to, const struct answer_reading *reading, const struct mail *mail)
{
	json_t *row;
	size_t i;

	show_letter(to, reading, mail);
	show_strangers(to, reading);
	json_array_foreach (reading->updates, i, row) {
		answer_update_show(to, row);
		if (json_object_get(row, "note") != NULL &&
		    json_object_get(row, "status") == NULL)
			width_say(to,
			    _("    a new due date is a decision: planvakt "
			      "activity move %lld TIMEFRAME --decision REF\n"),
			    (long long)json_number(row, "id"));
	}
	show_past(to, reading);
	json_array_foreach (reading->unread, i, row)
		show_unread(to, row);
	if (json_array_size(reading->updates) == 0 &&
	    json_array_size(reading->unread) > 0)
		width_say(to,
		    _("    what can be read: 7 done 12 October; 7 started, 80"
		      " %%, done 1 November\n"));
	if (reading->quoted > 0)
		width_say(to,
		    translate_plural(
			"%zu line of the letter itself was passed over\n",
			"%zu lines of the letter itself were passed over\n",
			reading->quoted),
		    reading->quoted);
}

/* --- the question --- */

/* Standard input, or the terminal where the mail came through that. */
static bool agreed(const char *path, const char *question)
{
	bool piped = strcmp(path, "-") == 0;
	FILE *from = piped ? fopen("/dev/tty", "re") : stdin;
	bool yes;

	if (from == NULL)
		return false;
	yes = question_agreed(from, question);
	if (piped)
		fclose(from);
	return yes;
}

static const char *question_of(
    const struct answer_reading *reading, size_t count)
{
	return json_object_size(reading->strangers) > 0
	    ? _("The sender is none of theirs. Do it all the same?")
	    : translate_plural("Do this?", "Do these?", count);
}

static int nothing_done(
    const struct answer_reading *reading, bool yes, struct err *err)
{
	if (json_object_size(reading->strangers) > 0)
		return err_set(err, ERR_CONFLICT,
		    "nothing was done: the sender's address is none of the "
		    "department's: answer y on a terminal, or report it with "
		    "planvakt update N --reported-by CODE");
	if (yes)
		return err_set(err, ERR_CONFLICT,
		    "nothing was done: what is older than the last answer "
		    "needs --again");
	return err_set(
	    err, ERR_CONFLICT, "nothing was done: answer y, or say --yes");
}

/* Takes from the reading what nobody wants. ERR_CONFLICT where nothing that is
 * left to do was agreed to; of a stranger's reply --yes is no agreement, for it
 * is said before anybody has looked. */
static int answer_ask(
    struct answer_reading *reading, const char *path, bool yes, struct err *err)
{
	size_t count = json_array_size(reading->updates);
	bool older = json_array_size(reading->older) > 0;

	if (yes && json_object_size(reading->strangers) > 0)
		return nothing_done(reading, yes, err);
	if (count > 0 && !yes && !agreed(path, question_of(reading, count)))
		json_array_clear(reading->updates);
	if (older && !yes && agreed(path, _("Do also what is older?"))) {
		json_array_extend(reading->updates, reading->older);
		json_array_clear(reading->older);
	}
	if (json_array_size(reading->updates) > 0 || (count == 0 && !older))
		return 0;
	return nothing_done(reading, yes, err);
}

/* --- what is done --- */

/* JSON has the reason in English. */
static void add_refused(
    json_t *refused, json_t *update, const struct err *err, struct call *call)
{
	bool in_words = output_is_table(&call->output);
	struct buffer words = { 0 };

	refused_words(&words, err, call->words);
	json_array_append_new(refused,
	    json_pack("{sOss}", "activity", json_object_get(update, "id"),
		"reason", in_words ? words.bytes : err->text));
	buffer_free(&words);
}

/* That nobody is reminded of it any more, for one. */
static void show_note(struct call *call, const json_t *update, json_t *result)
{
	const char *note = json_text(result, "note");
	struct buffer words = { 0 };

	if (note == NULL || !output_is_table(&call->output))
		return;
	said_words(&words, note);
	width_say(call->output.to, "%lld: %s\n",
	    (long long)json_number(update, "id"), words.bytes);
	buffer_free(&words);
}

/* Each update is whole by itself; one that is refused does not keep the
 * others back. Adds what was refused to `refused`. */
static int do_updates(json_t *refused, struct call *call,
    const struct answer_reading *reading, struct err *err)
{
	json_t *update;
	size_t i;

	json_array_foreach (reading->updates, i, update) {
		struct answer answer;

		if (call_request(call, "activity.update", update, true, &answer,
			err) == 0) {
			show_note(call, update, answer.result);
			message_answer_release(&answer);
			continue;
		}
		if (err_exit_status(err->code) != 1)
			return -1;
		add_refused(refused, update, err, call);
	}
	return 0;
}

static void show_done(
    struct call *call, const struct answer_reading *reading, json_t *refused)
{
	FILE *to = call->output.to;
	json_t *row;
	size_t i;
	size_t recorded =
	    json_array_size(reading->updates) - json_array_size(refused);

	width_say(to,
	    translate_plural("%zu recorded\n", "%zu recorded\n", recorded),
	    recorded);
	json_array_foreach (refused, i, row) {
		struct buffer reason = { 0 };

		format_clean(&reason, json_text(row, "reason"), 0);
		width_say(to, _("%lld was not recorded: %s\n"),
		    (long long)json_number(row, "activity"), reason.bytes);
		buffer_free(&reason);
	}
}

static void show_json(struct call *call, const struct answer_reading *reading,
    const struct mail *mail, json_t *refused)
{
	json_t *thing = json_pack("{sIsssssOsOsIsOsOsO}", "dispatch",
	    (json_int_t)reading->dispatch, "from", mail->from.bytes, "written",
	    mail->date, "updates", reading->updates, "not_read",
	    reading->unread, "quoted", (json_int_t)reading->quoted, "refused",
	    refused, "recorded", reading->recorded, "older", reading->older);

	if (thing != NULL)
		output_thing(&call->output, thing);
	json_decref(thing);
}

static int act(struct call *call, const struct answer_reading *reading,
    const struct mail *mail, struct err *err)
{
	bool table = output_is_table(&call->output);
	json_t *refused = json_array();
	int result = do_updates(refused, call, reading, err);

	if (result == 0 && table)
		show_done(call, reading, refused);
	else if (result == 0)
		show_json(call, reading, mail, refused);
	if (result == 0 && json_array_size(refused) > 0)
		result = err_set_plural(err, ERR_CONFLICT,
		    json_array_size(refused), "%zu of %zu was not recorded",
		    "%zu of %zu were not recorded", json_array_size(refused),
		    json_array_size(reading->updates));
	json_decref(refused);
	return result;
}

static int read_and_act(struct call *call, const struct mail *mail,
    const char *path, struct err *err)
{
	json_t *params = call->words->params;
	bool yes = json_is_true(json_object_get(params, "yes"));
	bool again = json_is_true(json_object_get(params, "again"));
	FILE *to = output_is_table(&call->output) ? call->output.to : stderr;
	struct answer_reading reading;
	size_t count;
	int result = answer_reading_make(&reading, call, mail, err);

	count = json_array_size(reading.updates);
	if (result == 0)
		result = answer_past_sort(&reading, call, mail, again, err);
	if (result == 0)
		result = answer_sender_find(
		    &reading.strangers, &reading, call, mail->from.bytes, err);
	if (result == 0)
		show_reading(to, &reading, mail);
	if (result == 0 && count == 0)
		result = err_set(err, ERR_INVALID,
		    "nothing of it could be read as an answer: report it with "
		    "planvakt update N --reported-by CODE");
	if (result == 0)
		result = answer_ask(&reading, path, yes, err);
	if (result == 0 && !yes)
		result = call_again(call, err);
	if (result == 0)
		result = act(call, &reading, mail, err);
	if (result == 0 && yes && json_array_size(reading.older) > 0)
		result = err_set(err, ERR_CONFLICT,
		    "%zu of it is older than the last answer and was left:"
		    " look at it, and say --again",
		    json_array_size(reading.older));
	answer_reading_release(&reading);
	return result;
}

static int answer_run(struct call *call, struct err *err)
{
	const char *path = json_text(call->words->params, "file");
	struct mail mail;
	int result = answer_read_mail(&mail, path, err);

	if (result == 0 && mail.automatic)
		result = err_set(err, ERR_INVALID,
		    "a machine sent this mail (an absence note, or a report of"
		    " mail that did not arrive): nobody answers in it");
	if (result == 0)
		result = call_open(call, err);
	if (result == 0)
		result = read_and_act(call, &mail, path, err);
	mail_release(&mail);
	return result;
}

const struct verb answer_verbs[] = {
	{ "answer <file> [--yes] [--again] [--year N]", NULL, WRITES,
	    "Read a reply to a letter, show what it asks for, and do it.", NULL,
	    NULL, answer_run },
	{ 0 },
};
