/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/revise.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/agenda_item.h"
#include "daemon/reminders/climb.h"
#include "daemon/reminders/columns.h"
#include "daemon/reminders/compose.h"
#include "daemon/reminders/failure.h"

/* clang-format off */
#define IS_GONE \
	"(n.activity IS NOT NULL AND (a.status NOT IN ('planned', 'started')" \
	" OR a.due_version <> n.due_version))"
/* clang-format on */

enum { GONE, CARRIED, ENVELOPE };

const char *const revise_sql[] = {
	[GONE] = "SELECT count(*) FROM notice n"
		 " LEFT JOIN activity a ON a.id = n.activity"
		 " WHERE n.dispatch = ?1 AND n.skipped = 0 AND " IS_GONE,
	[CARRIED] = "SELECT n.id, n.activity, n.plan, n.due_version, n.stage,"
		    " n.regular, n.role, n.department, n.n, " IS_GONE
		    " FROM notice n LEFT JOIN activity a ON a.id = n.activity"
		    " WHERE n.dispatch = ?1 AND n.skipped = 0 ORDER BY n.id",
	[ENVELOPE] = "SELECT address, run, missed FROM dispatch WHERE id = ?1",
	NULL,
};

struct revision {
	struct requests *requests;
	int64_t dispatch;
	struct agenda agenda;
	struct agenda_notices notices;
	size_t *places; /* owned: of each notice, its item's */
	size_t place_capacity;
	json_t *dropped;
	const char *address;
	struct day run;
	struct failures failures;
	struct day *missed; /* in the arena */
	size_t missed_count;
};

/* The place of an activity among the agenda's items. */
static int place_item(struct revision *revision, int64_t id,
    int64_t due_version, size_t *place, struct err *err)
{
	struct agenda *agenda = &revision->agenda;

	for (*place = 0; *place < agenda->count; ++*place)
		if (agenda->items[*place].words.id == id)
			return 0;
	return agenda_add_one(
	    agenda, requests_store(revision->requests), id, due_version, err);
}

static const struct agenda_plan *find_plan(
    const struct agenda *agenda, const char *code)
{
	for (size_t i = 0; code != NULL && i < agenda->plan_count; i++)
		if (strcmp(agenda->plans[i].words.code, code) == 0)
			return &agenda->plans[i];
	return NULL;
}

static int keep_notice(
    struct revision *revision, const struct rows *rows, struct err *err)
{
	struct agenda *agenda = &revision->agenda;
	struct agenda_notices *notices = &revision->notices;
	struct agenda_notice notice = {
		.plan = find_plan(agenda, rows_text(rows, 2)),
		.stage = column_stage(rows, 4),
		.regular = column_day(rows, 5),
		.n = rows_integer(rows, 8),
		.role = column_role(rows, 6),
		.reader = agenda_reader(
		    agenda, rows_text(rows, 6), rows_text(rows, 7)),
	};
	size_t place = 0;

	if (!rows_null(rows, 1) &&
	    place_item(revision, rows_integer(rows, 1), rows_integer(rows, 3),
		&place, err) != 0)
		return -1;
	notice.carrier = notice.reader;
	notices->list = column_grow(notices->list, notices->count,
	    &notices->capacity, sizeof(*notices->list));
	notices->list[notices->count] = notice;
	revision->places = column_grow(revision->places, notices->count,
	    &revision->place_capacity, sizeof(*revision->places));
	revision->places[notices->count++] = place;
	return 0;
}

/* The agenda's items stand still once all are there. */
static void join_items(struct revision *revision)
{
	for (size_t i = 0; i < revision->notices.count; i++)
		if (revision->notices.list[i].plan == NULL)
			revision->notices.list[i].item =
			    &revision->agenda.items[revision->places[i]];
}

static int read_carried(struct revision *revision, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, requests_store(revision->requests), revise_sql,
		CARRIED, BIND(INTEGER(revision->dispatch)), err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		if (rows_integer(&rows, 9) != 0) {
			json_array_append_new(revision->dropped,
			    json_integer(rows_integer(&rows, 0)));
		} else if (keep_notice(revision, &rows, err) != 0) {
			rows_end(&rows);
			return -1;
		}
	}
	join_items(revision);
	return result;
}

static void read_missed(struct revision *revision, const char *text)
{
	json_t *list = text != NULL ? json_loads(text, 0, NULL) : NULL;
	json_t *day;
	size_t i;

	revision->missed = arena_alloc(revision->agenda.arena,
	    (json_array_size(list) + 1) * sizeof(*revision->missed));
	json_array_foreach (list, i, day)
		day_read(json_string_value(day),
		    &revision->missed[revision->missed_count++]);
	json_decref(list);
}

static int read_envelope(struct revision *revision, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, requests_store(revision->requests), revise_sql,
		ENVELOPE, BIND(INTEGER(revision->dispatch)), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1) {
		revision->address =
		    column_text(revision->agenda.arena, &rows, 0);
		revision->run = column_day(&rows, 1);
		read_missed(revision, rows_text(&rows, 2));
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int gather(struct revision *revision, struct err *err)
{
	struct store *store = requests_store(revision->requests);

	if (agenda_open(&revision->agenda, store, err) != 0 ||
	    read_envelope(revision, err) != 0 ||
	    read_carried(revision, err) != 0)
		return -1;
	if (revision->notices.count > 0)
		qsort(revision->notices.list, revision->notices.count,
		    sizeof(*revision->notices.list), climb_compare);
	return failures_told(&revision->failures, revision->agenda.arena, store,
	    revision->dispatch, err);
}

static int write_again(
    struct revision *revision, json_t *params, struct err *err)
{
	struct message message = {
		.address = revision->address,
		.day = revision->run,
		.rehearsal = requests_rehearsal(revision->requests),
		.head = *requests_head(revision->requests),
		.notices = revision->notices.list,
		.count = revision->notices.count,
		.failures = revision->failures.list,
		.failure_count = revision->failures.count,
		.missed = revision->missed,
		.missed_count = revision->missed_count,
	};
	struct buffer subject = { 0 }, text = { 0 };
	int result = 0;

	if (message.count + message.failure_count + message.missed_count > 0) {
		result = compose_write(&revision->agenda,
		    requests_store(revision->requests), &message, &subject,
		    &text, err);
		json_object_set_new(params, "subject",
		    json_stringn(subject.bytes, subject.length));
		json_object_set_new(
		    params, "text", json_stringn(text.bytes, text.length));
	}
	buffer_free(&subject);
	buffer_free(&text);
	return result;
}

static int revise(struct revision *revision, struct err *err)
{
	json_t *params;
	int result = -1;

	if (gather(revision, err) != 0)
		return -1;
	params = json_pack("{s:I, s:O}", "dispatch",
	    (json_int_t)revision->dispatch, "dropped", revision->dropped);
	if (write_again(revision, params, err) == 0)
		result = request_own(
		    revision->requests, "notice.revise", params, NULL, err);
	json_decref(params);
	return result;
}

int revise_dispatch(
    struct requests *requests, int64_t dispatch, struct err *err)
{
	struct revision revision = { .requests = requests,
		.dispatch = dispatch };
	int64_t gone;
	int result;

	if (store_integer(requests_store(requests), revise_sql, GONE,
		BIND(INTEGER(dispatch)), &gone, 0, err) != 0)
		return -1;
	if (gone == 0)
		return 0;
	revision.dropped = json_array();
	result = revise(&revision, err) == 0 ? 1 : -1;
	json_decref(revision.dropped);
	climb_release(&revision.notices);
	free(revision.places);
	agenda_release(&revision.agenda);
	return result;
}
