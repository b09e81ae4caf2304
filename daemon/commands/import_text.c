/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_text.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/arena.h"
#include "protocol/json_member.h"

const char *const import_form_words[] = { "as_it_is", "from", "until", "range",
	NULL };

const char *import_timeframe(
    struct arena *arena, struct row_cells *row, enum import_form form)
{
	const char *text = row_cell_text(row, "timeframe");
	const char *start = row_cell_text(row, "start"),
		   *end = row_cell_text(row, "end");

	if (text != NULL)
		return text;
	if (start == NULL && end == NULL)
		return NULL;
	if (form == FORM_FROM)
		return arena_printf(arena, "från %s", start);
	if (form == FORM_UNTIL)
		return arena_printf(arena, "senast %s", end);
	if (start != NULL && end != NULL)
		return arena_printf(arena, "%s – %s", start, end);
	return start != NULL ? start : end;
}

struct day import_day(struct row_cells *row, const char *column)
{
	const char *text = row_cell_text(row, column);
	struct day day;

	return text != NULL && day_read(text, &day) ? day : DAY_NONE;
}

const char *import_owner(struct arena *arena, struct row_cells *row)
{
	const char *owner = row_cell_text(row, "owner");
	const char *cooperating = row_cell_text(row, "cooperating");

	if (cooperating == NULL || row_cell_has(row, "lead"))
		return owner;
	if (owner == NULL)
		return arena_printf(arena, "i samverkan med %s", cooperating);
	return arena_printf(
	    arena, "%s, i samverkan med %s", owner, cooperating);
}

const char *import_other(struct arena *arena, struct row_cells *row,
    const char *area, const char *strategy)
{
	json_t *list = row_cell_json(row, "other"), *other, *cell;
	char *text;
	size_t i;

	if (list == NULL && area == NULL && strategy == NULL)
		return NULL;
	other = json_object();
	json_array_foreach (list, i, cell)
		json_object_set(other, json_text(cell, "name"),
		    json_object_get(cell, "text"));
	if (area != NULL)
		json_object_set_new(other, "Område", json_string(area));
	if (strategy != NULL)
		json_object_set_new(other, "Strategi", json_string(strategy));
	text = json_dumps(other, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(other);
	json_decref(list);
	if (text == NULL)
		abort();
	area = arena_copy(arena, text, strlen(text));
	free(text);
	return area;
}

/* Bytes of what makes no difference at `at`: white space, a no-break space, a
 * soft hyphen, a hyphen and the line's end behind it. */
static size_t passed_at(const char *at)
{
	if (*at != '\0' && strchr(" \t\r\n", *at) != NULL)
		return 1;
	if (at[0] == '\xc2' && (at[1] == '\xa0' || at[1] == '\xad'))
		return 2;
	return at[0] == '-' && (at[1] == '\n' || at[1] == '\r') ? 2 : 0;
}

static const char *import_text_pass(const char *at)
{
	size_t length;

	while ((length = passed_at(at)) > 0)
		at += length;
	return at;
}

bool import_same(const char *a, const char *b)
{
	for (;;) {
		a = import_text_pass(a);
		b = import_text_pass(b);
		if (*a != *b || *a == '\0')
			return *a == *b;
		a++;
		b++;
	}
}
