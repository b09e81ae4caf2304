/* SPDX-License-Identifier: ISC */
#include "protocol/log_sentence.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "protocol/day_words.h"
#include "protocol/json_member.h"
#include "protocol/log_value.h"
#include "protocol/number_list.h"
#include "protocol/translate.h"
#include "protocol/utf8.h"

/* Of an activity's words, in characters. */
#define WORDS_MAX 40

/* What a command did. <name> is a param in words, <@> the activity, <@number>
 * its number alone, <@move> where it was moved to, <-name> a param that is not
 * told, <+name> one that must be "yes" and is not told either,
 * <name|row|rows> how many of what; [...] stands only where all the params in
 * it are there and none was told before. What the words leave over is told
 * behind them. */
static const struct {
	const char *command, *words;
} sentences[] = {
	{ "activity.add",
	    "added <@number> '<activity>' to plan <plan>, timeframe"
	    " '<timeframe>', led by <lead>[ with <cooperating>]" },
	{ "activity.edit", "edited <@>" },
	{ "activity.move",
	    "moved <@> <@move>, decision <decision><-timeframe>" },
	{ "activity.assign", "assigned <@> to <lead>[ with <cooperating>]" },
	{ "activity.confirm", "confirmed <@>[, led by <lead>]" },
	{ "activity.drop", "dropped <@>: <reason>" },
	{ "activity.reopen", "reopened <@>: <reason>" },
	{ "activity.update",
	    "reported on <@>[, <status> on <done_on>][, <status>]"
	    "[, <progress> %][, done on <done_on>]"
	    "[, expected <expected>][, for <reported_by>]"
	    "[, in a mail of <written>][: <note>]<-reply>" },
	{ "activity.acknowledge",
	    "acknowledged <@>[ for <department>][: <note>]<-id>" },
	{ "activity.snooze",
	    "rested the repeated notices of <@>[ for <department>] until"
	    " <until>; the first of each kind comes all the same<-id>" },
	{ "rating.set",
	    "rated <@> '<band>' for <period>"
	    "[, with <figures|key figure|key figures>]"
	    "[: <comment>]" },
	{ "plan.add", "added plan <code> '<title>'" },
	{ "plan.edit", "changed plan <code>" },
	{ "plan.follow_up",
	    "followed plan <code> up on <on>, decision <decision>" },
	{ "report.note",
	    "handed over the report of plan <plan> as of <as_of>[, which"
	    " begins after <since>]" },
	{ "plan.carry", "carried plan <old> on as <new>" },
	{ "plan.close", "closed plan <code>: <reason>" },
	{ "plan.import",
	    "imported <rows|row|rows> into plan <plan>[, decision <decision>]"
	    "<-daemon>" },
	{ "observation.add", "reported an observation" },
	{ "observation.import",
	    "imported <rows|observation|observations><-year>" },
	{ "kind.add", "added the kind '<name>' of observations, area <area>" },
	{ "kind.retire", "retired the kind '<name>' of observations" },
	{ "picture.adopt",
	    "adopted the situation picture on <on>, decision <decision>" },
	{ "picture.depart",
	    "found that <kind> (<area>) departs in <month>: <departure>" },
	{ "problem.add", "named the problem '<name>'" },
	{ "problem.close", "closed the problem '<name>': <reason>" },
	{ "department.add",
	    "added the external party <code> '<name>'<+external>" },
	{ "department.add", "added department <code> '<name>'" },
	{ "department.edit", "changed department <code>" },
	{ "department.import", "imported <rows|department|departments>" },
	{ "department.replace", "replaced department <old> by <new>" },
	{ "key.add",
	    "let the key <name> in[ for department <department><-role>]"
	    "[ as <role>]<-key>" },
	{ "key.replace", "replaced the key of <name><-key>" },
	{ "key.revoke", "revoked the key of <name>: <reason>" },
	{ "notice.issue",
	    "wrote to <address>: <subject>"
	    "[; told of messages that did not arrive: <failures>]"
	    "[; told of the run that was missed on <missed>]"
	    "<-run><-department><-language><-notices><-plan>"
	    "<-absorbs><-dropped>" },
	{ "notice.revise",
	    "changed message <dispatch> before it was sent"
	    "[: <subject>]<-dropped>" },
	{ "notice.settle",
	    "noted that message <dispatch> was <state>"
	    "[: <answer>]" },
	{ "notice.resend",
	    "sent[ message <dispatch>][ the message of notice <id>] again" },
	{ "notice.pause", "paused the notices, which go on <until>: <reason>" },
	{ "notice.resume", "ended the pause of the notices" },
	{ "notice.test", "sent a test message to <address>" },
	{ "reminder.ran",
	    "held the run of <day>, <messages|message|messages>" },
	{ "setting.set", "set <name> to '<value>'" },
	{ "ladder.set",
	    "changed the ladder's stage '<stage>'[, numbers <at>]"
	    "[, tells <told>]" },
	{ "ladder.reset", "put the ladder back as it was[, stage '<stage>']" },
	{ "quiet.add",
	    "made a quiet period from <from> through <to>[: <reason>]" },
	{ "quiet.remove", "ended the quiet period that begins on <from>" },
	{ "meeting.add",
	    "added the meeting of <body> on <date>[ at <time>]"
	    "[, papers by <papers>]" },
	{ "meeting.drop",
	    "took out the meeting of <body> on <date>: <reason>" },
	{ "meeting.body",
	    "set how <body> meets[, a committee of <committee_of>]"
	    "[, papers <papers|workday|workdays> before][, at <time>]" },
	{ "meeting.import", "imported <rows|meeting|meetings>" },
	{ "holidays.add", "added <date> '<name>', a day off" },
	{ "holidays.remove", "removed the day off on <date>" },
	{ "state.begin",
	    "began this state, with <coordinator> as coordinator"
	    "<-key><-daemon_key>" },
	{ "state.restored", "was put back from the backup <from>" },
	{ "clock.confirm", "confirmed the clock" },
	{ "log.redact", "took <field> out of entry <seq>: <reason><-keys>" },
	{ "log.confirm", "confirmed the restore that entry <seq> tells of" },
};

/* --- values --- */

static const char *day_member(const json_t *object, const char *name)
{
	const char *text = json_text(object, name);

	return text != NULL && day_words_is(text) ? text : NULL;
}

static bool is_command(json_t *row, const char *command)
{
	const char *name = json_text(row, "command");

	return name != NULL && strcmp(name, command) == 0;
}

/* How many activities the entry concerns. What is carried has a number in each
 * plan: the first half, which are those before, are what was done. */
static size_t activity_count(json_t *row)
{
	size_t count = json_array_size(json_object_get(row, "activities"));
	int64_t more = json_number(row, "activities_left_out");

	count += more > 0 ? (size_t)more : 0;
	return is_command(row, "plan.carry") ? count / 2 : count;
}

/* "11", "1, 2 and 5 more", "1–12". */
static void number_words(struct buffer *to, json_t *row)
{
	json_t *list = json_object_get(row, "activities");
	size_t count = activity_count(row), listed = json_array_size(list);
	size_t told =
	    number_list_words(to, list, listed < count ? listed : count);

	if (count > told)
		buffer_printf(
		    to, _(" and %" PRId64 " more"), (int64_t)(count - told));
}

static void quote_words(
    struct buffer *to, const char *text, size_t length, const char *cut)
{
	buffer_printf(to, _("'%.*s%s'"), (int)length, text, cut);
}

/* "11 'Ta fram en rutin'". */
static void activity_words(struct buffer *to, json_t *row)
{
	const char *text = json_text(row, "words");
	size_t length;
	bool whole;

	number_words(to, row);
	if (text == NULL)
		return;
	length = utf8_head(text, WORDS_MAX);
	whole = text[length] == '\0';
	if (!whole)
		length = utf8_cut_word(text, utf8_head(text, WORDS_MAX - 1));
	buffer_text(to, " ");
	quote_words(to, text, length, whole ? "" : "…");
}

/* Whether it is the first date, or the first again. */
static bool gets_due(json_t *row)
{
	json_t *due = json_object_get(row, "due");

	return is_command(row, "activity.move") &&
	    day_member(due, "from") == NULL && day_member(due, "to") != NULL;
}

/* "from 31 March to 30 April 2022 ('senast april')": without a date from or to
 * it, with no words but the date's own. Other words may mean the same day. */
static void move_words(struct buffer *to, json_t *row)
{
	json_t *due = json_object_get(row, "due");
	const char *from = day_member(due, "from");
	const char *until = day_member(due, "to");
	const char *timeframe =
	    json_text(json_object_get(row, "params"), "timeframe");
	struct buffer begin = { 0 }, end = { 0 };

	if (timeframe == NULL)
		timeframe = "";
	if (until != NULL)
		day_words_put(&end, until, true);
	else
		quote_words(&end, timeframe, strlen(timeframe), "");
	if (until != NULL && strcmp(timeframe, until) != 0) {
		buffer_text(&end, " (");
		quote_words(&end, timeframe, strlen(timeframe), "");
		buffer_text(&end, ")");
	}
	if (from != NULL && until != NULL && strcmp(from, until) == 0) {
		buffer_printf(
		    to, _("with the due date unchanged, %s"), end.bytes);
	} else if (from != NULL) {
		day_words_put(&begin, from,
		    until == NULL || strncmp(from, until, 4) != 0);
		buffer_printf(to, _("from %s to %s"), begin.bytes, end.bytes);
	} else if (gets_due(row)) {
		buffer_text(to, end.bytes);
	} else {
		buffer_printf(to, _("to %s"), end.bytes);
	}
	buffer_free(&begin);
	buffer_free(&end);
}

/* --- sentences --- */

/* A word between < and >; the next one after `from`, before `end`. */
struct blank {
	const char *start, *after; /* of the < and behind the > */
	const char *counted;       /* "|row|rows>"; ">" where nothing is */
	char name[24];
};

static bool blank_next(struct blank *blank, const char *from, const char *end)
{
	size_t length;

	blank->start = memchr(from, '<', (size_t)(end - from));
	if (blank->start == NULL)
		return false;
	length = strcspn(blank->start, "|>") - 1;
	blank->counted = blank->start + 1 + length;
	snprintf(blank->name, sizeof(blank->name), "%.*s", (int)length,
	    blank->start + 1);
	blank->after = strchr(blank->counted, '>') + 1;
	return true;
}

/* Whether there is something to say of each param. */
static bool has_all(
    json_t *params, const char *from, const char *end, bool empty_too)
{
	struct blank blank;

	for (; blank_next(&blank, from, end); from = blank.after) {
		bool yes = blank.name[0] == '+';
		const char *value = json_text(params, blank.name + yes);

		if (yes && (value == NULL || strcmp(value, "yes") != 0))
			return false;
		if (isalpha((unsigned char)blank.name[0]) &&
		    (value == NULL || (*value == '\0' && !empty_too)))
			return false;
	}
	return true;
}

/* A param that stands in its sentence. */
static void sentence_value(struct buffer *to, json_t *params, const char *name)
{
	const char *value = json_text(params, name);

	if (strcmp(name, "value") == 0 && json_text(params, "name") != NULL)
		name = json_text(params, "name");
	log_value_words(to, name, value);
}

/* " rows": of what there are so many. */
static void counted_words(
    struct buffer *to, const json_t *params, const struct blank *blank)
{
	const char *count = json_text(params, blank->name);
	const char *word = blank->counted;

	if (*word != '|' || count == NULL)
		return;
	word++;
	if (strcmp(count, "1") != 0)
		word += strcspn(word, "|>") + 1;
	buffer_text(to, " ");
	buffer_add(to, word, strcspn(word, "|>"));
}

/* Appends words in which each blank is filled; what is told is taken out of
 * `left`. */
static void fill_part(struct buffer *to, json_t *row, json_t *left,
    const char *from, const char *end)
{
	json_t *params = json_object_get(row, "params");
	struct blank blank;

	for (; blank_next(&blank, from, end); from = blank.after) {
		buffer_add(to, from, (size_t)(blank.start - from));
		if (strcmp(blank.name, "@") == 0)
			activity_words(to, row);
		else if (strcmp(blank.name, "@number") == 0)
			number_words(to, row);
		else if (strcmp(blank.name, "@move") == 0)
			move_words(to, row);
		else if (strchr("-+", blank.name[0]) == NULL)
			sentence_value(to, params, blank.name);
		counted_words(to, params, &blank);
		json_object_del(
		    left, blank.name + (strchr("-+", blank.name[0]) != NULL));
	}
	buffer_add(to, from, (size_t)(end - from));
}

/* Goes through the words part by part, those in brackets being parts of their
 * own, which tell nothing twice. `to` NULL: only asks whether all is there that
 * must be. */
static bool fill_parts(
    struct buffer *to, json_t *row, json_t *left, const char *words)
{
	json_t *params = json_object_get(row, "params");

	while (*words != '\0') {
		bool option = *words == '[';
		const char *end;

		words += option;
		end = words + strcspn(words, option ? "]" : "[");
		if (has_all(option && left != NULL ? left : params, words, end,
			!option)) {
			if (to != NULL)
				fill_part(to, row, left, words, end);
		} else if (!option) {
			return false;
		}
		words = end + option;
	}
	return true;
}

/* Whether a setting was emptied; the English of the log says "to ''". */
static bool empties(json_t *row)
{
	const char *value = json_text(json_object_get(row, "params"), "value");

	return is_command(row, "setting.set") && value != NULL &&
	    *value == '\0' && !translate_is_english();
}

/* The words of the row's command, where it has all that they need. */
static const char *words_of(json_t *row)
{
	static const char first_due[] = N_("gave <@> the due date <@move>,"
					   " decision <decision><-timeframe>");
	const char *command = json_text(row, "command");

	if (empties(row))
		return _("emptied the setting <name><-value>");
	if (gets_due(row) && fill_parts(NULL, row, NULL, first_due))
		return translate(first_due);
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (command != NULL &&
		    strcmp(sentences[i].command, command) == 0 &&
		    fill_parts(NULL, row, NULL, sentences[i].words))
			return translate(sentences[i].words);
	return NULL;
}

/* Whether the entry added something, to which nothing was that could have
 * been taken away. */
static bool adds(json_t *row)
{
	const char *command = json_text(row, "command");
	size_t length = command != NULL ? strlen(command) : 0;

	return length > 4 && strcmp(command + length - 4, ".add") == 0;
}

/* What the sentence has no place for. */
static void tell_rest(struct buffer *to, json_t *left, bool adds_it)
{
	struct buffer words = { 0 };
	const char *name, *before = " (";
	json_t *value;

	json_object_foreach (left, name, value) {
		if (adds_it && json_string_length(value) == 0)
			continue;
		buffer_cut(&words, 0);
		buffer_text(&words, "");
		log_value_told(&words, name, json_string_value(value));
		if (words.length == 0)
			continue;
		buffer_printf(to, "%s%s", before, words.bytes);
		before = "; ";
	}
	if (before[0] == ';')
		buffer_text(to, ")");
	buffer_free(&words);
}

void log_sentence(struct buffer *to, json_t *row)
{
	json_t *left = json_copy(json_object_get(row, "params"));
	const char *words = words_of(row), *detail = json_text(row, "detail");
	const char *command = json_text(row, "command");
	size_t count = activity_count(row);

	/* That the import told how far it was changed nothing. */
	if (is_command(row, "plan.import"))
		json_object_del(left, "progress");
	if (words != NULL) {
		fill_parts(to, row, left, words);
		tell_rest(to, left, adds(row));
	} else {
		buffer_text(to, command != NULL ? command : "");
		if (detail != NULL && detail[0] != '\0')
			buffer_printf(to, ": %s", detail);
	}
	if (count > 0 && (words == NULL || strstr(words, "<@") == NULL)) {
		buffer_text(to,
		    translate_plural(", activity ", ", activities ", count));
		activity_words(to, row);
	}
	json_decref(left);
}

void log_sentence_line(struct buffer *to, json_t *row)
{
	const char *at = json_text(row, "at"), *by = json_text(row, "by");

	buffer_printf(to, "%" PRId64 ": %d %.3s %.4s %s ",
	    json_number(row, "seq"), (at[8] - '0') * 10 + at[9] - '0',
	    month_names[(at[5] - '0') * 10 + at[6] - '0' - 1], at,
	    by != NULL ? by : "?");
	buffer_text(to, json_text(row, "what"));
	buffer_text(to, "\n");
}

static void csv_member(struct buffer *to, const json_t *row, const char *name)
{
	const char *text = json_text(row, name);

	buffer_text(to, ";");
	buffer_csv(to, text != NULL ? text : "");
}

void log_sentence_csv(struct buffer *to, json_t *row)
{
	json_t *activities = json_object_get(row, "activities");
	struct buffer list = { 0 };

	buffer_text(&list, "");
	for (size_t i = 0; i < json_array_size(activities); i++)
		buffer_printf(&list, "%s%" JSON_INTEGER_FORMAT,
		    i > 0 ? ", " : "",
		    json_integer_value(json_array_get(activities, i)));
	buffer_printf(to, "%" PRId64, json_number(row, "seq"));
	csv_member(to, row, "at");
	csv_member(to, row, "by");
	csv_member(to, row, "role");
	csv_member(to, row, "command");
	buffer_text(to, ";");
	buffer_csv(to, list.bytes);
	csv_member(to, row, "detail");
	buffer_printf(to, ";%" PRId64, json_number(row, "uid"));
	csv_member(to, row, "what");
	buffer_text(to, "\n");
	buffer_free(&list);
}
