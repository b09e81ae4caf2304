/* SPDX-License-Identifier: ISC */
#include "client/meeting_import.h"

#include <stdio.h>
#include <string.h>

#include "client/document_told.h"
#include "client/meeting_table.h"
#include "client/table_import.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static int meeting_import_read_file(
    struct meeting_table *table, json_t *params, struct err *err)
{
	const struct table_place place =
	    table_import_place(params, meeting_fields);
	struct table_source source;
	int result = table_source_read(&source, &place, err);

	if (result != 0)
		return -1;
	if (source.json.length > 0)
		result = err_set(err, ERR_INVALID,
		    "%s is JSON: meetings are read from a table", source.name);
	else
		result = meeting_table_read(table, &source.grid,
		    (int)json_number(params, "year"), place.chosen, source.name,
		    err);
	table_import_told(&source, result == 0);
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
		width_say(stderr, _("planvakt: not read: the column %s\n"),
		    json_string_value(one));
	json_array_foreach (table->unread, i, one)
		width_say(stderr, _("planvakt: not read: line %lld, %s: %s\n"),
		    (long long)json_number(one, "line"),
		    json_text(one, "column"), json_text(one, "text"));
	if (json_array_size(table->passed) == 0)
		return;
	document_told_lines(&lines, table->passed);
	width_say(stderr,
	    translate_plural("line %s is a note and was passed over\n",
		"lines %s are notes and were passed over\n",
		json_array_size(table->passed)),
	    lines.bytes);
	buffer_free(&lines);
}

static void show_lists(FILE *to, json_t *result)
{
	json_t *one;
	size_t i;

	json_array_foreach (json_object_get(result, "changes"), i, one) {
		const char *old = json_text(one, "old");

		width_say(to, "%s %s: %s%s%s\n", json_text(one, "body"),
		    json_text(one, "date"), old != NULL ? old : "",
		    old != NULL ? " -> " : "", json_text(one, "new"));
	}
	json_array_foreach (json_object_get(result, "missing"), i, one)
		width_say(to,
		    _("%s %s is not in the file: moved, or not held? planvakt "
		      "meeting drop %s %s --reason TEXT\n"),
		    json_text(one, "body"), json_text(one, "date"),
		    json_text(one, "body"), json_text(one, "date"));
	json_array_foreach (json_object_get(result, "dropped"), i, one)
		width_say(to,
		    _("%s %s was taken out before and stays so: planvakt "
		      "meeting add puts it back\n"),
		    json_text(one, "body"), json_text(one, "date"));
}

static void meeting_import_show(
    struct call *call, json_t *result, const struct meeting_table *table)
{
	if (!output_is_table(&call->output)) {
		json_object_set(result, "unread", table->unread);
		json_object_set(result, "passed", table->passed);
		json_object_set(result, "columns", table->columns);
		output_thing(&call->output, result);
		return;
	}
	meeting_import_tell_unread(table);
	table_import_counts(call, result);
	show_lists(call->output.to, result);
}

int meeting_import_run(struct call *call, struct err *err)
{
	struct meeting_table table = { json_array(), json_array(), json_array(),
		json_array() };
	struct answer answer;
	int result = meeting_import_read_file(&table, call->words->params, err);

	if (result == 0)
		result = table_import_ask(call, table.rows, &answer, err);
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
