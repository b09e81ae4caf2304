/* SPDX-License-Identifier: ISC */
#include "client/activity_show.h"

#include <stdlib.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/notice_nth.h"
#include "client/output/output_table.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* --- one history --- */

static const char *text_of(json_t *row, const char *field)
{
	const char *text = json_string_value(format_value(row, field));

	return text != NULL && text[0] != '\0' ? text : NULL;
}

/* Before another part of a history's words. */
static void history_part(struct buffer *to)
{
	buffer_text(to, to->length > 0 ? ", " : "");
}

/* A word of planvakt's own, such as a state. */
static void history_word(struct buffer *to, const char *field, const char *word)
{
	if (word == NULL)
		return;
	history_part(to);
	buffer_text(to, translate_value(field, word));
}

static void tell_timeframe(
    struct buffer *to, json_t *move, const char *timeframe)
{
	bool first = json_integer_value(json_object_get(move, "version")) == 1;

	history_part(to);
	if (text_of(move, "carried_from") != NULL)
		buffer_text(to, timeframe);
	else if (json_is_true(json_object_get(move, "reopened")))
		buffer_printf(to, _("reopened: %s"), timeframe);
	else if (first)
		buffer_printf(to, _("added: %s"), timeframe);
	else if (json_is_true(json_object_get(move, "dated")))
		buffer_printf(to, _("timeframe now: %s"), timeframe);
	else
		buffer_printf(to, _("moved to %s"), timeframe);
}

/* A due date that was set: first by whoever added the activity; the same one
 * again where it was carried or reopened. */
static void tell_move(struct buffer *to, json_t *move)
{
	const char *plan = text_of(move, "carried_from");
	const char *timeframe = text_of(move, "timeframe");
	const char *due = text_of(move, "due");
	const char *decision = text_of(move, "decision");
	struct buffer day = { 0 };

	if (plan != NULL)
		buffer_printf(to, _("carried from plan %s"), plan);
	tell_timeframe(
	    to, move, timeframe != NULL ? timeframe : _("without a timeframe"));
	if (due != NULL) {
		history_part(to);
		format_in_sentence(&day, move, "due");
		buffer_printf(to, _("due %s"), day.bytes);
	}
	buffer_free(&day);
	if (decision != NULL) {
		history_part(to);
		buffer_printf(to, _("by %s"), decision);
	}
}

/* That nothing had come of what was given up goes without saying. */
static bool is_told_progress(json_t *note)
{
	json_t *progress = format_value(note, "progress");
	const char *status = text_of(note, "status");

	return json_is_integer(progress) &&
	    (json_integer_value(progress) > 0 || status == NULL ||
		strcmp(status, "dropped") != 0);
}

static void tell_note(struct buffer *to, json_t *note)
{
	const char *expected = text_of(note, "expected");
	const char *reporter = text_of(note, "reported_by");
	struct buffer day = { 0 };

	history_word(to, "status", text_of(note, "status"));
	if (is_told_progress(note)) {
		history_part(to);
		buffer_printf(
		    to, "%lld %%", (long long)json_number(note, "progress"));
	}
	if (expected != NULL) {
		history_part(to);
		format_in_sentence(&day, note, "expected");
		buffer_printf(to, _("expected %s"), day.bytes);
	}
	buffer_free(&day);
	if (reporter != NULL) {
		history_part(to);
		buffer_printf(to, _("reported by %s"), reporter);
	}
	if (text_of(note, "note") != NULL)
		buffer_printf(to, "%s%s", to->length > 0 ? ": " : "",
		    text_of(note, "note"));
}

static void tell_notice(struct buffer *to, json_t *notice)
{
	const char *recipient = text_of(notice, "recipient");
	const char *stage = text_of(notice, "stage");

	if (recipient != NULL)
		buffer_printf(
		    to, _("told %s"), translate_word("value", recipient));
	history_word(to, "stage", stage);
	if (stage != NULL)
		notice_nth(to, stage, json_number(notice, "n"));
	history_word(to, "state", text_of(notice, "state"));
}

/* --- what only the log tells --- */

static void show_assigned(struct buffer *to, json_t *params)
{
	const char *lead = text_of(params, "lead");
	const char *with = text_of(params, "cooperating");

	if (lead == NULL)
		return;
	buffer_printf(to, _("led by %s"), lead);
	if (with != NULL)
		buffer_printf(to, _(", with %s"), with);
}

static void show_confirmed(struct buffer *to, json_t *params)
{
	buffer_text(to, _("confirmed"));
	if (text_of(params, "lead") != NULL)
		buffer_printf(to, _(", led by %s"), text_of(params, "lead"));
}

static void show_snoozed(struct buffer *to, json_t *params)
{
	struct buffer day = { 0 };

	format_in_sentence(&day, params, "until");
	buffer_printf(to, _("repeated reminders rest until %s"), day.bytes);
	if (text_of(params, "department") != NULL)
		buffer_printf(to, " (%s)", text_of(params, "department"));
	buffer_free(&day);
}

static void show_acknowledged(struct buffer *to, json_t *params)
{
	buffer_text(to, translate_value("state", "acknowledged"));
	if (text_of(params, "note") != NULL)
		buffer_printf(to, ": %s", text_of(params, "note"));
}

/* A report is a note; the day it names is not. */
static void show_done_on(struct buffer *to, json_t *params)
{
	struct buffer day = { 0 };

	if (text_of(params, "done_on") == NULL)
		return;
	format_in_sentence(&day, params, "done_on");
	buffer_printf(to, _("done on %s"), day.bytes);
	buffer_free(&day);
}

static void show_entry(struct buffer *to, json_t *entry)
{
	static const struct {
		const char *command;
		void (*tell)(struct buffer *to, json_t *params);
	} told[] = {
		{ "activity.assign", show_assigned },
		{ "activity.confirm", show_confirmed },
		{ "activity.snooze", show_snoozed },
		{ "activity.acknowledge", show_acknowledged },
		{ "activity.update", show_done_on },
	};
	const char *command = text_of(entry, "command");

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (command != NULL && strcmp(told[i].command, command) == 0)
			told[i].tell(to, json_object_get(entry, "params"));
}

static int ask_entries(
    struct call *call, json_t *activity, json_t *entries, struct err *err)
{
	json_t *params = json_pack("{sO sb sb}", "activity",
	    json_object_get(activity, "id"), "people", true, "alone", true);
	int result = call_rows(call, "log.list", params, entries, err);

	json_decref(params);
	return result;
}

/* Appends a row {"at","by","what"} for each row of a member that tells
 * something. */
static void history_add(json_t *history, json_t *rows, const char *nobody,
    void (*tell)(struct buffer *to, json_t *row))
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		struct buffer what = { 0 };
		const char *by = text_of(row, "by");

		buffer_text(&what, "");
		tell(&what, row);
		if (what.length > 0)
			json_array_append_new(history,
			    json_pack("{sO ss ss}", "at",
				json_object_get(row, "at"), "by",
				by != NULL ? by : nobody, "what", what.bytes));
		buffer_free(&what);
	}
}

static const char *time_of(json_t *row)
{
	return json_string_value(json_object_get(row, "at"));
}

/* Instants are texts of one form, which sort as they follow each other. What
 * has one time stays in the order of its kind. */
static json_t *history_sorted(json_t *history)
{
	json_t *sorted = json_array(), *row;
	size_t i, at;

	json_array_foreach (history, i, row) {
		at = json_array_size(sorted);
		while (at > 0 &&
		    strcmp(time_of(json_array_get(sorted, at - 1)),
			time_of(row)) > 0)
			at--;
		json_array_insert(sorted, at, row);
	}
	return sorted;
}

static const struct column history_columns[] = {
	{ "at", "AT", COLUMN_PLAIN },
	{ "by", "BY", COLUMN_CUT },
	{ "what", "WHAT", COLUMN_WORDS | COLUMN_WRAP },
	{ 0 },
};

static const struct column rating_columns[] = {
	{ "activity", "ID", COLUMN_NUMBER },
	{ "period", "PERIOD", COLUMN_PLAIN },
	{ "band", "BAND", COLUMN_PLAIN },
	{ "figures", "FIGURES", COLUMN_RARE | COLUMN_WRAP },
	{ "comment", "COMMENT", COLUMN_RARE | COLUMN_WORDS | COLUMN_WRAP },
	{ 0 },
};

static void show_ratings(struct output *output, json_t *activity)
{
	json_t *ratings = json_object_get(activity, "ratings");

	if (json_array_size(ratings) > 0)
		output_table_section(
		    output, "ratings", ratings, rating_columns);
}

/* What had no due date before was not moved: such a move is "dated". */
static void mark_dated(json_t *moves)
{
	const char *before = NULL;
	json_t *move;
	size_t i;

	json_array_foreach (moves, i, move) {
		if (i > 0 && before == NULL && text_of(move, "due") != NULL)
			json_object_set_new(move, "dated", json_true());
		before = text_of(move, "due");
	}
}

static void show_history(
    struct output *output, json_t *activity, json_t *entries)
{
	json_t *history = json_array(), *sorted;

	mark_dated(json_object_get(activity, "history"));
	history_add(
	    history, json_object_get(activity, "history"), "-", tell_move);
	history_add(
	    history, json_object_get(activity, "notes"), "-", tell_note);
	history_add(history, entries, "-", show_entry);
	history_add(history, json_object_get(activity, "notices"), "planvaktd",
	    tell_notice);
	sorted = history_sorted(history);
	output_table_section(output, "history", sorted, history_columns);
	output_table_left_out(output, "notes", activity);
	output_table_left_out(output, "history", activity);
	output_table_left_out(output, "notices", activity);
	json_decref(sorted);
	json_decref(history);
}

/* --- what it is --- */

/* The members that the history tells, or that others tell with theirs. */
static bool history_tells(const char *name)
{
	static const char *const told[] = { "history", "notes", "notices",
		"ratings", NULL };

	for (size_t i = 0; told[i] != NULL; i++)
		if (strcmp(name, told[i]) == 0)
			return true;
	return false;
}

/* Nothing is said of what is empty, but for who leads and when it is due, nor
 * of the reviews of what has a due date, for it has none, nor why what goes on
 * in another plan was dropped: it was not, and where it goes on is told. */
static bool says_nothing(const char *name, json_t *value, json_t *activity)
{
	if (strcmp(name, "due") == 0 || strcmp(name, "lead") == 0)
		return false;
	if (strcmp(name, "owner_text") == 0)
		return false; /* why it is unclear depends on it */
	return json_is_null(value) ||
	    (strcmp(name, "review") == 0 &&
		format_value(activity, "due") != NULL) ||
	    (strcmp(name, "dropped_reason") == 0 &&
		format_value(activity, "carried_to") != NULL) ||
	    (json_is_string(value) && json_string_length(value) == 0) ||
	    (json_is_array(value) && json_array_size(value) == 0) ||
	    (strcmp(name, "slippage") == 0 && json_integer_value(value) == 0);
}

static void show_fields(struct output *output, json_t *activity)
{
	json_t *fields = json_object(), *value;
	const char *name;

	json_object_foreach (activity, name, value)
		if (!history_tells(name) &&
		    !says_nothing(name, value, activity))
			json_object_set(fields, name, value);
	output_thing(output, fields);
	json_decref(fields);
}

static int show_activity(struct call *call, json_t *activity, struct err *err)
{
	struct output *output = &call->output;
	json_t *entries = json_array();
	int result = ask_entries(call, activity, entries, err);

	if (result == 0) {
		show_fields(output, activity);
		show_ratings(output, activity);
		show_history(output, activity, entries);
	}
	json_decref(entries);
	return result;
}

int activity_show_run(struct call *call, struct err *err)
{
	struct answer answer;
	int result = 0;

	if (call_open(call, err) != 0 ||
	    call_request(call, "activity.show", call->words->params, false,
		&answer, err) != 0)
		return -1;
	if (output_is_table(&call->output))
		result = show_activity(call, answer.result, err);
	else
		output_thing(&call->output, answer.result);
	message_answer_release(&answer);
	return result;
}
