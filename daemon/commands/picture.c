/* SPDX-License-Identifier: ISC */
/* The situation picture: what was observed in a period, against the period
 * before and the same a year before, and what departs from its history
 * (docs/picture.md). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/json_day.h"
#include "daemon/commands/families.h"
#include "daemon/commands/kind.h"
#include "daemon/commands/picture_count.h"
#include "protocol/grow.h"

/* Who reads no observations is told of so many no number. */
#define FEW 3

/* Of a page's rows. */
#define PAGE_BYTES (1u << 19)

/* This month and so many before it, where no period is asked for. */
#define MONTHS_BEFORE 2

enum { DISTRICTS };

static const char *const picture_sql[] = {
	[DISTRICTS] = "SELECT id, name FROM district"
		      " ORDER BY name COLLATE swedish, id",
	NULL,
};

static const char *const by_words[] = { "area", "kind", "district", "month",
	NULL };
enum { BY_AREA, BY_KIND, BY_DISTRICT, BY_MONTH };

struct picture_row {
	struct cell cell;
	int month;    /* -1 where it was not asked by that */
	size_t place; /* of its district, in the order of their names */
	enum departure departure;
};

struct picture_district {
	int64_t id;
	const char *name;
};

struct picture {
	struct invocation *invocation;
	struct picture_by by;
	bool by_month, reads_all;
	bool of_whole_months; /* by month, and none of them in part */
	struct picture_period period;
	struct day today;
	struct kinds kinds;
	struct picture_district *districts; /* owned, by name */
	size_t district_count;
	size_t *places; /* owned: of districts by their number */
	size_t place_count;
	struct picture_cells cells;
	int began; /* the month of the first observation */
	int64_t looked, departing;
	struct picture_row *rows; /* owned */
	size_t count, capacity;
};

/* --- what is asked --- */

static void take_by(struct picture *picture)
{
	json_t *list = param_list(picture->invocation, "by"), *word;
	size_t i;

	picture->by.kind = list == NULL;
	json_array_foreach (list, i, word)
		switch (word_of(by_words, json_string_value(word))) {
		case BY_AREA:
			picture->by.area = true;
			break;
		case BY_KIND:
			picture->by.kind = true;
			break;
		case BY_DISTRICT:
			picture->by.district = true;
			break;
		default:
			picture->by_month = true;
		}
}

static int take_period(struct picture *picture, struct err *err)
{
	struct picture_period *period = &picture->period;

	period->first = param_day(picture->invocation, "from");
	period->last = param_day(picture->invocation, "to");
	if (!day_is_some(period->last))
		period->last = period_month_last(period_month(picture->today));
	if (!day_is_some(period->first))
		period->first = period_month_first(
		    period_month(period->last) - MONTHS_BEFORE);
	if (day_compare(period->last, period->first) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: give the earlier day as from");
	if (!picture->reads_all && !period_is_whole(*period))
		return err_set(err, ERR_DENIED,
		    "from: others than the coordinator are told of whole"
		    " months: give the first day of one, and the last day of"
		    " one as to");
	return 0;
}

/* --- the rows --- */

static int picture_load_districts(struct picture *picture, struct err *err)
{
	struct store *store = picture->invocation->store;
	size_t capacity = 0, places = 0;
	struct rows rows =
	    store_query(store, picture_sql, DISTRICTS, BIND_NONE);
	int result;

	while ((result = rows_next(&rows, err)) == 1) {
		size_t id = (size_t)rows_integer(&rows, 0);

		picture->districts =
		    grow(picture->districts, picture->district_count, &capacity,
			sizeof(*picture->districts));
		while (picture->place_count <= id) {
			picture->places = grow(picture->places,
			    picture->place_count, &places, sizeof(size_t));
			picture->places[picture->place_count++] = 0;
		}
		picture->districts[picture->district_count++] =
		    (struct picture_district){ (int64_t)id,
			    rows_copy(&rows, 1, picture->invocation->arena) };
		picture->places[id] = picture->district_count;
	}
	return result;
}

static bool picture_tells(const struct picture_row *row)
{
	const struct cell *cell = &row->cell;

	return cell->count > 0 || cell->before > 0 || cell->year_before > 0 ||
	    row->departure == DEPARTURE_LOW;
}

static void add_cell(struct picture *picture, const struct cell *cell,
    struct picture_period part, int64_t months)
{
	bool is_over = day_compare(part.last, picture->today) < 0;
	struct picture_row row = {
		.cell = *cell,
		.month = picture->by_month ? period_month(part.first) : -1,
		.place = (size_t)cell->key.district < picture->place_count
		    ? picture->places[cell->key.district]
		    : 0,
		.departure = picture_departure(cell, months, part, is_over),
	};

	picture->looked += row.departure != DEPARTURE_SHORT;
	picture->departing +=
	    row.departure == DEPARTURE_HIGH || row.departure == DEPARTURE_LOW;
	if (!picture_tells(&row))
		return;
	picture->rows = grow(picture->rows, picture->count, &picture->capacity,
	    sizeof(*picture->rows));
	picture->rows[picture->count++] = row;
}

/* Whole months before it, since the first observation. */
static int64_t history_months(
    const struct picture *picture, struct picture_period part)
{
	int month = period_month(part.first);

	return month > picture->began ? month - picture->began : 0;
}

static int picture_count_part(
    struct picture *picture, struct picture_period part, struct err *err)
{
	struct store *store = picture->invocation->store;

	return picture->of_whole_months
	    ? picture_count_month(&picture->cells, store, picture->by,
		  period_month(part.first), err)
	    : picture_count(&picture->cells, store, picture->by, part, err);
}

static int picture_add_part(
    struct picture *picture, struct picture_period part, struct err *err)
{
	struct picture_cells *cells = &picture->cells;
	int64_t months = history_months(picture, part);

	if (picture_count_part(picture, part, err) != 0)
		return -1;
	for (size_t i = 0; i < cells->count; i++)
		add_cell(picture, &cells->list[i], part, months);
	return 0;
}

/* By month each is a period of its own. */
static int add_all_months(struct picture *picture, struct err *err)
{
	int first = period_month(picture->period.first);
	int last = period_month(picture->period.last);

	picture->of_whole_months = period_is_whole(picture->period);
	if (picture->of_whole_months &&
	    picture_year(&picture->cells, picture->invocation->store,
		picture->by, first, err) != 0)
		return -1;
	for (int month = first; month <= last; month++) {
		struct picture_period part =
		    period_in_month(picture->period, month);

		if (picture_add_part(picture, part, err) != 0 ||
		    picture_advance(&picture->cells, picture->invocation->store,
			picture->by, part, err) != 0)
			return -1;
	}
	return 0;
}

static int picture_compare_rows(const void *a, const void *b)
{
	const struct picture_row *one = a, *other = b;
	const struct cell_key *key = &one->cell.key, *than = &other->cell.key;

	if (key->area != than->area)
		return key->area < than->area ? -1 : 1;
	if (key->kind != than->kind)
		return key->kind < than->kind ? -1 : 1;
	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	return one->month - other->month;
}

static int picture_make_rows(struct picture *picture, struct err *err)
{
	struct store *store = picture->invocation->store;

	if (picture_history(&picture->cells, store, picture->by,
		period_month(picture->period.first), &picture->began, err) != 0)
		return -1;
	if ((picture->by_month
		    ? add_all_months(picture, err)
		    : picture_add_part(picture, picture->period, err)) != 0)
		return -1;
	if (picture->count > 0)
		qsort(picture->rows, picture->count, sizeof(*picture->rows),
		    picture_compare_rows);
	return 0;
}

/* --- the answer --- */

static void picture_put_count(
    const struct picture *picture, const char *name, int64_t count)
{
	if (!picture->reads_all && count > 0 && count < FEW)
		buffer_printf(picture->invocation->reply,
		    ",\"%s\":\"fewer than three\"", name);
	else
		buffer_printf(picture->invocation->reply, ",\"%s\":%" PRId64,
		    name, count);
}

static void picture_put_word(
    struct buffer *reply, const char *name, const char *word)
{
	buffer_printf(reply,
	    "%s\"%s\":", reply->bytes[reply->length - 1] == '{' ? "" : ",",
	    name);
	buffer_json(reply, word);
}

static void picture_put_key(
    const struct picture *picture, const struct picture_row *row)
{
	struct buffer *reply = picture->invocation->reply;
	const struct cell_key *key = &row->cell.key;
	char month[16];

	buffer_text(reply, "{");
	if (picture->by.area)
		picture_put_word(reply, "area", picture_area_words[key->area]);
	if (picture->by.kind)
		picture_put_word(reply, "kind",
		    kinds_by_id(&picture->kinds, key->kind)->name);
	if (picture->by.district)
		picture_put_word(reply, "district",
		    row->place > 0 ? picture->districts[row->place - 1].name
				   : NULL);
	if (picture->by_month) {
		snprintf(month, sizeof(month), "%04d-%02d", row->month / 12,
		    row->month % 12 + 1);
		picture_put_word(reply, "month", month);
	}
}

static const char *change_of(const struct cell *cell)
{
	if (cell->count > 0 && cell->history + cell->earlier == 0)
		return "new";
	return cell->count == 0 && cell->before > 0 ? "stopped" : NULL;
}

static void picture_put_row(
    const struct picture *picture, const struct picture_row *row)
{
	struct buffer *reply = picture->invocation->reply;

	picture_put_key(picture, row);
	picture_put_count(picture, "count", row->cell.count);
	picture_put_count(picture, "before", row->cell.before);
	picture_put_count(picture, "year_before", row->cell.year_before);
	picture_put_word(reply, "alert", departure_words[row->departure]);
	picture_put_word(reply, "change", change_of(&row->cell));
	buffer_text(reply, "}");
}

static void picture_put_rows(const struct picture *picture)
{
	struct buffer *reply = picture->invocation->reply;
	size_t i = (size_t)param_integer(picture->invocation, "after", 0);
	size_t first = i, end = reply->length + PAGE_BYTES;

	buffer_text(reply, ",\"rows\":[");
	for (; i < picture->count && reply->length < end; i++) {
		buffer_text(reply, i > first ? "," : "");
		picture_put_row(picture, &picture->rows[i]);
	}
	buffer_text(reply, "]");
	if (i < picture->count)
		buffer_printf(reply, ",\"next\":%zu", i);
}

static void put_period(
    struct buffer *reply, const char *name, struct picture_period period)
{
	buffer_printf(reply, ",\"%s\":{\"from\":", name);
	buffer_day(reply, period.first);
	buffer_text(reply, ",\"to\":");
	buffer_day(reply, period.last);
	buffer_text(reply, "}");
}

/* The period's counts by kind alone. */
static int picture_count_kinds(
    const struct picture *picture, struct picture_cells *cells, struct err *err)
{
	if (!picture->by.kind)
		return picture_observed(cells, picture->invocation->store,
		    (struct picture_by){ .kind = true }, picture->period, err);
	for (size_t i = 0; i < picture->count; i++) {
		const struct cell *cell = &picture->rows[i].cell;
		struct cell_key key = { .area = -1, .kind = cell->key.kind };

		cells_at(cells, key)->count += cell->count;
	}
	return 0;
}

/* Kinds in use that nobody has reported on: not seen, or not reported? */
static int put_unreported(struct picture *picture, struct err *err)
{
	struct buffer *reply = picture->invocation->reply;
	struct picture_cells cells = { 0 };
	const char *comma = "";
	int result = picture_count_kinds(picture, &cells, err);

	buffer_text(reply, ",\"unreported\":[");
	for (size_t i = 0; result == 0 && i < picture->kinds.count; i++) {
		const struct kind *kind = &picture->kinds.list[i];
		struct cell_key key = { .area = -1, .kind = kind->id };

		if (kind->retired || cells_at(&cells, key)->count > 0)
			continue;
		buffer_text(reply, comma);
		buffer_json(reply, kind->name);
		comma = ",";
	}
	buffer_text(reply, "]");
	cells_release(&cells);
	return result;
}

static int put_picture(struct picture *picture, struct err *err)
{
	struct buffer *reply = picture->invocation->reply;

	buffer_text(reply, "{\"from\":");
	buffer_day(reply, picture->period.first);
	buffer_text(reply, ",\"to\":");
	buffer_day(reply, picture->period.last);
	put_period(reply, "before", period_before(picture->period));
	put_period(reply, "year_before", period_year_before(picture->period));
	picture_put_rows(picture);
	if (put_unreported(picture, err) != 0)
		return -1;
	buffer_printf(reply,
	    ",\"history\":%" PRId64 ",\"cells\":%" PRId64
	    ",\"departing\":%" PRId64 "}",
	    history_months(picture, picture->period), picture->looked,
	    picture->departing);
	return 0;
}

static void picture_release(struct picture *picture)
{
	kinds_release(&picture->kinds);
	cells_release(&picture->cells);
	free(picture->districts);
	free(picture->places);
	free(picture->rows);
}

static int picture_show(struct invocation *invocation, struct err *err)
{
	struct picture picture = {
		.invocation = invocation,
		.reads_all = invocation->principal->role == ROLE_COORDINATOR,
		.today = invocation_today(invocation),
	};
	int result = -1;

	take_by(&picture);
	if (take_period(&picture, err) == 0 &&
	    kinds_load(&picture.kinds, invocation, err) == 0 &&
	    picture_load_districts(&picture, err) == 0 &&
	    picture_make_rows(&picture, err) == 0)
		result = put_picture(&picture, err);
	picture_release(&picture);
	return result;
}

static const struct field show_fields[] = {
	{ "from", FIELD_DATE, OPTIONAL },
	{ "to", FIELD_DATE, OPTIONAL },
	{ "by", FIELD_WORD, OPTIONAL, .words = by_words, .many = 4 },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct command picture_commands[] = {
	{ "picture", ACCESS_ANY, READS, show_fields, picture_show },
	{ 0 },
};

const struct family picture_family = {
	picture_commands,
	picture_sql,
};
