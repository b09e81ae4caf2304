/* SPDX-License-Identifier: ISC */
#include "daemon/commands/picture_depart.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/kind.h"
#include "daemon/commands/picture_count.h"
#include "protocol/grow.h"

/* From this day of a month on, what is missing of the one before is low. */
#define LOW_FROM 8

enum { KIND, KNOWN, SINCE, ADD };

static const char *const picture_depart_sql[] = {
	[KIND] = "SELECT name, spellings FROM kind WHERE id = ?1",
	[KNOWN] = "SELECT 1 FROM departed WHERE month = ?1 AND area = ?2"
		  " AND kind = ?3",
	[SINCE] = "SELECT month, area, kind, departure FROM departed"
		  " WHERE seq > ?1 ORDER BY seq",
	[ADD] = "INSERT OR IGNORE INTO departed VALUES (?1, ?2, ?3, ?4, ?5)",
	NULL,
};

static const char *const departed_words[] = { "high", "low", NULL };

static struct departed *departed_add(struct departed_list *departed)
{
	departed->list = grow(departed->list, departed->count,
	    &departed->capacity, sizeof(*departed->list));
	return &departed->list[departed->count++];
}

/* The kind's name, and its first spelling, which is Swedish. */
static int name_kind(struct departed *one, struct store *store,
    struct arena *arena, struct err *err)
{
	struct rows rows = store_query(
	    store, picture_depart_sql, KIND, BIND(INTEGER(one->kind)));
	int result = rows_next(&rows, err);

	one->name = one->swedish = "";
	if (result == 1) {
		const char *spellings = rows_text(&rows, 1);

		one->name = rows_copy(&rows, 0, arena);
		one->swedish = spellings[0] == '\0'
		    ? one->name
		    : arena_copy(arena, spellings, strcspn(spellings, ","));
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int add_unknown(struct departed_list *departed, struct store *store,
    struct arena *arena, struct departed one, struct err *err)
{
	char month[16];
	int64_t known;

	snprintf(month, sizeof(month), "%04d-%02d", one.month / 12,
	    one.month % 12 + 1);
	if (store_integer(store, picture_depart_sql, KNOWN,
		BIND(TEXT(month), TEXT(one.area), INTEGER(one.kind)), &known, 0,
		err) != 0)
		return -1;
	if (known == 1)
		return 0;
	if (name_kind(&one, store, arena, err) != 0)
		return -1;
	*departed_add(departed) = one;
	return 0;
}

static int look_at(struct departed_list *departed, struct store *store,
    struct arena *arena, int month, bool is_over, struct err *err)
{
	const struct picture_by by = { .area = true, .kind = true };
	const struct picture_period period = { period_month_first(month),
		period_month_last(month) };
	struct picture_cells cells = { 0 };
	int began, result = -1;

	if (picture_history(&cells, store, by, month, &began, err) == 0)
		result = picture_observed(&cells, store, by, period, err);
	for (size_t i = 0; result == 0 && i < cells.count; i++) {
		const struct cell *cell = &cells.list[i];
		struct departed one = {
			month, picture_area_words[cell->key.area],
			cell->key.kind, NULL, NULL,
			picture_departure(cell,
			    month > began ? month - began : 0, period, is_over)
		};

		if (one.departure == DEPARTURE_HIGH ||
		    one.departure == DEPARTURE_LOW)
			result = add_unknown(departed, store, arena, one, err);
	}
	cells_release(&cells);
	return result;
}

int departed_find(struct departed_list *departed, struct store *store,
    struct arena *arena, struct day day, struct err *err)
{
	int month = period_month(day);

	if (look_at(departed, store, arena, month - 1,
		day_date(day).day >= LOW_FROM, err) != 0)
		return -1;
	return look_at(departed, store, arena, month, false, err);
}

int departed_load(struct departed_list *departed, struct store *store,
    struct arena *arena, int64_t since, struct err *err)
{
	struct rows rows =
	    store_query(store, picture_depart_sql, SINCE, BIND(INTEGER(since)));
	int result;

	while ((result = rows_next(&rows, err)) == 1) {
		struct departed *one = departed_add(departed);
		const char *month = rows_text(&rows, 0);

		int year = 0, of_year = 1;

		sscanf(month, "%4d-%2d", &year, &of_year);
		*one = (struct departed){
			.month = year * 12 + of_year - 1,
			.area = rows_copy(&rows, 1, arena),
			.kind = rows_integer(&rows, 2),
			.departure = strcmp(rows_text(&rows, 3), "high") == 0
			    ? DEPARTURE_HIGH
			    : DEPARTURE_LOW,
		};
	}
	for (size_t i = 0; result == 0 && i < departed->count; i++)
		result = name_kind(&departed->list[i], store, arena, err);
	return result;
}

void departed_release(struct departed_list *departed)
{
	free(departed->list);
	*departed = (struct departed_list){ 0 };
}

/* --- the daemon's own entry --- */

static int picture_depart(struct invocation *invocation, struct err *err)
{
	return store_run(invocation->store, picture_depart_sql, ADD,
	    BIND(TEXT(param_text(invocation, "month")),
		TEXT(param_text(invocation, "area")),
		INTEGER(param_integer(invocation, "id", 0)),
		TEXT(param_text(invocation, "departure")),
		INTEGER(invocation->seq)),
	    err);
}

static const struct field depart_fields[] = {
	{ "month", FIELD_LINE, REQUIRED, .min = 7, .max = 7 },
	{ "area", FIELD_WORD, REQUIRED, .words = picture_area_words },
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "kind", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "departure", FIELD_WORD, REQUIRED, .words = departed_words },
	{ 0 },
};

static const struct command commands[] = {
	{ "picture.depart", ACCESS_DAEMON, WRITES, depart_fields,
	    picture_depart },
	{ 0 },
};

const struct family picture_depart_family = {
	commands,
	picture_depart_sql,
};
