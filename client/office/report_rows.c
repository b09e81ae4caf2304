/* SPDX-License-Identifier: ISC */
/* A report as a table: an activity a row, which a spreadsheet can sort. */
#include "client/office/report_rows.h"

#include "protocol/json_member.h"
#include "protocol/translate.h"

static const char *responsible_of(
    const struct report *report, const struct report_activity *activity)
{
	const char *lead = json_text(activity->json, "lead");
	const char *written = json_text(activity->json, "owner_text");

	if (lead != NULL)
		return report_department(report, lead);
	return written != NULL ? written : "";
}

static const char *state_word_of(
    const struct report *report, const struct report_activity *activity)
{
	(void)report;
	return report_state_word(activity->state);
}

/* Empty where a file said that it is, and not since when. */
static const char *closed_on(
    const struct report *report, const struct report_activity *activity)
{
	const char *day = json_text(activity->json, "closed");

	(void)report;
	return day == NULL ||
		json_object_get(activity->json, "imported") != NULL
	    ? ""
	    : day;
}

/* Where a value stands: its member, and in which object. */
static const struct rows_column {
	const char *head;
	const char *object; /* NULL: the activity itself */
	const char *member;
	/* A value that is no member. */
	const char *(*value)(
	    const struct report *, const struct report_activity *);
	void (*words)(struct buffer *, const struct report_activity *);
} columns[] = {
	{ N_("Number"), NULL, "id" },
	{ N_("Plan"), NULL, "plan" },
	{ N_("Goal"), NULL, "goal" },
	{ N_("Activity"), NULL, "activity" },
	{ N_("Purpose"), NULL, "purpose" },
	{ N_("Timeframe"), "timeframe", "text" },
	{ N_("Start"), "timeframe", "start" },
	{ N_("Original due date"), NULL, "original_due" },
	{ N_("Due date"), NULL, "due" },
	{ N_("Moved on"), "moved", "on" },
	{ N_("Moved by"), "moved", "decision" },
	{ N_("Responsible"), NULL, NULL, responsible_of },
	{ N_("Cooperating"), NULL, "cooperating" },
	{ N_("State"), NULL, NULL, state_word_of },
	{ N_("Progress"), NULL, "progress" },
	{ N_("Expected"), NULL, "expected" },
	{ N_("Done on"), NULL, "done_on" },
	{ N_("Closed on"), NULL, NULL, closed_on },
	{ N_("Origin"), NULL, "origin" },
	{ N_("Problem"), NULL, "problem" },
	{ N_("Note of"), "noted", "on" },
	{ N_("Latest note"), NULL, NULL, NULL, report_note_words },
};

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static json_t *joined(const struct report *report, json_t *list)
{
	struct buffer text = { 0 };
	json_t *value;

	buffer_text(&text, "");
	for (size_t i = 0; i < json_array_size(list); i++)
		buffer_printf(&text, "%s%s", i > 0 ? ", " : "",
		    report_department(
			report, json_string_value(json_array_get(list, i))));
	value = json_string(text.bytes);
	buffer_free(&text);
	return value;
}

/* Null where nothing is said. */
static json_t *worded(const struct report_activity *activity,
    void (*words)(struct buffer *, const struct report_activity *))
{
	struct buffer text = { 0 };
	json_t *value;

	words(&text, activity);
	value = text.length > 0 ? json_string(text.bytes) : json_null();
	buffer_free(&text);
	return value;
}

static json_t *rows_cell(const struct report *report,
    const struct report_activity *activity, size_t i)
{
	const json_t *object = columns[i].object != NULL
	    ? json_object_get(activity->json, columns[i].object)
	    : activity->json;
	json_t *value;
	char number[24];

	if (columns[i].words != NULL)
		return worded(activity, columns[i].words);
	if (columns[i].value != NULL)
		return json_string(columns[i].value(report, activity));
	value = json_object_get(object, columns[i].member);
	if (json_is_array(value))
		return joined(report, value);
	if (json_is_integer(value)) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)json_integer_value(value));
		return json_string(number);
	}
	return json_is_string(value) ? json_incref(value) : json_null();
}

json_t *report_rows(const struct report *report)
{
	json_t *rows = json_array(), *row = json_array();

	for (size_t i = 0; i < COLUMNS; i++)
		json_array_append_new(
		    row, json_string(translate(columns[i].head)));
	json_array_append_new(rows, row);
	for (size_t a = 0; a < report->count; a++) {
		row = json_array();
		for (size_t i = 0; i < COLUMNS; i++)
			json_array_append_new(
			    row, rows_cell(report, &report->list[a], i));
		json_array_append_new(rows, row);
	}
	return rows;
}
