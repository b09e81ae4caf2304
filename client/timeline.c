/* SPDX-License-Identifier: ISC */
#include "client/timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "client/output/format.h"
#include "client/timeline_chart.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define WORDS_LEAST   30 /* columns of an activity's words */
#define CHART_LEAST   12
#define CHART_UNBOUND 48 /* where there is no terminal */
#define ENDLESS       4  /* kinds of timeframes without an end */

const struct column timeline_columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "plan", "PLAN", COLUMN_PLAIN },
	{ "activity", "ACTIVITY", COLUMN_WORDS },
	{ "kind", NULL, COLUMN_PLAIN },
	{ "start", NULL, COLUMN_PLAIN },
	{ "end", NULL, COLUMN_PLAIN },
	{ "due", "DUE", COLUMN_PLAIN },
	{ "lead", "LEAD", COLUMN_PLAIN },
	{ "status", "STATUS", COLUMN_PLAIN },
	{ "progress", "%", COLUMN_NUMBER },
	{ "overdue", NULL, COLUMN_PLAIN },
	{ "days_late", NULL, COLUMN_NUMBER },
	{ "today", NULL, COLUMN_PLAIN },
	{ "carried_to", NULL, COLUMN_NUMBER },
	{ 0 },
};

/* --- what is drawn --- */

static bool is_endless(json_t *row)
{
	static const char *const kinds[ENDLESS] = { "open", "ongoing",
		"recurring", "event" };
	const char *kind = json_text(row, "kind");

	for (size_t i = 0; kind != NULL && i < ENDLESS; i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

static struct chart_bar bar_of(json_t *row)
{
	const char *status = json_text(row, "status");

	return (struct chart_bar){
		.start = chart_day(json_text(row, "start")),
		.end = chart_day(json_text(row, "end")),
		.progress = (int)json_number(row, "progress"),
		.done = strcmp(status, "done") == 0,
		.dropped = strcmp(status, "dropped") == 0,
		.carried = format_value(row, "carried_to") != NULL,
		.late = json_is_true(json_object_get(row, "overdue")),
		.goes_on = is_endless(row) && json_text(row, "end") == NULL,
	};
}

/* The row of an activity: what a bar is drawn from, and no more. */
static json_t *timeline_row(json_t *activity, const char *today)
{
	json_t *timeframe = json_object_get(activity, "timeframe");
	json_t *due = json_object_get(activity, "due");
	bool late = json_is_true(json_object_get(activity, "overdue"));
	json_int_t days =
	    late ? chart_day(today) - chart_day(json_string_value(due)) : 0;
	json_t *row;

	row = json_pack("{sO sO sO sO sO sO sO sO sO sO sO sI ss}", "id",
	    json_object_get(activity, "id"), "plan",
	    json_object_get(activity, "plan"), "activity",
	    json_object_get(activity, "activity"), "kind",
	    json_object_get(timeframe, "kind"), "start",
	    json_object_get(timeframe, "start"), "end",
	    json_object_get(timeframe, "end"), "due", due, "lead",
	    json_object_get(activity, "lead"), "status",
	    json_object_get(activity, "status"), "progress",
	    json_object_get(activity, "progress"), "overdue",
	    json_object_get(activity, "overdue"), "days_late", days, "today",
	    today);
	if (format_value(activity, "carried_to") != NULL)
		json_object_set(
		    row, "carried_to", json_object_get(activity, "carried_to"));
	return row;
}

/* --- the terminal --- */

/* Whether the user's terminal is one of ASCII: by what his locale is called,
 * for the system may not have it. */
static bool terminal_is_plain(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0')
			return strcasestr(value, "utf-8") == NULL &&
			    strcasestr(value, "utf8") == NULL;
	}
	return true;
}

static size_t number_width(json_t *rows)
{
	size_t most = 2, i;
	json_t *row;

	json_array_foreach (rows, i, row) {
		int digits = snprintf(
		    NULL, 0, "%lld", (long long)json_number(row, "id"));

		most = (size_t)digits > most ? (size_t)digits : most;
	}
	return most;
}

/* Of what the terminal has, the words get 30 columns and then two fifths. */
static size_t chart_room(size_t width, size_t taken)
{
	size_t room, words;

	if (width == 0)
		return CHART_UNBOUND;
	room = width > taken + 1 ? width - taken - 1 : 0;
	words = room * 2 / 5 > WORDS_LEAST ? room * 2 / 5 : WORDS_LEAST;
	if (room < words + CHART_LEAST)
		return CHART_LEAST;
	return room - words < CHART_WIDEST ? room - words : CHART_WIDEST;
}

static void timeline_words(struct buffer *to, json_t *row, size_t room)
{
	struct buffer words = { 0 };

	buffer_text(&words, "");
	format_clean(&words, json_text(row, "activity"), 0);
	if (room > 0)
		width_cut(&words, room);
	buffer_text(to, words.bytes);
	buffer_free(&words);
}

static void draw_row(struct output *output, const struct chart *chart,
    json_t *row, size_t numbers)
{
	struct chart_bar bar = bar_of(row);
	size_t taken = numbers + chart->width + 4;
	struct buffer line = { 0 };

	buffer_printf(&line, "%*lld %s ", (int)numbers,
	    (long long)json_number(row, "id"), chart_sign(chart, &bar));
	chart_draw(&line, chart, &bar, output->colour ? "\033[31m" : "",
	    output->colour ? "\033[0m" : "");
	buffer_text(&line, " ");
	timeline_words(&line, row,
	    output->width == 0              ? 0
		: output->width > taken + 1 ? output->width - taken
					    : 1);
	fprintf(output->to, "%s\n", line.bytes);
	buffer_free(&line);
}

static void chart_hold_rows(struct chart *chart, json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		struct chart_bar bar = bar_of(row);

		chart_hold(chart, bar.start);
		chart_hold(chart, bar.end);
	}
	chart_hold(chart, chart->today);
	chart_settle(chart);
}

/* One plan: its scale, and its bars. */
static void draw_plan(
    struct output *output, const char *plan, json_t *rows, const char *today)
{
	size_t numbers = number_width(rows), i;
	struct chart chart = {
		.width = chart_room(output->width, numbers + 3),
		.first = CHART_NONE,
		.last = CHART_NONE,
		.today = chart_day(today),
		.plain = terminal_is_plain(),
		/* translators: three letters each */
		.months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
	};
	struct buffer text = { 0 }, key = { 0 };
	json_t *row;

	chart_hold_rows(&chart, rows);
	buffer_printf(&text, _("Plan %s"), plan);
	fprintf(output->to, "%s\n", text.bytes);
	buffer_cut(&text, 0);
	chart_scale(&text, &chart, numbers + 3);
	fputs(text.bytes, output->to);
	json_array_foreach (rows, i, row)
		draw_row(output, &chart, row, numbers);
	buffer_cut(&text, 0);
	chart_key(&key, &chart, today);
	width_wrap(&text, key.bytes, 0, output->width);
	fprintf(output->to, "%s\n", text.bytes);
	buffer_free(&text);
	buffer_free(&key);
}

static void draw_plans(struct output *output, json_t *rows, const char *today)
{
	json_t *plans = json_object(), *row, *of;
	const char *plan;
	size_t i;

	json_array_foreach (rows, i, row) {
		plan = json_text(row, "plan");
		if (json_object_get(plans, plan) == NULL)
			json_object_set_new(plans, plan, json_array());
		json_array_append(json_object_get(plans, plan), row);
	}
	i = 0;
	json_object_foreach (plans, plan, of) {
		fputs(i++ > 0 ? "\n" : "", output->to);
		draw_plan(output, plan, of, today);
	}
	json_decref(plans);
}

/* --- the command --- */

/* What day it is where the daemon is; a rehearsal has days of its own. */
static int timeline_today(struct call *call, char today[11], struct err *err)
{
	struct buffer time = { 0 };
	struct answer answer;
	json_t *params = json_object();
	int result = call_request(call, "ping", params, false, &answer, err);

	json_decref(params);
	if (result != 0)
		return -1;
	format_words(&time, answer.result, "time");
	snprintf(today, 11, "%.10s", time.bytes);
	buffer_free(&time);
	message_answer_release(&answer);
	return 0;
}

static json_t *timeline_rows(json_t *activities, const char *today)
{
	json_t *rows = json_array(), *activity;
	size_t i;

	json_array_foreach (activities, i, activity)
		json_array_append_new(rows, timeline_row(activity, today));
	return rows;
}

int timeline_run(struct call *call, struct err *err)
{
	json_t *activities, *rows;
	char today[11];
	int result;

	if (call_open(call, err) != 0 || timeline_today(call, today, err) != 0)
		return -1;
	activities = json_array();
	result = call_rows(call, call->words->verb->method, call->words->params,
	    activities, err);
	rows = timeline_rows(activities, today);
	if (result == 0 && output_is_table(&call->output) &&
	    json_array_size(rows) > 0) {
		draw_plans(&call->output, rows, today);
	} else if (result == 0) {
		output_list_rows(&call->output, rows);
		output_list_end(&call->output, call->words->verb->empty);
	}
	json_decref(rows);
	json_decref(activities);
	return result;
}
