/* SPDX-License-Identifier: ISC */
#include "client/meeting_import.h"

#include <stdio.h>
#include <string.h>

#include "client/document_told.h"
#include "client/import_answer.h"
#include "client/meeting_table.h"
#include "client/table_source.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static void meeting_import_tell_line(void *of, struct buffer *line)
{
	(void)of;
	fprintf(stderr, "planvakt: %s\n", line->bytes);
}

static int meeting_import_read_file(
    struct meeting_table *table, json_t *params, struct err *err)
{
	const struct table_place place = {
		.path = json_text(params, "file"),
		.fields = meeting_fields,
		.sheet = json_text(params, "sheet"),
		.table = json_number(params, "table"),
	};
	struct table_source source;
	int result = table_source_read(&source, &place, err);

	if (result != 0)
		return -1;
	if (source.json.length > 0)
		result = err_set(err, ERR_INVALID,
		    "%s is JSON: meetings are read from a table", source.name);
	else
		result = meeting_table_read(table, &source.grid,
		    (int)json_number(params, "year"), source.name, err);
	document_told(source.document, meeting_import_tell_line, NULL);
	if (result == 0 && source.guess != NULL)
		fprintf(stderr,
		    _("planvakt: %s is read as %s, by guess: look whether å, ä "
		      "and ö are right\n"),
		    source.name, source.guess);
	table_source_release(&source);
	return result;
}

/* What has to be looked at by a person, on standard error. */
static void meeting_import_tell_unread(const struct meeting_table *table)
{
	struct buffer lines = { 0 };
	json_t *one;
	size_t i;

	json_array_foreach (table->columns, i, one)
		fprintf(stderr, _("planvakt: not read: the column %s\n"),
		    json_string_value(one));
	json_array_foreach (table->unread, i, one)
		fprintf(stderr, _("planvakt: not read: line %lld, %s: %s\n"),
		    (long long)json_number(one, "line"),
		    json_text(one, "column"), json_text(one, "text"));
	if (json_array_size(table->passed) == 0)
		return;
	document_told_lines(&lines, table->passed);
	fprintf(stderr, _("planvakt: passed over as notes: line %s\n"),
	    lines.bytes);
	buffer_free(&lines);
}

static void show_lists(FILE *to, json_t *result)
{
	json_t *one;
	size_t i;

	json_array_foreach (json_object_get(result, "changes"), i, one) {
		const char *old = json_text(one, "old");

		fprintf(to, "%s %s: %s%s%s\n", json_text(one, "body"),
		    json_text(one, "date"), old != NULL ? old : "",
		    old != NULL ? " -> " : "", json_text(one, "new"));
	}
	json_array_foreach (json_object_get(result, "missing"), i, one)
		fprintf(to,
		    _("%s %s is not in the file: moved, or not held? planvakt "
		      "meeting drop %s %s --reason TEXT\n"),
		    json_text(one, "body"), json_text(one, "date"),
		    json_text(one, "body"), json_text(one, "date"));
	json_array_foreach (json_object_get(result, "dropped"), i, one)
		fprintf(to,
		    _("%s %s was taken out before and stays so: planvakt "
		      "meeting add puts it back\n"),
		    json_text(one, "body"), json_text(one, "date"));
}

static void meeting_import_show(
    struct call *call, json_t *result, const struct meeting_table *table)
{
	struct buffer line = { 0 };

	if (!output_is_table(&call->output)) {
		json_object_set(result, "unread", table->unread);
		json_object_set(result, "passed", table->passed);
		json_object_set(result, "columns", table->columns);
		output_thing(&call->output, result);
		return;
	}
	meeting_import_tell_unread(table);
	import_answer_counts(&line, result);
	fprintf(call->output.to, "%s\n", line.bytes);
	buffer_free(&line);
	show_lists(call->output.to, result);
}

int meeting_import_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct meeting_table table = { json_array(), json_array(), json_array(),
		json_array() };
	struct answer answer;
	int result = meeting_import_read_file(&table, params, err);

	json_object_set(params, "rows", table.rows);
	json_object_del(params, "file");
	json_object_del(params, "sheet");
	json_object_del(params, "table");
	if (result == 0)
		result = call_open(call, err);
	if (result == 0)
		result = call_request(call, call->words->verb->method, params,
		    true, &answer, err);
	if (result == 0) {
		meeting_import_show(call, answer.result, &table);
		message_answer_release(&answer);
	}
	json_decref(table.rows);
	json_decref(table.unread);
	json_decref(table.passed);
	json_decref(table.columns);
	return result;
}
