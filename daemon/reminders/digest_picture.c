/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/digest_picture.h"

#include <string.h>

#include "daemon/commands/picture_depart.h"
#include "daemon/commands/picture_status.h"
#include "daemon/picture/period.h"
#include "daemon/request/execute.h"

/* Of one list. */
#define LISTED "20"
#define MOST   20

enum { PROBLEMS, PROBLEMS_ALL, ACTIVITIES, ACTIVITIES_ALL, KINDS };

const char *const digest_picture_sql[] = {
	[PROBLEMS] = "SELECT name FROM " PICTURE_UNANSWERED " LIMIT " LISTED,
	[PROBLEMS_ALL] = "SELECT count(*) FROM " PICTURE_UNANSWERED,
	[ACTIVITIES] = "SELECT id FROM " PICTURE_UNANSWERING " LIMIT " LISTED,
	[ACTIVITIES_ALL] = "SELECT count(*) FROM " PICTURE_UNANSWERING,
	[KINDS] =
	    "SELECT name, spellings FROM " PICTURE_UNREPORTED " LIMIT 100",
	NULL,
};

/* --- on record --- */

static int digest_picture_enter(
    struct door *door, const struct departed *departed, struct err *err)
{
	json_t *params = json_pack("{s:o, s:s, s:s, s:I, s:s}", "month",
	    json_sprintf(
		"%04d-%02d", departed->month / 12, departed->month % 12 + 1),
	    "area", departed->area, "kind", departed->name, "id",
	    (json_int_t)departed->kind, "departure",
	    departure_words[departed->departure]);
	int result = request_own(door, "picture.depart", params, NULL, err);

	json_decref(params);
	return result;
}

int digest_picture_depart(
    struct door *door, struct arena *arena, struct day day, struct err *err)
{
	struct departed_list departed = { 0 };
	int result =
	    departed_find(&departed, door_store(door), arena, day, err);

	for (size_t i = 0; result == 0 && i < departed.count; i++)
		result = digest_picture_enter(door, &departed.list[i], err);
	departed_release(&departed);
	return result;
}

/* --- in the letter --- */

static bool digest_is_swedish(const struct due_items *due_items)
{
	return due_items->settings.language == LANGUAGE_SWEDISH;
}

static int load_departures(struct due_items *due_items, struct store *store,
    int64_t since, struct letter_picture *picture, struct err *err)
{
	struct departed_list departed = { 0 };
	struct letter_departure *list;
	int result =
	    departed_load(&departed, store, due_items->arena, since, err);

	list =
	    arena_alloc(due_items->arena, (departed.count + 1) * sizeof(*list));
	for (size_t i = 0; i < departed.count; i++) {
		const struct departed *one = &departed.list[i];

		list[i] = (struct letter_departure){
			digest_is_swedish(due_items) ? one->swedish : one->name,
			one->area, one->month / 12, one->month % 12 + 1,
			one->departure == DEPARTURE_HIGH
		};
	}
	picture->departures = list;
	picture->departure_count = departed.count;
	departed_release(&departed);
	return result;
}

static int load_names(const char *const **names, size_t *count,
    struct due_items *due_items, struct rows *rows, bool swedish,
    struct err *err)
{
	struct arena *arena = due_items->arena;
	const char **list = arena_alloc(arena, 100 * sizeof(*list));
	int result;

	*count = 0;
	while ((result = rows_next(rows, err)) == 1) {
		const char *other = swedish ? rows_text(rows, 1) : "";

		list[(*count)++] = other[0] == '\0'
		    ? rows_copy(rows, 0, arena)
		    : arena_copy(arena, other, strcspn(other, ","));
	}
	*names = list;
	return result;
}

static int load_activities(struct due_items *due_items, struct store *store,
    struct letter_picture *picture, struct err *err)
{
	int64_t *list = arena_alloc(due_items->arena, MOST * sizeof(*list));
	struct rows rows =
	    store_query(store, digest_picture_sql, ACTIVITIES, BIND_NONE);
	int result;

	while ((result = rows_next(&rows, err)) == 1)
		list[picture->activity_count++] = rows_integer(&rows, 0);
	picture->activities = list;
	return result;
}

static int count_all(
    struct store *store, int statement, size_t *count, struct err *err)
{
	int64_t all = 0;
	int result = store_integer(
	    store, digest_picture_sql, statement, BIND_NONE, &all, 0, err);

	*count = (size_t)all;
	return result;
}

static int load_problems(struct due_items *due_items, struct store *store,
    struct letter_picture *picture, struct err *err)
{
	struct rows rows =
	    store_query(store, digest_picture_sql, PROBLEMS, BIND_NONE);

	if (load_names(&picture->problems, &picture->problem_count, due_items,
		&rows, false, err) != 0 ||
	    load_activities(due_items, store, picture, err) != 0 ||
	    count_all(store, PROBLEMS_ALL, &picture->problem_all, err) != 0)
		return -1;
	return count_all(store, ACTIVITIES_ALL, &picture->activity_all, err);
}

int digest_picture_load(struct due_items *due_items, struct store *store,
    struct day day, int64_t since, const struct letter_picture **loaded,
    struct err *err)
{
	struct letter_picture *picture =
	    arena_alloc(due_items->arena, sizeof(*picture));
	char month[PICTURE_MONTH];
	struct rows rows;

	*picture = (struct letter_picture){ 0 };
	*loaded = picture;
	if (load_departures(due_items, store, since, picture, err) != 0 ||
	    load_problems(due_items, store, picture, err) != 0)
		return -1;
	rows = store_query(store, digest_picture_sql, KINDS,
	    BIND(TEXT(picture_status_since(day, month))));
	return load_names(&picture->kinds, &picture->kind_count, due_items,
	    &rows, digest_is_swedish(due_items), err);
}
