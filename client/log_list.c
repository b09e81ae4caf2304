/* SPDX-License-Identifier: ISC */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "client/call.h"
#include "client/confirm.h"
#include "client/log_export.h"
#include "client/log_redact.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "client/watch_exec.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* In a table each line is read as a sentence. */
static const struct column columns[] = {
	{ "seq", "ENTRY", COLUMN_NUMBER, 1 },
	{ "at", "AT", COLUMN_PLAIN },
	{ "by", "BY", COLUMN_CUT },
	{ "role", NULL, COLUMN_PLAIN },
	{ "command", NULL, COLUMN_PLAIN },
	{ "activities", NULL, COLUMN_PLAIN },
	{ "detail", NULL, COLUMN_PLAIN },
	{ "uid", NULL, COLUMN_NUMBER },
	{ "what", "WHAT", COLUMN_WORDS | COLUMN_WRAP },
	{ 0 },
};

/* `remains`: entries in which the words stand among others. */
static const struct column redact_columns[] = {
	{ "seq", "ENTRY", COLUMN_NUMBER },
	{ "field", "FIELD", COLUMN_WORDS },
	{ "entries", "REDACTED", COLUMN_PLAIN },
	{ "remains", "REMAINS IN", COLUMN_RARE },
	{ 0 },
};

/* --- watch --- */

static void show_cell(FILE *to, json_t *row, const char *field)
{
	struct buffer words = { 0 };

	buffer_text(&words, "");
	format_words(&words, row, field);
	fprintf(to, "  %s", words.length > 0 ? words.bytes : "-");
	buffer_free(&words);
}

/* Prints an event in one line, the sentence that `log list` has; its time is
 * the municipality's. */
static void show_line(FILE *to, json_t *row)
{
	fprintf(to, "%" PRId64, json_number(row, "seq"));
	show_cell(to, row, "at");
	show_cell(to, row, "by");
	show_cell(to, row, "what");
	fputc('\n', to);
}

static void show_behind(const struct event *event)
{
	width_say(stderr,
	    _("planvakt: %" PRId64 " entries behind: what reads this is slower "
	      "than what happens\n"),
	    json_number(event->params, "behind"));
}

/* Shows one event and sets *last to its entry's number. Returns as
 * output_follow(). */
static int show_event(struct call *call, const struct event *event,
    json_int_t *last, struct err *err)
{
	json_t *seq = json_object_get(event->params, "seq");

	if (json_is_integer(seq))
		*last = json_integer_value(seq);
	if (!output_is_table(&call->output))
		output_thing(&call->output, event->params);
	else if (json_is_integer(seq))
		show_line(call->output.to, event->params);
	else
		show_behind(event);
	return output_follow(&call->output, err);
}

/* A subscription: which entry was the last, and what is run after each. */
struct watch {
	struct call *call;
	const char *command; /* NULL */
	json_int_t last;
};

/* Waits so long for an event and shows it; as show_event(). What hinders is in
 * *why. */
static int watch_next(
    struct watch *watch, int seconds, struct err *why, struct err *err)
{
	struct event event;
	int shown;

	if (session_event(watch->call->session, &event, seconds, why) != 0)
		return -2;
	shown = show_event(watch->call, &event, &watch->last, err);
	event_release(&event);
	return shown;
}

/* What has come by now is one change, for which the command is run once. */
static int watch_run_command(struct watch *watch, struct err *err)
{
	struct err why;
	int shown;

	if (watch->command == NULL)
		return 1;
	do
		shown = watch_next(watch, 0, &why, err);
	while (shown == 1);
	if (shown != -2)
		return shown;
	return watch_exec(watch->command, err) == 0 ? 1 : -1;
}

static int follow(struct watch *watch, struct err *err)
{
	struct err why;
	int shown;

	do {
		shown = watch_next(watch, STREAM_FOREVER, &why, err);
		if (shown == 1)
			shown = watch_run_command(watch, err);
	} while (shown == 1);
	if (shown != -2)
		return shown;
	if (why.code == ERR_UNREACHABLE)
		return err_set(err, ERR_UNREACHABLE,
		    "the daemon is gone; when it is back, go on with: planvakt"
		    " watch --since %" PRId64,
		    (int64_t)watch->last);
	*err = why;
	return -1;
}

static int watch_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *command;
	struct watch watch = { .call = call };
	struct answer answer;
	int result;

	if (call->words->format != NULL &&
	    strcmp(call->words->format, "csv") == 0)
		return err_set(err, ERR_USAGE,
		    "watch shows lines: --format is table or json");
	command = json_incref(json_object_get(params, "exec"));
	watch.command = json_string_value(command);
	json_object_del(params, "exec");
	result = call_open(call, err);
	if (result == 0)
		result =
		    call_request(call, "watch", params, false, &answer, err);
	if (result == 0) {
		watch.last = json_number(answer.result, "since");
		message_answer_release(&answer);
		result = follow(&watch, err);
	}
	json_decref(command);
	return result;
}

const struct verb log_list_verbs[] = {
	{ "log list [--from DATE] [--to DATE] [--people] [--moves] "
	  "[--activity N] [--by NAME] [--since N]",
	    "log.list", LISTS,
	    "List what was done, by whom and when; --people leaves out what "
	    "the daemon did.",
	    columns, "no entries to show" },
	{ "log confirm-restore", "log.confirm", WRITES,
	    "Confirm that a backup was put back, as the log says.", NULL, NULL,
	    confirm_restore_run },
	{ "log export <folder:DIR>", "log.export", READS,
	    "Write the log into a folder where anybody can verify it.", NULL,
	    NULL, export_run },
	{ "log redact <seq> --field PATH --reason TEXT [--dry-run] [--yes]",
	    "log.redact", WRITES | FINAL,
	    "Take words out of an entry and what repeats them, for good.",
	    redact_columns, NULL, log_redact_run },
	{ "watch [--since N] [--exec COMMAND]", "watch", READS,
	    "Show what happens as it happens; --since goes on after an entry, "
	    "--exec runs a command after each change.",
	    columns, NULL, watch_run },
	{ 0 },
};
