/* SPDX-License-Identifier: ISC */
/* The tables of activities: a section is a row, with who stands in it and in
 * which columns. */
#include "client/office/report_sections.h"

#include <string.h>

#include "client/office/paper_fit.h"
#include "client/office/report_unclear.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

typedef const struct report_activity one;

struct section_column {
	const char *head;
	unsigned width; /* its share */
	void (*put)(struct buffer *to, const struct report *report, one *a);
};

struct section {
	const char *title;
	bool of_period; /* what was done since the last report */
	bool (*takes)(const struct report *report, one *a);
	const struct section_column *const *columns;
	const char *empty; /* NULL: it is left out */
};

static void section_put_text(struct buffer *to, const char *text)
{
	buffer_text(to, text != NULL ? text : "");
}

static const char *noted(one *a, const char *what)
{
	return json_text(json_object_get(a->json, "noted"), what);
}

static bool is_noted(one *a, const char *what)
{
	return json_is_true(
	    json_object_get(json_object_get(a->json, "noted"), what));
}

static const char *moved(one *a, const char *what)
{
	return json_text(json_object_get(a->json, "moved"), what);
}

/* --- columns --- */

static void section_put_activity(
    struct buffer *to, const struct report *report, one *a)
{
	report_activity_words(to, report, a);
}

/* Where the rows are grouped by who answers for them, that is not said
 * again. */
static void section_put_lead(
    struct buffer *to, const struct report *report, one *a)
{
	const char *code = json_text(a->json, "lead"), *comma = "";
	json_t *others = json_object_get(a->json, "cooperating");
	size_t count = json_array_size(others);

	if (code == NULL && report->by_goal)
		section_put_text(to, json_text(a->json, "owner_text"));
	else if (code != NULL && report->by_goal) {
		buffer_text(to, report_department(report, code));
		comma = _(", with ");
	}
	for (size_t i = 0; code != NULL && i < count; i++) {
		buffer_printf(to, "%s%s", comma,
		    report_department(
			report, json_string_value(json_array_get(others, i))));
		comma = ", ";
	}
}

/* Of what is led by none that is known: there nobody is together with
 * another. */
static void section_put_owner(
    struct buffer *to, const struct report *report, one *a)
{
	if (!report->by_goal && json_text(a->json, "lead") == NULL)
		section_put_text(to, json_text(a->json, "owner_text"));
}

static void section_put_due(
    struct buffer *to, const struct report *report, one *a)
{
	const char *expected = json_text(a->json, "expected");

	(void)report;
	buffer_text(to, a->due);
	if (*a->due == '\0')
		section_put_text(to,
		    json_text(json_object_get(a->json, "timeframe"), "text"));
	if (expected != NULL)
		buffer_printf(to, _(", expected %s"), expected);
}

/* The first due date that there was, and by what it moved; where it has not
 * moved, the due date says it. */
static void section_put_original(
    struct buffer *to, const struct report *report, one *a)
{
	const char *first = json_text(a->json, "original_due");
	const char *decision = moved(a, "decision");

	(void)report;
	if (first != NULL && strcmp(first, a->due) != 0)
		section_put_text(to, first);
	if (moved(a, "on") == NULL)
		return;
	buffer_text(to, to->length > 0 ? ", " : "");
	/* What is its first due date is where it was not moved from. */
	buffer_printf(to,
	    *a->due != '\0' && (first == NULL || strcmp(first, a->due) == 0)
		? _("set %s")
		: _("moved %s"),
	    moved(a, "on"));
	if (decision != NULL)
		buffer_printf(to, _(" by %s"), decision);
}

static void section_put_note(
    struct buffer *to, const struct report *report, one *a)
{
	const char *by = noted(a, "by");

	if (noted(a, "on") == NULL)
		return;
	buffer_printf(to, "%s", noted(a, "on"));
	if (by != NULL)
		buffer_printf(to, " (%s)", report_department(report, by));
	else if (is_noted(a, "coordinator"))
		buffer_printf(to, " (%s)", _("the coordinator"));
	buffer_text(to, ": ");
	report_note_words(to, a);
}

/* What was said with the report of done, whatever came of it. */
static void section_put_comment(
    struct buffer *to, const struct report *report, one *a)
{
	(void)report;
	if (is_noted(a, "done"))
		report_note_words(to, a);
}

/* What was said while it was under way is not. */
static void section_put_before(
    struct buffer *to, const struct report *report, one *a)
{
	if (!is_noted(a, "done"))
		section_put_note(to, report, a);
}

static void section_put_progress(
    struct buffer *to, const struct report *report, one *a)
{
	(void)report;
	buffer_printf(
	    to, "%lld %%", (long long)json_number(a->json, "progress"));
}

/* A file that says how it stands need not say since when. */
static void section_put_closed(
    struct buffer *to, const struct report *report, one *a)
{
	(void)report;
	section_put_text(to,
	    json_object_get(a->json, "imported") != NULL
		? _("day not stated")
		: json_text(a->json, "closed"));
}

static void section_put_done(
    struct buffer *to, const struct report *report, one *a)
{
	const char *day = json_text(a->json, "done_on");

	if (day != NULL)
		section_put_text(to, day);
	else
		section_put_closed(to, report, a);
}

/* What went on in another plan was not given up for a reason of words. */
static void section_put_reason(
    struct buffer *to, const struct report *report, one *a)
{
	const char *plan = json_text(a->json, "carried_plan");

	(void)report;
	if (plan != NULL)
		buffer_printf(to, _("goes on in %s as number %lld"), plan,
		    (long long)json_number(a->json, "carried_to"));
	else if (json_is_false(json_object_get(
		     json_object_get(a->json, "imported"), "reason")))
		buffer_text(to, _("reason not stated"));
	else
		section_put_text(to, json_text(a->json, "comment"));
}

static void section_put_origin(
    struct buffer *to, const struct report *report, one *a)
{
	(void)report;
	section_put_text(to, json_text(a->json, "origin"));
}

static const struct section_column
    activity = { N_("Activity"), 28, section_put_activity },
    lead = { N_("Responsible"), 25, section_put_lead },
    owner = { N_("Responsible by the plan"), 25, section_put_owner },
    due = { N_("Due date"), 14, section_put_due },
    original = { N_("Originally"), 19, section_put_original },
    note = { N_("Latest note"), 30, section_put_note },
    progress = { N_("Progress"), 13, section_put_progress },
    done = { N_("Done on"), 14, section_put_done },
    comment = { N_("Note when it was done"), 32, section_put_comment },
    before = { N_("Latest note"), 32, section_put_before },
    closed = { N_("Given up on"), 14, section_put_closed },
    reason = { N_("Reason"), 30, section_put_reason },
    origin = { N_("Origin"), 22, section_put_origin },
    lacking = { N_("Lacks"), 24, report_unclear_lacking },
    written = { N_("As written"), 34, report_unclear_written };

/* --- who stands in which --- */

static bool takes_since(const struct report *report, one *a)
{
	const char *day = json_text(a->json, "closed");

	return report->since == NULL || day == NULL ||
	    strcmp(day, report->since) > 0;
}

static bool takes_done(const struct report *report, one *a)
{
	return a->state == PAPER_DONE && takes_since(report, a);
}

static bool takes_started(const struct report *report, one *a)
{
	(void)report;
	return a->state == PAPER_STARTED;
}

static bool takes_late(const struct report *report, one *a)
{
	(void)report;
	return a->state == PAPER_LATE;
}

static bool takes_planned(const struct report *report, one *a)
{
	(void)report;
	return a->state == PAPER_PLANNED;
}

static bool takes_dropped(const struct report *report, one *a)
{
	(void)report;
	return a->state == PAPER_DROPPED;
}

static bool takes_proposed(const struct report *report, one *a)
{
	return takes_done(report, a) && json_text(a->json, "origin") != NULL;
}

static bool takes_open(one *a)
{
	return a->state != PAPER_DONE && a->state != PAPER_DROPPED;
}

static bool takes_unclear(const struct report *report, one *a)
{
	(void)report;
	return takes_open(a) && report_unclear_is(a);
}

static bool takes_soon(const struct report *report, one *a)
{
	const char *until = json_text(report->whole, "soon_until");

	return takes_open(a) && a->state != PAPER_LATE && *a->due != '\0' &&
	    until != NULL && strcmp(a->due, until) <= 0;
}

#define COLUMNS(...)                                                           \
	(const struct section_column *const[])                                 \
	{                                                                      \
		&activity, __VA_ARGS__, NULL                                   \
	}

static const struct section sections[] = {
	{ N_("What was done"), true, takes_done,
	    COLUMNS(&lead, &owner, &done, &comment, &before),
	    N_("Nothing was done.") },
	{ N_("What is under way"), false, takes_started,
	    COLUMNS(&lead, &owner, &due, &progress, &note), N_("None.") },
	{ N_("What is late"), false, takes_late,
	    COLUMNS(&lead, &owner, &due, &original, &note), N_("None.") },
	{ N_("What has not begun"), false, takes_planned,
	    COLUMNS(&lead, &owner, &due, &original), N_("None.") },
	{ N_("What was given up"), false, takes_dropped,
	    COLUMNS(&lead, &owner, &closed, &reason), N_("None.") },
	{ N_("Proposed to be declared completed"), false, takes_proposed,
	    COLUMNS(&origin, &done, &comment, &before), NULL },
	{ N_("Without a date or an owner"), false, takes_unclear,
	    COLUMNS(&lacking, &written), NULL },
	{ 0 },
};

static const struct section page_sections_of[] = {
	{ N_("What is late"), false, takes_late,
	    COLUMNS(&lead, &owner, &due, &note), N_("None.") },
	{ N_("What comes in 30 days"), false, takes_soon,
	    COLUMNS(&lead, &owner, &due, &note), N_("None.") },
	{ N_("What was done"), true, takes_done,
	    COLUMNS(&lead, &owner, &done, &comment, &before),
	    N_("Nothing was done.") },
	{ 0 },
};

/* --- a section --- */

static void section_title(const struct report *report,
    const struct section *section, struct paper *paper)
{
	struct buffer title = { 0 }, day = { 0 };

	if (report->since != NULL && section->of_period) {
		report_day(&day, report->since);
		buffer_printf(&title, _("What was done since %s"), day.bytes);
	} else {
		buffer_text(&title, translate(section->title));
	}
	paper->format->heading(paper, 2, title.bytes);
	buffer_free(&title);
	buffer_free(&day);
}

/* A section on its way: the columns in which somebody has something. */
struct section_table {
	const struct section *section;
	const struct section_column *columns[PAPER_COLUMNS];
	size_t count;
	struct buffer cells[PAPER_COLUMNS];
};

static bool section_uses(const struct report *report,
    const struct section *section, const struct section_column *column)
{
	struct buffer cell = { 0 };
	bool used;

	for (size_t i = 0; i < report->count && cell.length == 0; i++)
		if (section->takes(report, &report->list[i]))
			column->put(&cell, report, &report->list[i]);
	used = cell.length > 0;
	buffer_free(&cell);
	return used;
}

static void section_cells(
    const struct report *report, struct section_table *table, one *a)
{
	for (size_t i = 0; i < table->count; i++) {
		buffer_cut(&table->cells[i], 0);
		buffer_text(&table->cells[i], "");
		table->columns[i]->put(&table->cells[i], report, a);
	}
}

/* Beside a cell stands what it holds, where its column is of two things. */
static void section_row(const struct report *report,
    struct section_table *table, struct paper *paper, one *a)
{
	const char *texts[PAPER_COLUMNS];

	section_cells(report, table, a);
	for (size_t i = 0; i < table->count; i++) {
		texts[i] = table->cells[i].bytes;
		if (table->columns[i] == &due)
			paper->heads[i] =
			    *a->due != '\0' ? _("Due date") : _("Timeframe");
	}
	paper->format->row(paper, texts);
}

/* Makes the columns as wide as what will stand in them. */
static void section_fit(const struct report *report,
    struct section_table *table, struct paper *paper)
{
	struct paper_fit fit = { 0 };

	for (size_t i = 0; i < report->count; i++) {
		one *a = &report->list[i];

		if (!table->section->takes(report, a))
			continue;
		section_cells(report, table, a);
		for (size_t j = 0; j < table->count; j++)
			paper_fit_text(&fit, j, table->cells[j].bytes);
	}
	paper_fit_widths(&fit, paper);
}

/* Whether a row has a due date, or says its timeframe where others have it. */
static bool section_has(
    const struct report *report, const struct section *section, bool dated)
{
	for (size_t i = 0; i < report->count; i++)
		if (section->takes(report, &report->list[i]) &&
		    (*report->list[i].due != '\0') == dated)
			return true;
	return false;
}

static const char *section_head(const struct report *report,
    const struct section *section, const struct section_column *column)
{
	if (column == &lead && !report->by_goal)
		return _("Together with");
	if (column == &due && section_has(report, section, false))
		return section_has(report, section, true)
		    ? _("Due, or timeframe")
		    : _("Timeframe");
	return translate(column->head);
}

static void section_begin(const struct report *report,
    struct section_table *table, struct paper *paper)
{
	const struct section_column *const *column = table->section->columns;

	for (; *column != NULL; column++) {
		if (!section_uses(report, table->section, *column))
			continue;
		paper->heads[table->count] =
		    section_head(report, table->section, *column);
		paper->widths[table->count] = (*column)->width;
		paper->numbers[table->count] = false;
		table->columns[table->count++] = *column;
	}
	paper->columns = table->count;
	section_fit(report, table, paper);
	paper->format->table(paper, NULL);
}

static void section_tell(const struct report *report,
    const struct section *section, struct paper *paper)
{
	struct section_table table = { .section = section };
	const char *group = NULL;

	for (size_t i = 0; i < report->count; i++) {
		one *a = &report->list[i];

		if (!section->takes(report, a))
			continue;
		if (group == NULL) {
			section_title(report, section, paper);
			section_begin(report, &table, paper);
		}
		if (group == NULL || strcmp(group, a->group) != 0)
			paper->format->group(paper, a->group);
		group = a->group;
		section_row(report, &table, paper, a);
	}
	if (group != NULL)
		paper->format->table_end(paper);
	else if (section->empty != NULL) {
		section_title(report, section, paper);
		paper->format->paragraph(paper, translate(section->empty));
	}
	for (size_t i = 0; i < PAPER_COLUMNS; i++)
		buffer_free(&table.cells[i]);
}

void report_sections(const struct report *report, struct paper *paper)
{
	for (const struct section *s = sections; s->title != NULL; s++)
		section_tell(report, s, paper);
}

void page_sections(const struct report *report, struct paper *paper)
{
	for (const struct section *s = page_sections_of; s->title != NULL; s++)
		section_tell(report, s, paper);
}
