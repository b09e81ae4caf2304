/* SPDX-License-Identifier: ISC */
#include "client/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/document_told.h"
#include "client/import_answer.h"
#include "client/plan_columns.h"
#include "client/plan_json.h"
#include "client/table_source.h"

/* What a file was read as. */
struct import_source {
	struct table_source file;
	struct plan_table table;
};

/* Shows how a document was understood, or has it accepted. */
static int import_accept(
    struct import_source *source, json_t *params, bool may_ask, struct err *err)
{
	json_t *document = source->file.document;

	if (document == NULL)
		return 0;
	document_pass(document, source->table.rows);
	if (json_is_true(json_object_get(params, "dry_run")))
		document_told_rows(document, &source->file.grid);
	else if (!json_is_true(json_object_get(params, "as_shown")))
		return document_accept(
		    document, source->file.name, may_ask, err);
	return 0;
}

static int import_read_file(
    struct import_source *source, json_t *params, struct err *err)
{
	json_t *chosen = json_object_get(params, "column"), *none;
	struct table_place place = {
		.path = json_string_value(json_object_get(params, "file")),
		.fields = plan_fields,
		.sheet = json_string_value(json_object_get(params, "sheet")),
		.table = json_integer_value(json_object_get(params, "table")),
	};
	struct plan_table_options options = {
		.plan = json_string_value(json_object_get(params, "plan")),
		.fill_down = json_is_true(json_object_get(params, "fill_down")),
		.skip_invalid =
		    json_is_true(json_object_get(params, "skip_invalid")),
		.may_ask = strcmp(place.path, "-") != 0 &&
		    isatty(STDIN_FILENO) && isatty(STDERR_FILENO),
	};
	int result;

	none = chosen == NULL ? json_array() : json_incref(chosen);
	options.chosen = place.chosen = none;
	result = table_source_read(&source->file, &place, err);
	options.path = source->file.name;
	if (result == 0 && source->file.json.length > 0)
		result = plan_table_read_json(
		    &source->table, source->file.json.bytes, &options, err);
	else if (result == 0)
		result = plan_table_read(
		    &source->table, &source->file.grid, &options, err);
	if (result == 0)
		result = import_accept(source, params, options.may_ask, err);
	json_decref(none);
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
	json_object_del(params, "sheet");
	json_object_del(params, "table");
	json_object_del(params, "as_shown");
	json_object_del(params, "fill_down");
}

static void import_show(
    struct call *call, struct import_source *source, json_t *result)
{
	json_object_set(result, "columns", source->table.columns);
	/* In planvakt's own list no layout was read, but its own words. */
	if (source->table.daemon != NULL && output_is_table(&call->output))
		json_object_del(source->file.document, "rows");
	if (source->file.document != NULL)
		json_object_set(result, "document", source->file.document);
	if (source->file.guess != NULL)
		json_object_set_new(
		    result, "encoding", json_string(source->file.guess));
	if (!output_is_table(&call->output))
		output_thing(&call->output, result);
	else
		import_answer(&call->output, result, source->table.rows,
		    call->output.paged);
}

/* A plan's name must be known as its code before the file is read, whose rows
 * may say of which plan they are. */
static bool is_plain(const char *plan)
{
	return strspn(plan, "abcdefghijklmnopqrstuvwxyz0123456789-_.") ==
	    strlen(plan);
}

int import_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	const struct verb *verb = call->words->verb;
	struct import_source source = { 0 };
	struct answer answer;
	int result = 0;

	if (!is_plain(json_string_value(json_object_get(params, "plan"))))
		result = call_open(call, err);
	if (result == 0)
		result = import_read_file(&source, params, err);
	if (result == 0) {
		give_rows(params, &source.table);
		if (isatty(STDERR_FILENO))
			json_object_set_new(params, "progress", json_true());
		/* The file may have been asked about. */
		result = call->session != NULL ? call_again(call, err)
					       : call_open(call, err);
	}
	if (result == 0)
		result = call_request(
		    call, verb->method, params, true, &answer, err);
	if (result == 0) {
		import_show(call, &source, answer.result);
		message_answer_release(&answer);
	}
	plan_table_release(&source.table);
	table_source_release(&source.file);
	return result;
}
