/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/queue_entry.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/calendar.h"

/* Where the coordinator has no address there is still a sender. */
#define NOBODY "planvakt@localhost"

enum { NEXT, FIND, LETTER, OVERDUE };

static const char *const queue_entry_sql[] = {
	[NEXT] = "SELECT id, queued, token, address FROM dispatch"
		 " WHERE state = 'planned' AND (queued, id) > (?1, ?2)"
		 " ORDER BY queued, id LIMIT 1",
	[FIND] = "SELECT id, queued, token, address FROM dispatch"
		 " WHERE id = ?1 AND state = 'planned'",
	[LETTER] = "SELECT d.token, d.address, d.sent_at, d.subject, d.text,"
		   " d.language, (SELECT name FROM department"
		   "  WHERE code = d.department),"
		   " (SELECT 'dispatch-' || l.id || '.' || substr(l.token, 1,"
		   "  32) FROM dispatch l WHERE l.address = d.address"
		   "  AND l.plan = d.plan AND l.state = 'accepted'"
		   "  AND l.id < d.id ORDER BY l.id DESC LIMIT 1)"
		   " FROM dispatch d WHERE d.id = ?1 AND d.state = 'planned'",
	/* The department that a letter tells of what is overdue. */
	[OVERDUE] = "SELECT d.department FROM dispatch d WHERE d.id = ?1"
		    " AND d.department IS NOT NULL AND EXISTS (SELECT 1"
		    "  FROM notice n WHERE n.dispatch = d.id"
		    "  AND n.stage = 'overdue' AND NOT n.skipped)",
	NULL,
};

/* The columns of LETTER. */
/* clang-format off */
enum {
	LETTER_TOKEN, LETTER_ADDRESS, LETTER_SENT_AT, LETTER_SUBJECT,
	LETTER_TEXT, LETTER_LANGUAGE, LETTER_NAME, LETTER_ANSWERS
};
/* clang-format on */

/* The columns of NEXT and FIND. */
enum { ENTRY_ID, ENTRY_QUEUED, ENTRY_TOKEN, ENTRY_ADDRESS };

void queue_entry_prepare(struct store *store)
{
	store_prepare(store, queue_entry_sql);
}

static int queue_entry_one(struct store *store, int statement,
    const struct value *values, struct queue_entry *queue_entry,
    struct err *err)
{
	struct rows rows =
	    store_query(store, queue_entry_sql, statement, values);
	int result = rows_next(&rows, err);

	if (result == 1) {
		*queue_entry = (struct queue_entry){
			.id = rows_integer(&rows, ENTRY_ID),
			.queued = rows_integer(&rows, ENTRY_QUEUED),
		};
		snprintf(queue_entry->token, sizeof(queue_entry->token), "%s",
		    rows_text(&rows, ENTRY_TOKEN));
		snprintf(queue_entry->address, sizeof(queue_entry->address),
		    "%s", rows_text(&rows, ENTRY_ADDRESS));
	}
	rows_end(&rows);
	return result;
}

int queue_entry_next(struct store *store, const struct queue_entry *after,
    struct queue_entry *queue_entry, struct err *err)
{
	return queue_entry_one(store, NEXT,
	    BIND(INTEGER(after->queued), INTEGER(after->id)), queue_entry, err);
}

int queue_entry_find(struct store *store, int64_t id,
    struct queue_entry *queue_entry, struct err *err)
{
	return queue_entry_one(
	    store, FIND, BIND(INTEGER(id)), queue_entry, err);
}

static json_t *letter_json(int64_t id, const struct rows *rows,
    const struct config *config, const struct settings *settings)
{
	struct instant sent = { rows_integer(rows, LETTER_SENT_AT) };
	const char *coordinator =
	    settings->coordinator[0] != '\0' ? settings->coordinator : NULL;
	const char *rest = settings->coordinator;
	char from[256] = NOBODY;
	bool english = strcmp(rows_text(rows, LETTER_LANGUAGE), "en") == 0;

	addresses_next(&rest, from);
	if (config->from[0] != '\0')
		snprintf(from, sizeof(from), "%s", config->from);
	return json_pack("{s:I, s:s, s:I, s:i, s:s, s:s, s:s*, s:s, s:s, s:s,"
			 " s:s, s:b, s:s*, s:s*}",
	    "dispatch", (json_int_t)id, "token", rows_text(rows, LETTER_TOKEN),
	    "date", (json_int_t)sent.seconds, "offset", zone_local(sent).offset,
	    "from", from, "from_name",
	    english ? "The activity plan" : "Aktivitetsplanen", "reply_to",
	    coordinator, "to", rows_text(rows, LETTER_ADDRESS), "subject",
	    rows_text(rows, LETTER_SUBJECT), "text",
	    rows_text(rows, LETTER_TEXT), "language",
	    rows_text(rows, LETTER_LANGUAGE), "rehearsal", settings->rehearsal,
	    "to_name", rows_text(rows, LETTER_NAME), "answers",
	    rows_text(rows, LETTER_ANSWERS));
}

/* What is due at the department, where a letter of what is overdue is to have
 * it with it. */
static int put_calendar(
    struct store *store, int64_t id, json_t *letter, struct err *err)
{
	struct rows rows =
	    store_query(store, queue_entry_sql, OVERDUE, BIND(INTEGER(id)));
	struct buffer events = { 0 };
	int result = rows_next(&rows, err);

	if (result == 1)
		result =
		    calendar_events(store, rows_text(&rows, 0), &events, err);
	rows_end(&rows);
	if (result == 0 && events.length > strlen("[]"))
		json_object_set_new(letter, "calendar",
		    json_loadb(
			events.bytes, events.length, JSON_ALLOW_NUL, NULL));
	buffer_free(&events);
	return result;
}

int queue_entry_json(struct store *store, int64_t id,
    const struct config *config, const struct settings *settings, char **json,
    struct err *err)
{
	struct rows rows =
	    store_query(store, queue_entry_sql, LETTER, BIND(INTEGER(id)));
	int result = rows_next(&rows, err);
	json_t *letter = NULL;

	if (result == 1)
		letter = letter_json(id, &rows, config, settings);
	rows_end(&rows);
	if (letter == NULL)
		return result;
	if (settings->calendar && put_calendar(store, id, letter, err) != 0)
		result = -1;
	else if ((*json = json_dumps(letter, JSON_COMPACT)) == NULL)
		abort();
	json_decref(letter);
	return result;
}
