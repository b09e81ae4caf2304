/* SPDX-License-Identifier: ISC */
#include "client/status.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/output_table.h"
#include "client/output/width.h"
#include "client/status_check.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* --- lines --- */

static void print_words(struct output *output, struct buffer *text)
{
	struct buffer lines = { 0 };

	width_wrap(&lines, text->bytes, 2, output->width);
	fprintf(output->to, "%s\n", lines.bytes);
	buffer_free(&lines);
	buffer_cut(text, 0);
}

/* `2022-07-08 08:00  anna, coordinator  rehearsal` */
static void show_head(struct output *output, json_t *status, json_t *who)
{
	json_t *counts = json_object_get(status, "activities");
	json_t *runs = json_object_get(status, "runs");
	struct buffer text = { 0 };

	format_words(&text, status, "local");
	buffer_text(&text, ", you are ");
	format_words(&text, who, "name");
	buffer_printf(&text, " (%s)", json_text(who, "role"));
	if (json_is_true(json_object_get(status, "rehearsal")))
		buffer_text(&text, ", a rehearsal");
	print_words(output, &text);
	buffer_printf(&text,
	    "%lld plan%s, %lld department%s; %lld planned, %lld started, %lld "
	    "done, %lld dropped",
	    (long long)json_number(status, "plans"),
	    json_number(status, "plans") == 1 ? "" : "s",
	    (long long)json_number(status, "departments"),
	    json_number(status, "departments") == 1 ? "" : "s",
	    (long long)json_number(counts, "planned"),
	    (long long)json_number(counts, "started"),
	    (long long)json_number(counts, "done"),
	    (long long)json_number(counts, "dropped"));
	print_words(output, &text);
	buffer_text(&text, "next run ");
	format_words(&text, runs, "next");
	if (json_is_true(json_object_get(runs, "held"))) {
		buffer_text(&text, ", held: ");
		format_words(&text, runs, "why");
	}
	print_words(output, &text);
	buffer_free(&text);
}

/* What is wrong, what reaches nobody, and a pause. */
static void show_warnings(struct output *output, json_t *status)
{
	json_t *paused = json_object_get(status, "paused"), *one;
	struct buffer text = { 0 };
	size_t i;

	json_array_foreach (json_object_get(status, "alarms"), i, one) {
		format_words(&text, one, "level");
		buffer_text(&text, ": ");
		format_words(&text, one, "what");
		print_words(output, &text);
	}
	json_array_foreach (json_object_get(status, "warnings"), i, one) {
		format_clean(&text, json_string_value(one), 0);
		print_words(output, &text);
	}
	if (json_is_object(paused)) {
		buffer_text(&text, "paused until ");
		format_words(&text, paused, "until");
		buffer_text(&text, ": ");
		format_words(&text, paused, "reason");
		print_words(output, &text);
	}
	buffer_free(&text);
}

/* --- lists --- */

/* "started 40 %", and after `before` the day that was promised. */
static void status_progress(struct buffer *to, json_t *row, const char *before)
{
	format_words(to, row, "status");
	if (format_value(row, "progress") != NULL)
		buffer_printf(
		    to, " %lld %%", (long long)json_number(row, "progress"));
	if (format_value(row, "expected") != NULL) {
		buffer_text(to, before);
		format_words(to, row, "expected");
	}
}

static void status_answer(struct buffer *to, json_t *activity)
{
	if (format_value(activity, "answered") != NULL)
		status_progress(to, activity, " by ");
	else
		buffer_text(to, "no answer");
}

static void status_note(struct buffer *to, json_t *answer)
{
	status_progress(to, answer, ", expected ");
	if (json_text(answer, "note") != NULL) {
		buffer_text(to, " ");
		format_words(to, answer, "note");
	}
}

static void tell_unclear(struct buffer *to, json_t *activity)
{
	format_words(to, activity, "unclear");
}

static void tell_failure(struct buffer *to, json_t *failed)
{
	format_words(to, failed, "answer");
}

static void tell_duty(struct buffer *to, json_t *duty)
{
	buffer_text(to,
	    strcmp(json_text(duty, "stage"), "ending") == 0
		? "is to be closed or carried"
		: "is to be followed up");
	if (json_is_true(json_object_get(duty, "overdue")))
		buffer_text(to, ", late");
}

/* A list of the screen: so many rows of it, and what shows the rest. An empty
 * title of the first column leaves the line of titles out. */
static const struct status_part {
	const char *name, *title, *count, *rest;
	size_t rows;
	void (*tell)(struct buffer *to, json_t *row);
	struct column columns[6];
} parts[] = {
	{ "late", "late", "late_count", "activity list --overdue", 9,
	    status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "soon", "due within 30 days", "soon_count",
	    "activity list --due-within 30", 6, status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "answered", "answered in the last week", "answered_count", "log list",
	    4, status_note,
	    { { "activity", "", COLUMN_NUMBER }, { "at", "", COLUMN_PLAIN },
		{ "department", "", COLUMN_PLAIN },
		{ "told", "", COLUMN_WORDS }, { 0 } } },
	{ "unclear", "unclear", NULL, "activity list --unclear", 3,
	    tell_unclear,
	    { { "id", "", COLUMN_NUMBER }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_CUT }, { 0 } } },
	{ "failed", "not delivered", NULL, "notice list --state failed", 3,
	    tell_failure,
	    { { "dispatch", "", COLUMN_NUMBER }, { "run", "", COLUMN_PLAIN },
		{ "address", "", COLUMN_CUT }, { "told", "", COLUMN_WORDS },
		{ 0 } } },
	{ "duties", "plans", "duties_count", "plan list", 3, tell_duty,
	    { { "until", "", COLUMN_PLAIN }, { "plan", "", COLUMN_PLAIN },
		{ "told", "", COLUMN_WORDS }, { 0 } } },
};

/* How many there are; where the answer does not count them, those it has and
 * those it left out. */
static size_t part_count(const struct status_part *part, json_t *status)
{
	char left_out[32];

	if (part->count != NULL)
		return (size_t)json_number(status, part->count);
	snprintf(left_out, sizeof(left_out), "%s_left_out", part->name);
	return json_array_size(json_object_get(status, part->name)) +
	    (size_t)json_number(status, left_out);
}

static void show_part(struct output *output, const struct status_part *part,
    json_t *status, bool whole)
{
	json_t *all = json_object_get(status, part->name), *rows, *row;
	size_t count = part_count(part, status), i;
	struct buffer text = { 0 };

	if (json_array_size(all) == 0)
		return;
	rows = json_array();
	json_array_foreach (all, i, row) {
		if (i == part->rows && !whole)
			break;
		buffer_cut(&text, 0);
		buffer_text(&text, "");
		part->tell(&text, row);
		row = json_copy(row);
		json_object_del(row, "overdue"); /* its list says so */
		json_object_set_new(row, "told", json_string(text.bytes));
		if (part->tell == status_note &&
		    json_is_true(json_object_get(row, "noted")))
			json_object_set_new(
			    row, "department", json_string(_("coordinator")));
		json_array_append_new(rows, row);
	}
	buffer_cut(&text, 0);
	buffer_printf(&text, "%s (%zu)", part->title, count);
	output_table_list(output, text.bytes, rows, part->columns);
	if (count > json_array_size(rows))
		fprintf(output->to, "and %zu more: planvakt %s\n",
		    count - json_array_size(rows), part->rest);
	json_decref(rows);
	buffer_free(&text);
}

/* What a state that is new still lacks, in the order in which it is given. */
static void show_next(struct output *output, json_t *status, json_t *who)
{
	json_t *counts = json_object_get(status, "activities"), *count;
	int64_t activities = 0;
	const char *name;

	json_object_foreach (counts, name, count)
		activities += json_integer_value(count);
	if (activities > 0 ||
	    strcmp(json_text(who, "role"), "coordinator") != 0)
		return;
	fputs("\nnext\n", output->to);
	if (json_number(status, "departments") == 0)
		fputs("  planvakt department import FILE       "
		      "who answers: code, name, mail\n",
		    output->to);
	if (json_number(status, "plans") == 0)
		fputs("  planvakt plan add CODE --title TITLE  "
		      "what the activities belong to\n",
		    output->to);
	fputs("  planvakt import FILE --plan CODE      "
	      "its table; --dry-run shows it first\n",
	    output->to);
}

static void show_status(
    struct output *output, json_t *status, json_t *who, bool whole)
{
	show_head(output, status, who);
	show_warnings(output, status);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		show_part(output, &parts[i], status, whole);
	show_next(output, status, who);
}

/* All that the screen above does not have. */
static void show_rest(struct output *output, json_t *status)
{
	static const char *const above[] = { "local", "plans", "departments",
		"activities", "alarms", "warnings", "paused" };
	json_t *rest = json_copy(status);
	const char *name;
	json_t *value;
	void *next;

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
		json_object_del(rest, above[i]);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		json_object_foreach_safe(rest, next, name,
		    value) if (strncmp(name, parts[i].name,
				   strlen(parts[i].name)) == 0)
		    json_object_del(rest, name);
	fputs("\n", output->to);
	output_thing(output, rest);
	json_decref(rest);
}

int status_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *none;
	bool whole = json_object_get(params, "verbose") != NULL;
	struct answer status, who;
	int result;

	json_object_del(params, "verbose");
	if (json_object_get(params, "check") != NULL)
		return status_check_run(call, err);
	if (!output_is_table(&call->output))
		return call_ask(call, err);
	if (call_open(call, err) != 0 ||
	    call_request(call, "status", params, false, &status, err) != 0)
		return -1;
	none = json_object();
	result = call_request(call, "ping", none, false, &who, err);
	if (result == 0) {
		show_status(&call->output, status.result, who.result, whole);
		if (whole)
			show_rest(&call->output, status.result);
		message_answer_release(&who);
	}
	json_decref(none);
	message_answer_release(&status);
	return result;
}
