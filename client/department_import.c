/* SPDX-License-Identifier: ISC */
#include "client/department_import.h"

#include <stdio.h>
#include <string.h>

#include "client/call_told.h"
#include "client/heading_fold.h"
#include "client/headings.h"
#include "client/output/format.h"
#include "client/table_import.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static const struct heading_field department_fields[] = {
	{ "code", "Kod, Förkortning, Kortnamn, Id, Code, Kode, Abbreviation",
	    HEADING_MAIN },
	{ "name",
	    "Namn, Name, Förvaltning, Department, Enhet, Benämning, "
	    "Organisation, Navn, Part" },
	{ "mail",
	    "E-post, Epost, E-postadress, Epostadress, E-mail, Email, Mail, "
	    "Mail address, Funktionsbrevlåda, Brevlåda, Adress, E-postadresse, "
	    "Mejl, Mejladress" },
	{ "escalation",
	    "Chef, Förvaltningschef, Chefens adress, Förvaltningschefens "
	    "adress, Eskalering, Escalation, Escalation mail, Head, Manager, "
	    "Leder, Chefens e-post" },
	{ "aliases",
	    "Alias, Aliases, Kallas även, Kallas också, Andra namn, Also "
	    "known as, Other names" },
	{ "board", "Nämnd, Styrelse, Board, Committee, Ansvarig nämnd" },
	{ 0 },
};

/* What is in a cell is one alias, or several parted by ; or ,. */
static void department_import_add_aliases(json_t *aliases, const char *text)
{
	struct buffer one = { 0 };

	while (*text != '\0') {
		size_t length;

		text += strspn(text, " ");
		length = strcspn(text, ";,\n");
		buffer_cut(&one, 0);
		buffer_add(&one, text, length);
		while (one.length > 0 && one.bytes[one.length - 1] == ' ')
			buffer_cut(&one, one.length - 1);
		if (one.length > 0)
			json_array_append_new(aliases, json_string(one.bytes));
		text += length;
		text += *text != '\0';
	}
	buffer_free(&one);
}

/* How many rows have this text in the column. */
static size_t count_of(const struct grid *grid, int column, const char *text)
{
	size_t count = 0;

	for (size_t i = 0; i < grid->count; i++) {
		const char *other = grid_text(&grid->rows[i], (size_t)column);

		count += other != NULL && strcmp(other, text) == 0;
	}
	return count;
}

/* Codes are written in small letters. */
static json_t *department_import_code_of(const char *text)
{
	struct buffer code = { 0 };
	json_t *value;

	heading_fold(&code, text);
	value = json_string(strchr(text, ' ') == NULL ? code.bytes : text);
	buffer_free(&code);
	return value;
}

static json_t *make_row(const struct headings *headings,
    const struct grid *grid, const struct grid_row *row)
{
	json_t *object = json_object(), *aliases = json_array();

	json_object_set_new(object, "line", json_integer(row->line));
	for (int i = 0; department_fields[i].name != NULL; i++) {
		const char *field = department_fields[i].name;
		int column = headings_column(headings, field);
		const char *text = grid_text(row, (size_t)column);

		if (text == NULL)
			continue;
		if (strcmp(field, "code") == 0)
			json_object_set_new(
			    object, field, department_import_code_of(text));
		else if (strcmp(field, "aliases") == 0)
			department_import_add_aliases(aliases, text);
		else
			json_object_set_new(object, field, json_string(text));
		if (strcmp(field, "board") == 0 &&
		    count_of(grid, column, text) == 1)
			/* A board of several says of none which it is. */
			json_array_append_new(aliases, json_string(text));
	}
	if (json_array_size(aliases) > 0)
		json_object_set(object, "aliases", aliases);
	json_decref(aliases);
	return object;
}

static int make_rows(json_t *rows, const struct grid *grid, json_t *chosen,
    const char *path, struct err *err)
{
	struct headings headings;

	if (headings_find(
		&headings, grid, department_fields, chosen, path, err) != 0)
		return -1;
	for (size_t i = headings.row + 1; i < grid->count; i++)
		json_array_append_new(
		    rows, make_row(&headings, grid, &grid->rows[i]));
	table_import_unread(&headings);
	headings_release(&headings);
	return json_array_size(rows) > 0
	    ? 0
	    : err_set(
		  err, ERR_INVALID, "%s has no rows below its heading", path);
}

static int department_import_read_file(
    json_t *rows, json_t *params, struct err *err)
{
	const struct table_place place =
	    table_import_place(params, department_fields);
	struct table_source source;
	int result = table_source_read(&source, &place, err);

	if (result == 0 && source.json.length > 0)
		result = err_set(err, ERR_INVALID,
		    "%s is JSON: departments are read from a table",
		    source.name);
	if (result == 0)
		result = make_rows(
		    rows, &source.grid, place.chosen, source.name, err);
	table_import_told(&source, result == 0);
	table_source_release(&source);
	return result;
}

/* "ks mail: a@b.se -> c@b.se" */
static void show_changes(FILE *to, json_t *result)
{
	json_t *change;
	size_t i;

	json_array_foreach (json_object_get(result, "changes"), i, change) {
		struct buffer line = { 0 };

		format_words(&line, change, "code");
		buffer_text(&line, " ");
		buffer_text(&line,
		    translate_word("field",
			json_string_value(json_object_get(change, "field"))));
		buffer_text(&line, ": ");
		format_words(&line, change, "old");
		buffer_text(&line, " -> ");
		format_words(&line, change, "new");
		width_say(to, "%s\n", line.bytes);
		buffer_free(&line);
	}
}

static void show(struct call *call, json_t *result)
{
	struct buffer named = { 0 };

	if (!output_is_table(&call->output)) {
		output_thing(&call->output, result);
		return;
	}
	show_changes(call->output.to, result);
	table_import_counts(call, result);
	if (call_told_named(&named, result))
		width_say(call->output.to, "%s\n", named.bytes);
	buffer_free(&named);
}

int department_import_run(struct call *call, struct err *err)
{
	json_t *rows = json_array();
	struct answer answer;
	int result =
	    department_import_read_file(rows, call->words->params, err);

	if (result == 0)
		result = table_import_ask(call, rows, &answer, err);
	json_decref(rows);
	if (result != 0)
		return -1;
	show(call, answer.result);
	message_answer_release(&answer);
	return 0;
}
