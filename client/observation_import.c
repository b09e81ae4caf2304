/* SPDX-License-Identifier: ISC */
#include "client/observation_import.h"

#include <stdio.h>
#include <string.h>

#include "client/document_told.h"
#include "client/headings.h"
#include "client/import_answer.h"
#include "client/table_source.h"
#include "protocol/translate.h"

static const struct heading_field observation_fields[] = {
	{ "kind",
	    "Slag, Kind, Typ av händelse, Händelsetyp, Typ, Type, "
	    "Kategori, Category, Händelse, Iakttagelse",
	    HEADING_MAIN },
	{ "date",
	    "Datum, Date, Vecka, Week, Dag, Day, Datum eller vecka, "
	    "Observerat, Iakttaget" },
	{ "area", "Område, Area, Sakområde" },
	{ "environment", "Miljö, Environment, Extremistmiljö" },
	{ "district", "Stadsdel, District, Bostadsområde, Kommundel, Ort" },
	{ "place", "Plats, Place, Var, Where" },
	{ "count", "Antal, Count, Number, Hur många, St" },
	{ "source",
	    "Källa, Source, Rapporterat av, Reported by, Rapportör, "
	    "Uppgiftslämnare" },
	{ "text",
	    "Text, Beskrivning, Description, Anteckning, Note, Kommentar, "
	    "Comment" },
	{ 0 },
};

static json_t *observation_row(
    const struct headings *headings, const struct grid_row *row)
{
	json_t *object = json_object();

	json_object_set_new(object, "line", json_integer(row->line));
	for (int i = 0; observation_fields[i].name != NULL; i++) {
		const char *field = observation_fields[i].name;
		int column = headings_column(headings, field);
		const char *text =
		    column >= 0 ? grid_text(row, (size_t)column) : NULL;

		if (text != NULL && text[0] != '\0')
			json_object_set_new(object, field, json_string(text));
	}
	return object;
}

/* Rows below the heading; one without words in these columns is none. */
static int observation_rows(json_t *rows, const struct grid *grid,
    const struct table_place *place, const char *path, struct err *err)
{
	struct headings headings;

	if (headings_find(&headings, grid, observation_fields, place->chosen,
		path, err) != 0)
		return -1;
	for (size_t i = headings.row + 1; i < grid->count; i++) {
		json_t *row = observation_row(&headings, &grid->rows[i]);

		if (json_object_size(row) > 1)
			json_array_append(rows, row);
		json_decref(row);
	}
	for (size_t i = 0; i < headings.width; i++)
		if (headings.is[i] == COLUMN_KEPT)
			fprintf(stderr,
			    _("planvakt: not read: the column %s\n"),
			    headings.names[i]);
	headings_release(&headings);
	return json_array_size(rows) > 0
	    ? 0
	    : err_set(
		  err, ERR_INVALID, "%s has no rows below its heading", path);
}

static void observation_tell(void *of, struct buffer *line)
{
	(void)of;
	fprintf(stderr, "planvakt: %s\n", line->bytes);
}

static int observation_read_file(json_t *rows, json_t *params, struct err *err)
{
	const struct table_place place = {
		.path = json_string_value(json_object_get(params, "file")),
		.fields = observation_fields,
		.chosen = json_object_get(params, "column"),
		.sheet = json_string_value(json_object_get(params, "sheet")),
		.table = json_integer_value(json_object_get(params, "table")),
	};
	struct table_source source;
	int result = table_source_read(&source, &place, err);

	if (result == 0 && source.json.length > 0)
		result = err_set(err, ERR_INVALID,
		    "%s is JSON: observations are read from a table",
		    source.name);
	if (result == 0)
		result = observation_rows(
		    rows, &source.grid, &place, source.name, err);
	document_told(source.document, observation_tell, NULL);
	if (result == 0 && source.guess != NULL)
		fprintf(stderr,
		    _("planvakt: %s is read as %s, by guess: look whether å, ä "
		      "and ö are right\n"),
		    source.name, source.guess);
	table_source_release(&source);
	return result;
}

static void observation_show(struct call *call, json_t *result)
{
	struct buffer line = { 0 };

	if (!output_is_table(&call->output)) {
		output_thing(&call->output, result);
		return;
	}
	import_answer_counts(&line, result);
	fprintf(call->output.to, "%s\n", line.bytes);
	buffer_free(&line);
}

int observation_import_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *rows = json_array();
	struct answer answer;
	int result = observation_read_file(rows, params, err);

	json_object_set_new(params, "rows", rows);
	json_object_del(params, "file");
	json_object_del(params, "column");
	json_object_del(params, "sheet");
	json_object_del(params, "table");
	if (result == 0)
		result = call_open(call, err);
	if (result == 0)
		result = call_request(call, call->words->verb->method, params,
		    true, &answer, err);
	if (result != 0)
		return -1;
	observation_show(call, answer.result);
	message_answer_release(&answer);
	return 0;
}
