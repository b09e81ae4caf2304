/* SPDX-License-Identifier: ISC */
#include "client/status.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/output_table.h"
#include "client/output/said.h"
#include "client/status_check.h"
#include "client/status_fit.h"
#include "client/status_head.h"
#include "client/status_metrics.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* What a screen of 40 lines has, with the shell's next. */
#define SCREEN     39
#define UNREPORTED 4 /* lines: two of them name so many kinds */
#define KINDS      3

/* --- lists --- */

/* "started 40 %", and the day that was promised, in the long form for lines. */
static void status_progress(struct buffer *to, json_t *row, bool brief)
{
	struct buffer state = { 0 }, day = { 0 };

	format_words(&state, row, "status");
	if (format_value(row, "progress") != NULL)
		buffer_printf(&state, " %lld %%",
		    (long long)json_number(row, "progress"));
	if (format_value(row, "expected") != NULL) {
		format_words(&day, row, "expected");
		buffer_printf(to, brief ? _("%s by %s") : _("%s, expected %s"),
		    state.bytes, day.bytes);
	} else {
		buffer_text(to, state.bytes);
	}
	buffer_free(&state);
	buffer_free(&day);
}

static void status_answer(struct buffer *to, json_t *activity)
{
	if (format_value(activity, "answered") != NULL)
		status_progress(to, activity, true);
	else
		buffer_text(to, _("no answer"));
}

static void status_note(struct buffer *to, json_t *answer)
{
	size_t length = to->length;

	status_progress(to, answer, false);
	if (json_text(answer, "note") != NULL &&
	    json_text(answer, "note")[0] != '\0') {
		buffer_text(to, to->length > length ? ": " : "");
		format_words(to, answer, "note");
	}
}

/* The first reason, which fits beside the activity. */
static void tell_unclear(struct buffer *to, json_t *activity)
{
	json_t *reasons = json_object_get(activity, "unclear");
	json_t *first = json_copy(activity);

	json_object_set_new(
	    first, "unclear", json_pack("[O]", json_array_get(reasons, 0)));
	format_words(to, first, "unclear");
	if (json_array_size(reasons) > 1)
		buffer_text(to, _(" and more"));
	json_decref(first);
}

static void tell_failure(struct buffer *to, json_t *failed)
{
	said_cell(to, failed, "answer");
}

static void tell_nothing(struct buffer *to, json_t *row)
{
	(void)to;
	(void)row;
}

static void tell_duty(struct buffer *to, json_t *duty)
{
	bool ending = strcmp(json_text(duty, "stage"), "ending") == 0;
	bool late = json_is_true(json_object_get(duty, "overdue"));

	if (json_text(duty, "plan") == NULL) {
		buffer_text(to,
		    late ? _("the situation picture is to be updated, late")
			 : _("the situation picture is to be updated"));
		return;
	}
	if (late)
		buffer_text(to,
		    ending ? _("is to be closed or carried, late")
			   : _("is to be followed up, late"));
	else
		buffer_text(to,
		    ending ? _("is to be closed or carried")
			   : _("is to be followed up"));
	if (format_value(duty, "papers") != NULL)
		buffer_printf(to, _(", papers ready %s for %s"),
		    json_text(duty, "papers"), json_text(duty, "board"));
}

static void tell_papers(struct buffer *to, json_t *meeting)
{
	struct buffer papers = { 0 };

	format_words(&papers, meeting, "papers");
	buffer_printf(to, _("papers ready %s"), papers.bytes);
	buffer_free(&papers);
}

/* A list of the screen: so many rows of it, and what shows the rest. An empty
 * title of the first column leaves the line of titles out. On a screen it has
 * fewer, `least` as long as that fits. */
static const struct status_part {
	const char *name, *title, *count, *rest;
	size_t rows, least;
	void (*tell)(struct buffer *to, json_t *row);
	struct column columns[6];
} parts[] = {
	{ "late", N_("late"), "late_count", "activity list --overdue", 9, 5,
	    status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "soon", N_("due within 30 days"), "soon_count",
	    "activity list --due-within 30", 6, 3, status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "answered", N_("reported in the last week"), "answered_count",
	    "log list", 4, 1, status_note,
	    { { "activity", "", COLUMN_NUMBER }, { "at", "", COLUMN_PLAIN },
		{ "department", "", COLUMN_PLAIN },
		{ "told", "", COLUMN_WORDS }, { 0 } } },
	{ "unclear", N_("unclear"), NULL, "activity list --unclear", 3, 1,
	    tell_unclear,
	    { { "id", "", COLUMN_NUMBER }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	/* A test message has no notice that a list of them could show. */
	{ "failed", N_("not delivered"), NULL, "status --verbose", 3, 2,
	    tell_failure,
	    { { "dispatch", "", COLUMN_NUMBER }, { "run", "", COLUMN_PLAIN },
		{ "address", "", COLUMN_CUT }, { "told", "", COLUMN_WORDS },
		{ 0 } } },
	{ "meetings", N_("meetings"), "meetings_count", "meeting list", 3, 0,
	    tell_papers,
	    { { "date", "", COLUMN_PLAIN }, { "time", "", COLUMN_RARE },
		{ "body", "", COLUMN_WORDS }, { "told", "", COLUMN_PLAIN },
		{ 0 } } },
	{ "unanswered", N_("problems that nothing answers"), "unanswered_count",
	    "problem list", 3, 0, tell_nothing,
	    { { "name", "", COLUMN_WORDS }, { "area", "", COLUMN_PLAIN },
		{ 0 } } },
	{ "unanswering", N_("activities that answer no problem"),
	    "unanswering_count", "activity list", 3, 0, tell_nothing,
	    { { "id", "", COLUMN_NUMBER }, { "activity", "", COLUMN_WORDS },
		{ 0 } } },
	{ "duties", N_("plans"), "duties_count", "plan list", 3, 1, tell_duty,
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
    json_t *status, size_t most)
{
	json_t *all = json_object_get(status, part->name), *rows, *row;
	size_t count = part_count(part, status), i;
	struct buffer text = { 0 };

	if (json_array_size(all) == 0)
		return;
	if (most == 0) {
		width_say(output->to, _("\n%s (%zu): planvakt %s\n"),
		    translate(part->title), count, part->rest);
		return;
	}
	rows = json_array();
	json_array_foreach (all, i, row) {
		if (i == most)
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
	buffer_printf(&text, "%s (%zu)", translate(part->title), count);
	if (part->tell == tell_failure)
		buffer_text(
		    &text, _("; again: planvakt notice resend --dispatch N"));
	output_table_list(output, text.bytes, rows, part->columns);
	if (count > json_array_size(rows))
		fprintf(output->to, _("and %zu more: planvakt %s\n"),
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
	fprintf(output->to, "\n%s\n", _("next"));
	if (json_number(status, "departments") == 0)
		fputs(_("  planvakt department import FILE       "
			"who answers: code, name, mail\n"),
		    output->to);
	if (json_number(status, "plans") == 0)
		fputs(_("  planvakt plan add CODE --title TITLE  "
			"what the activities belong to\n"),
		    output->to);
	fputs(_("  planvakt import FILE --plan CODE      "
		"its table; --dry-run shows it first\n"),
	    output->to);
}

/* "not seen, or not reported? våld, hot", under a title as the lists have. */
static void show_unreported(struct output *output, json_t *status, size_t most)
{
	json_t *list = json_object_get(status, "unreported"), *kind;
	struct buffer text = { 0 }, kinds = { 0 };
	size_t count = json_array_size(list), i;

	if (count == 0)
		return;
	json_array_foreach (list, i, kind)
		if (i < most)
			buffer_printf(&kinds, "%s%s", i > 0 ? ", " : "",
			    translate_word("value", json_string_value(kind)));
	fprintf(output->to, "\n%s\n", _("situation picture"));
	if (count > most)
		buffer_printf(&text,
		    _("not seen, or not reported? %s and %zu more: "
		      "planvakt picture"),
		    kinds.bytes, count - most);
	else
		buffer_printf(
		    &text, _("not seen, or not reported? %s"), kinds.bytes);
	width_print(output->to, text.bytes, 2, output->width);
	buffer_free(&kinds);
	buffer_free(&text);
}

/* On a terminal the screen is one of 40 lines; without, and where all is
 * wanted, nothing is spared. */
static void show_status(
    struct output *output, json_t *status, json_t *who, bool whole)
{
	struct status_rows rows[sizeof(parts) / sizeof(parts[0])];
	const size_t count = sizeof(parts) / sizeof(parts[0]);
	bool fits = output->width > 0 && !whole;
	size_t lines = status_head_show(output, status, who);

	if (json_array_size(json_object_get(status, "unreported")) > 0)
		lines += UNREPORTED;
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct status_rows){ part_count(&parts[i], status),
			parts[i].least, whole ? SIZE_MAX : parts[i].rows };
	if (fits)
		status_fit(rows, count, lines < SCREEN ? SCREEN - lines : 0);
	for (size_t i = 0; i < count; i++)
		show_part(output, &parts[i], status, rows[i].rows);
	show_unreported(output, status, fits ? KINDS : SIZE_MAX);
	show_next(output, status, who);
}

/* All that the screen above does not have. */
static void show_rest(struct output *output, json_t *status)
{
	static const char *const above[] = { "local", "plans", "open_plans",
		"departments", "external", "replaced", "activities", "alarms",
		"warnings", "paused", "unreported", "sent_today" };
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
	if (json_object_get(params, "metrics") != NULL)
		return status_metrics_run(call, err);
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
