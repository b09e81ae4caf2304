/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_fetch.h"

#include <string.h>

#include "daemon/commands/import_text.h"

#define TIMEFRAMES_KNOWN 1000

static const char *list_cell(
    struct invocation *invocation, struct row_cells *row, const char *column)
{
	json_t *list = row_cell_json(row, column);
	const char *text =
	    list != NULL ? invocation_json(invocation, list) : NULL;

	json_decref(list);
	return text;
}

static enum import_form form_of(struct row_cells *reading)
{
	const char *word = row_cell_text(reading, "form");
	int form = FORM_RANGE;

	if (word == NULL)
		return FORM_AS_IT_IS;
	while (form > 0 && strcmp(import_form_words[form], word) != 0)
		form--;
	return (enum import_form)form;
}

/* What the cell could not be read as is kept as it was written. */
static const char *if_unread(
    struct row_cells *row, const struct row_cells *reading, const char *column)
{
	return !row_cell_has(reading, column) ? row_cell_text(row, column)
					      : NULL;
}

/* As it is until the next row: a plan has few timeframes and many rows. */
static const json_t *import_fetch_timeframe(
    struct import *import, struct row_cells *reading)
{
	json_t *known = import->known_timeframes, *timeframe;
	const char *spelled;

	if (reading->row != NULL)
		return json_object_get(reading->row, "timeframe");
	spelled = row_cell_spelled(reading, "timeframe");
	timeframe = json_object_get(known, spelled);
	if (timeframe != NULL)
		return timeframe;
	if (json_object_size(known) >= TIMEFRAMES_KNOWN)
		json_object_clear(known);
	timeframe = row_cell_json(reading, "timeframe");
	json_object_set_new(known, spelled, timeframe);
	return timeframe;
}

static void fetch_owner(struct import_row *row, struct row_cells *reading)
{
	row->cooperating = row_cell_json(reading, "cooperating");
	row->reading = (struct owner){
		.text = row->owner != NULL ? row->owner : "",
		.lead = row_cell_text(reading, "lead"),
		.cooperating = row->cooperating,
		.unresolved = row_cell_number(reading, "unresolved"),
	};
}

static void fetch_reading(struct import *import, struct row_cells *row,
    struct row_cells *reading, struct import_row *fetched)
{
	struct invocation *invocation = import->invocation;

	if (row_cell_has(reading, "id"))
		fetched->id = row_cell_number(reading, "id");
	fetched->due =
	    activity_due_fetch(import_fetch_timeframe(import, reading));
	fetch_owner(fetched, reading);
	if (row_cell_has(reading, "area"))
		fetched->areas = list_cell(invocation, reading, "area");
	if (row_cell_has(reading, "strategy"))
		fetched->strategies =
		    list_cell(invocation, reading, "strategy");
	fetched->other = import_other(invocation->arena, row,
	    if_unread(row, reading, "area"),
	    if_unread(row, reading, "strategy"));
	fetched->read_status =
	    word_place(status_words, row_cell_text(reading, "status"));
	fetched->done_on = import_day(reading, "done_on");
	if (row_cell_has(reading, "progress"))
		fetched->percent = row_cell_number(reading, "progress");
	fetched->is_told = row_cell_is_true(reading, "told");
	fetched->by_year = row_cell_is_true(reading, "by_year");
}

static struct row_cells *open_cells(
    struct invocation *invocation, const json_t *rows, size_t i)
{
	struct row_cells *cells =
	    arena_alloc(invocation->arena, sizeof(*cells));

	row_cells_open(cells, rows, i, invocation->arena);
	return cells;
}

struct import_row import_fetch(struct import *import, size_t i)
{
	struct invocation *invocation = import->invocation;
	struct row_cells *row =
	    open_cells(invocation, param_list(invocation, "rows"), i);
	struct row_cells *reading = open_cells(
	    invocation, json_object_get(invocation->reading, "rows"), i);
	struct import_row fetched = {
		.cells = row,
		.read = reading,
		.is_left_out = row_cells_are_null(reading),
		.line = row_cell_number(row, "line"),
		.id = -1,
		.read_status = -1,
		.percent = -1,
		.done_on = DAY_NONE,
		.number = row_cell_number(row, "number"),
		.is_own = row_cell_has(row, "unclear"),
		.key = row_cell_text(row, "key"),
		.goal = row_cell_text(row, "goal"),
		.text = row_cell_text(row, "activity"),
		.purpose = row_cell_text(row, "purpose"),
		.timeframe =
		    import_timeframe(invocation->arena, row, form_of(reading)),
		.owner = import_owner(invocation->arena, row),
		.areas = list_cell(invocation, row, "areas"),
		.strategies = list_cell(invocation, row, "strategies"),
		.status = row_cell_text(row, "status"),
		.comment = row_cell_text(row, "comment"),
		.date = row_cell_text(row, "date"),
		.progress = row_cell_text(row, "progress"),
		.review = row_cell_text(row, "review"),
	};

	if (!fetched.is_left_out)
		fetch_reading(import, row, reading, &fetched);
	return fetched;
}

void import_fetch_release(struct import_row *row)
{
	row_cells_close(row->cells);
	row_cells_close(row->read);
	json_decref(row->cooperating);
}
