/* SPDX-License-Identifier: ISC */
#include "client/plan_json.h"

#include <string.h>

#include "client/output/format.h"
#include "protocol/buffer.h"
#include "protocol/copy.h"

/* A member of an activity, and what a row calls it. */
static const struct {
	const char *member, *field;
} members[] = {
	{ "key", "key" },
	{ "goal", "goal" },
	{ "activity", "activity" },
	{ "purpose", "purpose" },
	{ "timeframe.text", "timeframe" },
	{ "timeframe.kind", "kind" },
	{ "timeframe.start", "listed_start" },
	{ "timeframe.end", "listed_end" },
	{ "lead", "lead" },
	{ "cooperating", "cooperating" },
	{ "owner_text", "owner" },
	{ "status", "status" },
	{ "progress", "progress" },
	{ "done_on", "date" },
	{ "comment", "comment" },
	{ "areas", "area" },
	{ "strategies", "strategy" },
	{ "review", "review" },
};

static void put_other(json_t *row, json_t *other)
{
	json_t *cells = json_array(), *value;
	const char *name;

	json_object_foreach (other, name, value) {
		json_t *cell = json_object();

		json_object_set_new(cell, "name", json_string(name));
		json_object_set(cell, "text", value);
		json_array_append_new(cells, cell);
	}
	if (json_array_size(cells) > 0)
		json_object_set(row, "other", cells);
	json_decref(cells);
}

static void put_text(
    json_t *row, const char *field, json_t *value, bool empty_too)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_plain(&text, value);
	if (text.length > 0 || empty_too)
		json_object_set_new(row, field, json_string(text.bytes));
	buffer_free(&text);
}

static json_t *plan_json_make_row(json_t *activity, int64_t line, bool numbered)
{
	json_t *row = json_object();

	json_object_set_new(row, "line", json_integer(line));
	if (numbered)
		json_object_set(row, "number", json_object_get(activity, "id"));
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		put_text(row, members[i].field,
		    format_value(activity, members[i].member), false);
	put_text(row, "unclear", json_object_get(activity, "unclear"), true);
	put_other(row, json_object_get(activity, "other"));
	return row;
}

static bool plan_json_is_of(json_t *activity, const char *plan)
{
	const char *of = json_string_value(json_object_get(activity, "plan"));

	return of != NULL && strcmp(of, plan) == 0;
}

static bool has_plan(json_t *activities, const char *plan)
{
	json_t *activity;
	size_t i;

	json_array_foreach (activities, i, activity)
		if (plan_json_is_of(activity, plan))
			return true;
	return false;
}

int plan_table_read_json(struct plan_table *table, const char *text,
    const struct plan_table_options *options, struct err *err)
{
	json_error_t why;
	json_t *whole = json_loads(text, JSON_REJECT_DUPLICATES, &why);
	json_t *activities =
	    json_is_array(whole) ? whole : json_object_get(whole, "activities");
	const char *daemon =
	    json_string_value(json_object_get(whole, "daemon"));
	bool of_this, passes;
	json_t *activity;
	size_t i;

	*table = (struct plan_table){ .rows = json_array() };
	table->columns = json_pack("{s{}s[]s[]}", "read", "kept", "passed");
	of_this = has_plan(activities, options->plan);
	if (daemon != NULL && of_this)
		table->daemon = copy_text(daemon);
	json_array_foreach (activities, i, activity) {
		passes = of_this && !plan_json_is_of(activity, options->plan);
		if (passes)
			json_array_append_new(
			    json_object_get(table->columns, "passed"),
			    json_integer((json_int_t)i + 1));
		else
			json_array_append_new(table->rows,
			    plan_json_make_row(activity, (int64_t)i + 1,
				table->daemon != NULL));
	}
	json_decref(whole);
	if (json_array_size(table->rows) > 0)
		return 0;
	plan_table_release(table);
	if (whole == NULL)
		return err_set(err, ERR_INVALID, "line %d of %s is no JSON: %s",
		    why.line, options->path, why.text);
	return err_set(err, ERR_INVALID,
	    "%s has no activities as `planvakt export` writes them",
	    options->path);
}
