/* SPDX-License-Identifier: ISC */
#include "client/archive_plans.h"

#include <string.h>

#include "client/archive_folder.h"
#include "client/archive_readme.h"
#include "client/output/format.h"
#include "client/plan_export.h"
#include "client/report.h"
#include "client/sheet.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static const char *const plan_heads[] = { N_("No."), N_("Activity"),
	N_("Purpose"), N_("Timeframe"), N_("Due"), N_("Lead"), N_("Status"),
	NULL };

static const char *const plan_fields[] = { "id", "activity", "purpose",
	"timeframe.text", "due", "lead", "status" };

static const unsigned plan_widths[] = { 5, 25, 18, 15, 14, 11, 12 };

/* What a plan's page begins with. */
static const struct {
	const char *field, *name;
} plan_facts[] = {
	{ "case_number", N_("Case") },
	{ "decision", N_("Decision") },
	{ "adopted", N_("Adopted") },
	{ "valid_until", N_("Valid until") },
	{ "followed", N_("Last followed up") },
	{ "closed_at", N_("Closed") },
	{ "closed_reason", N_("Why it was closed") },
	{ "successor", N_("Goes on in plan") },
};

/* What is late is late today, not in thirty years: the day alone is told. Nor
 * does anybody know the codes then. */
static void archive_cell(
    const json_t *names, json_t *row, json_t *activity, const char *field)
{
	struct buffer text = { 0 };
	const char *lead = json_text(activity, "lead");
	const char *name = lead != NULL ? json_text(names, lead) : NULL;

	buffer_text(&text, "");
	if (strcmp(field, "lead") == 0 && name != NULL)
		format_clean(&text, name, 0);
	else if (strcmp(field, "due") == 0)
		format_plain(&text, format_value(activity, field));
	else
		format_words(&text, activity, field);
	json_array_append_new(row, json_string(text.bytes));
	buffer_free(&text);
}

/* A goal stands above those that serve it. */
static void archive_goal(json_t *rows, json_t *activity, json_t **last)
{
	json_t *goal = format_value(activity, "goal");

	if (goal != NULL && !json_equal(goal, *last))
		json_array_append(rows, goal);
	*last = goal;
}

static json_t *archive_plan_rows(const json_t *names, json_t *activities)
{
	json_t *rows = json_array(), *activity, *goal = NULL;
	size_t i, fields = sizeof(plan_fields) / sizeof(*plan_fields);

	json_array_foreach (activities, i, activity) {
		json_t *row = json_array();

		archive_goal(rows, activity, &goal);
		for (size_t j = 0; j < fields; j++)
			archive_cell(names, row, activity, plan_fields[j]);
		json_array_append_new(rows, row);
	}
	return rows;
}

static void archive_plan_facts(struct buffer *lines, json_t *plan)
{
	struct buffer text = { 0 };

	for (size_t i = 0; i < sizeof(plan_facts) / sizeof(*plan_facts); i++) {
		if (format_value(plan, plan_facts[i].field) == NULL)
			continue;
		buffer_cut(&text, 0);
		format_words(&text, plan, plan_facts[i].field);
		sheet_paper_fact(lines, _(plan_facts[i].name), text.bytes);
	}
	buffer_free(&text);
}

/* The plan as it stands; a closed one as it ended, for nobody changes it. */
static int archive_plan_page(struct archive *archive, json_t *plan,
    json_t *activities, const char *path, struct err *err)
{
	struct sheet sheet = {
		.name = _("Activities"),
		.empty = _("The plan has no activities."),
		.heads = plan_heads,
		.widths = plan_widths,
		.rows = archive_plan_rows(archive->names, activities),
	};
	struct buffer lines = { 0 }, words = { 0 };
	int result;

	sheet_paper_begin(&lines, json_text(plan, "title"));
	archive_rehearsal(&lines, archive);
	buffer_printf(&words,
	    json_is_null(json_object_get(plan, "closed_at"))
		? _("Plan %s as it stood on %s.")
		: _("Plan %s, which is closed, as it ended; written on %s."),
	    json_text(plan, "code"), archive->made);
	sheet_paper_words(&lines, "text", words.bytes);
	archive_plan_facts(&lines, plan);
	sheet_paper_heading(&lines, _("Activities"));
	sheet_paper_table(&lines, &sheet);
	result = sheet_paper_save(&lines, "html", path, err);
	json_decref(sheet.rows);
	buffer_free(&lines);
	buffer_free(&words);
	return result;
}

/* --- reports --- */

static int archive_report(struct archive *archive, const char *folder,
    const char *plan, json_t *row, struct err *err)
{
	const char *as_of = json_text(row, "as_of");
	struct buffer path = { 0 };
	int result;

	if (as_of != NULL)
		buffer_printf(&path, "%s/report-%s.html", folder, as_of);
	else
		buffer_printf(&path, "%s/report.html", folder);
	result = report_save(archive->call, plan, as_of,
	    json_text(row, "since"), path.bytes, err);
	buffer_free(&path);
	return result;
}

/* One of all the plan's days, and again each that was handed over. */
static int archive_reports(struct archive *archive, const char *folder,
    const char *plan, struct err *err)
{
	json_t *params = json_pack("{ss}", "plan", plan);
	json_t *rows = json_array(), *row;
	int result = call_rows(archive->call, "report.list", params, rows, err);
	size_t i;

	json_decref(params);
	json_array_append_new(rows, json_object());
	json_array_foreach (rows, i, row)
		if (result == 0 && (result = archive_folder_goes_on(err)) == 0)
			result =
			    archive_report(archive, folder, plan, row, err);
	json_decref(rows);
	return result;
}

/* --- a plan --- */

static int archive_plan(struct archive *archive, json_t *plan, struct err *err)
{
	const char *code = json_text(plan, "code");
	json_t *activities = plan_export_rows(archive->call, code, err);
	struct buffer folder = { 0 }, path = { 0 };
	int result;

	buffer_printf(&folder, "%s/plans/%s", archive->part.bytes, code);
	result =
	    activities != NULL ? archive_folder_make(folder.bytes, err) : -1;
	if (result == 0) {
		buffer_printf(&path, "%s/plan.html", folder.bytes);
		result = archive_plan_page(
		    archive, plan, activities, path.bytes, err);
	}
	if (result == 0) {
		buffer_cut(&path, 0);
		buffer_printf(&path, "%s/plan.csv", folder.bytes);
		result = plan_export_csv(
		    archive->call, code, activities, path.bytes, err);
	}
	if (result == 0)
		result = archive_reports(archive, folder.bytes, code, err);
	json_decref(activities);
	buffer_free(&folder);
	buffer_free(&path);
	return result;
}

int archive_plans(struct archive *archive, struct err *err)
{
	struct buffer folder = { 0 };
	json_t *plan;
	size_t i;
	int result;

	buffer_printf(&folder, "%s/plans", archive->part.bytes);
	result = archive_folder_make(folder.bytes, err);
	json_array_foreach (archive->plans, i, plan)
		if (result == 0)
			result = archive_plan(archive, plan, err);
	buffer_free(&folder);
	return result;
}
