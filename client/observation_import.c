/* SPDX-License-Identifier: ISC */
#include "client/observation_import.h"

#include "client/headings.h"
#include "client/table_import.h"

static const struct heading_field observation_fields[] = {
	{ "kind",
	    "Slag, Typ av händelse, Händelsetyp, Typ, Kind, Type, "
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
	table_import_unread(&headings);
	headings_release(&headings);
	return json_array_size(rows) > 0
	    ? 0
	    : err_set(
		  err, ERR_INVALID, "%s has no rows below its heading", path);
}

static int observation_read_file(json_t *rows, json_t *params, struct err *err)
{
	const struct table_place place =
	    table_import_place(params, observation_fields);
	struct table_source source;
	int result = table_source_read(&source, &place, err);

	if (result == 0 && source.json.length > 0)
		result = err_set(err, ERR_INVALID,
		    "%s is JSON: observations are read from a table",
		    source.name);
	if (result == 0)
		result = observation_rows(
		    rows, &source.grid, &place, source.name, err);
	table_import_told(&source, result == 0);
	table_source_release(&source);
	return result;
}

int observation_import_run(struct call *call, struct err *err)
{
	json_t *rows = json_array();
	struct answer answer;
	int result = observation_read_file(rows, call->words->params, err);

	if (result == 0)
		result = table_import_ask(call, rows, &answer, err);
	json_decref(rows);
	if (result != 0)
		return -1;
	if (output_is_table(&call->output))
		table_import_counts(call, answer.result);
	else
		output_thing(&call->output, answer.result);
	message_answer_release(&answer);
	return 0;
}
