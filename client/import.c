/* SPDX-License-Identifier: ISC */
#include "client/import.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/csv_table.h"
#include "client/encoding.h"
#include "client/import_answer.h"
#include "client/plan_json.h"
#include "client/table_file.h"

/* What a file was read as. */
struct import_source {
	struct plan_table table;
	const char *guess; /* of its encoding; NULL where it is sure */
};

static int read_text(struct import_source *source, const struct buffer *text,
    const struct plan_table_options *options, struct err *err)
{
	struct grid grid;
	int result;

	if (text->bytes[strspn(text->bytes, " \t\r\n")] == '[' ||
	    text->bytes[strspn(text->bytes, " \t\r\n")] == '{')
		return plan_table_read_json(
		    &source->table, text->bytes, options, err);
	if (csv_table_read(&grid, text, options->path, err) != 0)
		return -1;
	if (grid.count == 0)
		result = err_set(
		    err, ERR_INVALID, "%s has no words in it", options->path);
	else
		result = plan_table_read(&source->table, &grid, options, err);
	grid_release(&grid);
	return result;
}

static int import_read_file(
    struct import_source *source, json_t *params, struct err *err)
{
	const char *path = json_string_value(json_object_get(params, "file"));
	json_t *chosen = json_object_get(params, "column"), *none;
	bool is_input = strcmp(path, "-") == 0;
	struct plan_table_options options = {
		.path = is_input ? "standard input" : path,
		.plan = json_string_value(json_object_get(params, "plan")),
		.fill_down = json_is_true(json_object_get(params, "fill_down")),
		.may_ask =
		    !is_input && isatty(STDIN_FILENO) && isatty(STDERR_FILENO),
	};
	struct buffer text = { 0 };
	int result;

	none = chosen == NULL ? json_array() : json_incref(chosen);
	options.chosen = none;
	result = table_file_load(&text, path, &source->guess, err);
	if (result == 0)
		result = read_text(source, &text, &options, err);
	json_decref(none);
	buffer_free(&text);
	return result;
}

/* The daemon is given rows and whose list they are. */
static void give_rows(json_t *params, struct plan_table *table)
{
	json_object_set(params, "rows", table->rows);
	if (table->daemon != NULL)
		json_object_set_new(
		    params, "daemon", json_string(table->daemon));
	if (table->year != 0 && json_object_get(params, "year") == NULL)
		json_object_set_new(params, "year", json_integer(table->year));
	json_object_del(params, "file");
	json_object_del(params, "column");
	json_object_del(params, "fill_down");
}

static void import_show(
    struct call *call, struct import_source *source, json_t *result)
{
	json_object_set(result, "columns", source->table.columns);
	if (source->guess != NULL)
		json_object_set_new(
		    result, "encoding", json_string(source->guess));
	if (output_is_table(&call->output))
		import_answer(&call->output, result, source->table.rows);
	else
		output_thing(&call->output, result);
}

int import_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	const struct verb *verb = call->words->verb;
	struct import_source source = { 0 };
	struct answer answer;
	int result;

	if (import_read_file(&source, params, err) != 0)
		return -1;
	give_rows(params, &source.table);
	result = call_open(call, err);
	if (result == 0)
		result = call_request(
		    call, verb->method, params, true, &answer, err);
	if (result == 0) {
		import_show(call, &source, answer.result);
		message_answer_release(&answer);
	}
	plan_table_release(&source.table);
	return result;
}
