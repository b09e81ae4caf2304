/* SPDX-License-Identifier: ISC */
#include "client/plan_export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/office.h"
#include "client/output/format.h"
#include "client/output/output_csv.h"
#include "client/whole_file.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* In CSV; beside these the kept columns, "other." before their names. */
const char *const plan_export_columns[] = { "id", "plan", "key", "goal",
	"activity", "purpose", "timeframe.text", "timeframe.kind",
	"timeframe.start", "timeframe.end", "due", "lead", "cooperating",
	"owner_text", "status", "progress", "done_on", "comment", "areas",
	"strategies", "unclear", "review", NULL };

/* An export on its way. */
struct plan_export {
	const char *path, *plan, *daemon;
	json_t *activities;
};

/* --- the kinds of files --- */

static int by_number(const void *a, const void *b)
{
	json_int_t one =
	    json_integer_value(json_object_get(*(json_t *const *)a, "id"));
	json_int_t two =
	    json_integer_value(json_object_get(*(json_t *const *)b, "id"));

	return (one > two) - (one < two);
}

/* A plan is written in the order of its numbers, which is that of the table
 * from which it came; a list has that of its due dates. The caller releases
 * it. */
static json_t *in_plan_order(json_t *activities)
{
	size_t count = json_array_size(activities);
	json_t **rows = calloc(count + 1, sizeof(json_t *)), *sorted;

	if (rows == NULL)
		abort();
	for (size_t i = 0; i < count; i++)
		rows[i] = json_array_get(activities, i);
	qsort(rows, count, sizeof(json_t *), by_number);
	sorted = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append(sorted, rows[i]);
	free(rows);
	return sorted;
}

static int write_json(
    FILE *file, const struct plan_export *plan_export, struct err *err)
{
	json_t *whole =
	    json_pack("{s:s, s:s, s:O}", "daemon", plan_export->daemon, "plan",
		plan_export->plan, "activities", plan_export->activities);

	json_dumpf(whole, file, JSON_INDENT(1));
	fputc('\n', file);
	json_decref(whole);
	(void)err;
	return 0;
}

/* The names of all kept columns, in the order in which they come. */
static json_t *kept_names(json_t *activities)
{
	json_t *names = json_object(), *activity, *text;
	const char *name;
	size_t i;

	json_array_foreach (activities, i, activity)
		json_object_foreach (
		    json_object_get(activity, "other"), name, text)
			json_object_set(names, name, json_true());
	return names;
}

static void write_value(FILE *file, json_t *value)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_plain(&text, value);
	csv_text(file, text.bytes);
	buffer_free(&text);
}

static void write_heading(FILE *file, json_t *names)
{
	struct buffer heading = { 0 };
	const char *name;
	json_t *unused;

	csv_start(file);
	for (size_t i = 0; plan_export_columns[i] != NULL; i++) {
		fputs(plan_export_columns[i], file);
		csv_between(file);
	}
	fputs("daemon", file);
	json_object_foreach (names, name, unused) {
		(void)unused;
		buffer_cut(&heading, 0);
		buffer_printf(&heading, "other.%s", name);
		csv_between(file);
		csv_text(file, heading.bytes);
	}
	fputc('\n', file);
	buffer_free(&heading);
}

static int write_csv(
    FILE *file, const struct plan_export *plan_export, struct err *err)
{
	json_t *names = kept_names(plan_export->activities), *activity, *unused;
	const char *name;
	size_t i;

	write_heading(file, names);
	json_array_foreach (plan_export->activities, i, activity) {
		for (size_t j = 0; plan_export_columns[j] != NULL; j++) {
			write_value(file,
			    format_value(activity, plan_export_columns[j]));
			csv_between(file);
		}
		csv_text(file, plan_export->daemon);
		json_object_foreach (names, name, unused) {
			(void)unused;
			csv_between(file);
			write_value(file,
			    json_object_get(
				json_object_get(activity, "other"), name));
		}
		fputc('\n', file);
	}
	json_decref(names);
	(void)err;
	return 0;
}

/* --- documents: lines of JSON for planvakt-office --- */

static void line_value(struct buffer *line, json_t *value)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_plain(&text, value);
	buffer_json(line, text.bytes);
	buffer_text(line, ",");
	buffer_free(&text);
}

static void line_heading(struct buffer *lines, json_t *names)
{
	struct buffer heading = { 0 };
	const char *name;
	json_t *unused;

	buffer_text(lines, "{\"table\":1,\"sheet\":\"Plan\"}\n{\"cells\":[");
	for (size_t i = 0; plan_export_columns[i] != NULL; i++)
		buffer_printf(lines, "\"%s\",", plan_export_columns[i]);
	json_object_foreach (names, name, unused) {
		(void)unused;
		buffer_cut(&heading, 0);
		buffer_printf(&heading, "other.%s", name);
		buffer_json(lines, heading.bytes);
		buffer_text(lines, ",");
	}
	buffer_text(lines, "\"daemon\"]}\n");
	buffer_free(&heading);
}

static int write_document(FILE *file, const struct plan_export *plan_export,
    const char *kind, struct err *err)
{
	json_t *names = kept_names(plan_export->activities), *activity, *unused;
	struct buffer lines = { 0 };
	const char *name;
	size_t i;
	int result;

	line_heading(&lines, names);
	json_array_foreach (plan_export->activities, i, activity) {
		buffer_text(&lines, "{\"cells\":[");
		for (size_t j = 0; plan_export_columns[j] != NULL; j++)
			line_value(&lines,
			    format_value(activity, plan_export_columns[j]));
		json_object_foreach (names, name, unused) {
			(void)unused;
			line_value(&lines,
			    json_object_get(
				json_object_get(activity, "other"), name));
		}
		buffer_json(&lines, plan_export->daemon);
		buffer_text(&lines, "]}\n");
	}
	json_decref(names);
	result = office_write(kind, &lines, plan_export->path, file, err);
	buffer_free(&lines);
	return result;
}

static int write_xlsx_file(
    FILE *file, const struct plan_export *plan_export, struct err *err)
{
	return write_document(file, plan_export, "xlsx", err);
}

static int write_ods_file(
    FILE *file, const struct plan_export *plan_export, struct err *err)
{
	return write_document(file, plan_export, "ods", err);
}

static const struct file_kind {
	const char *name;
	int (*write)(FILE *, const struct plan_export *, struct err *);
} kinds[] = {
	{ "csv", write_csv },
	{ "json", write_json },
	{ "xlsx", write_xlsx_file },
	{ "ods", write_ods_file },
};

/* --- the file --- */

static const struct file_kind *find_kind(
    const char *path, const char *as, struct err *err)
{
	const char *dot = strrchr(path, '.');
	const char *name = as != NULL ? as
	    : strcmp(path, "-") == 0  ? "csv"
	    : dot != NULL             ? dot + 1
				      : "";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcasecmp(kinds[i].name, name) == 0)
			return &kinds[i];
	err_set(err, ERR_INVALID,
	    "%s: a plan is written as csv, json, xlsx or ods: end the file's "
	    "name so, or give --as csv, --as json, --as xlsx or --as ods",
	    path);
	return NULL;
}

/* An export and the kind in which it is written. */
struct plan_export_file {
	const struct plan_export *plan_export;
	const struct file_kind *kind;
};

static int write_file(FILE *to, void *of, struct err *err)
{
	const struct plan_export_file *file = of;

	return file->kind->write(to, file->plan_export, err);
}

static void plan_export_tell(
    struct call *call, const struct plan_export *plan_export)
{
	json_t *result = json_pack("{s:s, s:s, s:I}", "file", plan_export->path,
	    "plan", plan_export->plan, "activities",
	    (json_int_t)json_array_size(plan_export->activities));

	if (strcmp(plan_export->path, "-") == 0) {
		json_decref(result);
		return;
	}
	if (output_is_table(&call->output))
		width_say(call->output.to,
		    translate_plural("%zu activity written to %s\n",
			"%zu activities written to %s\n",
			json_array_size(plan_export->activities)),
		    json_array_size(plan_export->activities),
		    plan_export->path);
	else
		output_thing(&call->output, result);
	json_decref(result);
}

json_t *plan_export_rows(struct call *call, const char *plan, struct err *err)
{
	json_t *params =
	    json_pack("{s:s, s:b, s:b}", "plan", plan, "details", 1, "all", 1);
	json_t *board = json_object_get(call->words->params, "board");
	json_t *activities = json_array(), *sorted = NULL;

	if (board != NULL)
		json_object_set(params, "board", board);
	if (call_rows(call, "activity.list", params, activities, err) == 0)
		sorted = in_plan_order(activities);
	json_decref(activities);
	json_decref(params);
	return sorted;
}

static int plan_export_write(const struct plan_export *plan_export,
    const struct file_kind *kind, struct err *err)
{
	struct plan_export_file file = { plan_export, kind };

	return whole_file_write(plan_export->path, write_file, &file, err);
}

int plan_export_csv(struct call *call, const char *plan, json_t *activities,
    const char *path, struct err *err)
{
	const struct plan_export plan_export = { path, plan,
		session_hello(call->session)->daemon, activities };

	return plan_export_write(&plan_export, &kinds[0], err);
}

int plan_export_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct plan_export plan_export = {
		.path = json_string_value(json_object_get(params, "file"))
	};
	const struct file_kind *kind = find_kind(plan_export.path,
	    json_string_value(json_object_get(params, "as")), err);
	int result = -1;

	if (kind == NULL || call_open(call, err) != 0)
		return -1;
	plan_export.plan = json_string_value(json_object_get(params, "plan"));
	plan_export.daemon = session_hello(call->session)->daemon;
	plan_export.activities = plan_export_rows(call, plan_export.plan, err);
	if (plan_export.activities != NULL)
		result = plan_export_write(&plan_export, kind, err);
	if (result == 0)
		plan_export_tell(call, &plan_export);
	json_decref(plan_export.activities);
	return result;
}
