/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/holiday.h"

#define ARENA_LIMIT (512u << 20)

enum { OPEN_ITEMS };

static const char *const agenda_sql[] = {
	[OPEN_ITEMS] =
	    "SELECT a.id, a.activity, a.due, a.due_version, a.due_set_at,"
	    " a.lead, d.name, d.mail, d.language, p.title, p.case_number,"
	    " (SELECT max(regular) FROM notice n WHERE n.activity = a.id"
	    "   AND n.due_version = a.due_version),"
	    " (SELECT count(*) FROM notice n WHERE n.activity = a.id"
	    "   AND n.due_version = a.due_version AND n.stage = 'overdue'"
	    "   AND n.skipped = 0)"
	    " FROM activity a JOIN plan p ON p.code = a.plan"
	    " LEFT JOIN department d ON d.code = a.lead"
	    " WHERE a.due < ?1 AND a.status IN ('planned', 'started')"
	    " ORDER BY a.due, a.id",
	NULL,
};

int agenda_prepare(struct store *store, struct err *err)
{
	static const char *const *const tables[] = { agenda_sql, NULL };

	return store_prepare(store, tables, err);
}

static const char *keep(
    struct agenda *agenda, const struct rows *rows, int column)
{
	const char *text = rows_text(rows, column);

	return text == NULL ? NULL
			    : arena_copy(agenda->arena, text, strlen(text));
}

static void fill_item(
    struct agenda *agenda, const struct rows *rows, struct agenda_item *item)
{
	struct instant set_at = { rows_integer(rows, 4) };

	*item = (struct agenda_item){
		.words = {
			.id = rows_integer(rows, 0),
			.activity = keep(agenda, rows, 1),
			.plan = keep(agenda, rows, 9),
			.case_number = keep(agenda, rows, 10),
		},
		.due_version = rows_integer(rows, 3),
		.sent = rows_integer(rows, 12),
		.noticed = DAY_NONE,
		.lead = keep(agenda, rows, 5),
		.name = keep(agenda, rows, 6),
		.mail = keep(agenda, rows, 7),
		.language = keep(agenda, rows, 8),
	};
	day_read(rows_text(rows, 2), &item->words.due);
	if (!rows_null(rows, 11))
		day_read(rows_text(rows, 11), &item->noticed);
	item->ladder.due = item->words.due;
	item->ladder.joins = schedule_joins(&agenda->schedule, set_at);
	if (item->lead == NULL) {
		item->words.nobody = true;
		item->mail = agenda->settings.coordinator;
		item->language = agenda->settings.language;
	}
}

static struct agenda_item *next_item(struct agenda *agenda)
{
	if (agenda->count == agenda->capacity) {
		agenda->capacity = agenda->capacity ? 2 * agenda->capacity : 64;
		agenda->items = realloc(
		    agenda->items, agenda->capacity * sizeof(*agenda->items));
		if (agenda->items == NULL)
			abort();
	}
	return &agenda->items[agenda->count++];
}

static int load_items(struct agenda *agenda, struct store *store,
    struct day last, struct err *err)
{
	struct day next = workday_after(&agenda->workdays, last);
	char text[DAY_TEXT];
	struct rows rows;
	int result;

	if (store_query(&rows, store, agenda_sql, OPEN_ITEMS,
		BIND(TEXT(day_write(next, text))), err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1)
		fill_item(agenda, &rows, next_item(agenda));
	return result;
}

int agenda_load(struct agenda *agenda, struct store *store, struct day last,
    struct err *err)
{
	*agenda = (struct agenda){ .arena = arena_new(ARENA_LIMIT) };
	if (setting_load(&agenda->settings, store, err) == 0 &&
	    holiday_workdays(&agenda->workdays, store, err) == 0) {
		agenda->schedule = (struct schedule){ &agenda->workdays,
			agenda->settings.hour, agenda->settings.begun };
		if (load_items(agenda, store, last, err) == 0)
			return 0;
	}
	agenda_release(agenda);
	return -1;
}

void agenda_release(struct agenda *agenda)
{
	holiday_release(&agenda->workdays);
	free(agenda->items);
	arena_free(agenda->arena);
	*agenda = (struct agenda){ 0 };
}

bool agenda_step(const struct agenda *agenda, const struct agenda_item *item,
    struct day after, struct ladder_step *step)
{
	return ladder_next(&item->ladder, &agenda->workdays, after, step);
}

struct day agenda_noticed(const struct agenda_item *item)
{
	return day_is_some(item->noticed) ? item->noticed
					  : day_plus(item->ladder.joins, -1);
}

void agenda_climb(
    const struct agenda *agenda, struct agenda_item *item, struct day day)
{
	struct day after = agenda_noticed(item);
	struct ladder_step step;

	item->words.counted = false;
	while (agenda_step(agenda, item, after, &step) &&
	    day_compare(step.regular, day) <= 0) {
		item->words.counted = true;
		item->words.stage = step.stage;
		item->words.regular = step.regular;
		after = step.regular;
	}
	item->words.n = item->words.stage == STAGE_OVERDUE ? item->sent + 1 : 1;
}

int agenda_compare(const struct agenda_item *a, const struct agenda_item *b)
{
	int order = strcasecmp(a->mail, b->mail);

	if (order == 0)
		order = day_compare(a->words.due, b->words.due);
	if (order == 0)
		order =
		    (a->words.id > b->words.id) - (a->words.id < b->words.id);
	return order;
}

void agenda_note(struct agenda_item *item)
{
	item->noticed = item->words.regular;
	item->sent += item->words.stage == STAGE_OVERDUE;
}
