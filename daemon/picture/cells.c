/* SPDX-License-Identifier: ISC */
#include "daemon/picture/cells.h"

#include <stdlib.h>

#include "protocol/grow.h"

/* FNV-1a over the three numbers of a key. */
static size_t cells_hash(struct cell_key key)
{
	const int64_t parts[] = { key.area, key.kind, key.district };
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		hash = (hash ^ (uint64_t)parts[i]) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 29);
}

static bool is_key(const struct cell *cell, struct cell_key key)
{
	return cell->key.area == key.area && cell->key.kind == key.kind &&
	    cell->key.district == key.district;
}

/* The place of the key, or the empty one where it belongs; room is a power of
 * two and never full. */
static size_t *find_place(
    const struct picture_cells *cells, struct cell_key key)
{
	size_t at = cells_hash(key) & (cells->room - 1);

	while (cells->places[at] != 0 &&
	    !is_key(&cells->list[cells->places[at] - 1], key))
		at = (at + 1) & (cells->room - 1);
	return &cells->places[at];
}

static void make_room(struct picture_cells *cells)
{
	if (2 * (cells->count + 1) < cells->room)
		return;
	free(cells->places);
	cells->room = cells->room == 0 ? 64 : 4 * cells->room;
	cells->places = calloc(cells->room, sizeof(*cells->places));
	if (cells->places == NULL)
		abort();
	for (size_t i = 0; i < cells->count; i++)
		*find_place(cells, cells->list[i].key) = i + 1;
}

struct cell *cells_at(struct picture_cells *cells, struct cell_key key)
{
	size_t *place;

	make_room(cells);
	place = find_place(cells, key);
	if (*place == 0) {
		cells->list = grow(cells->list, cells->count, &cells->capacity,
		    sizeof(*cells->list));
		cells->list[cells->count] = (struct cell){ .key = key };
		*place = ++cells->count;
	}
	return &cells->list[*place - 1];
}

void cells_clear(struct picture_cells *cells)
{
	for (size_t i = 0; i < cells->count; i++) {
		struct cell *cell = &cells->list[i];

		cell->count = cell->before = cell->year_before = 0;
		cell->observed = cell->earlier = 0;
	}
}

void cells_begin_month(struct picture_cells *cells, int month)
{
	cells_clear(cells);
	for (size_t i = 0; i < cells->count; i++) {
		struct cell *cell = &cells->list[i];

		cell->before = cell->year[(month + 11) % 12];
		cell->year_before = cell->year[month % 12];
	}
}

void cells_end_month(struct picture_cells *cells, int month)
{
	for (size_t i = 0; i < cells->count; i++)
		cells->list[i].year[month % 12] = cells->list[i].count;
}

void cells_release(struct picture_cells *cells)
{
	free(cells->list);
	free(cells->places);
	*cells = (struct picture_cells){ 0 };
}
