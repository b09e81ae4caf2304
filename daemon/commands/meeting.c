/* SPDX-License-Identifier: ISC */
#include "daemon/commands/meeting.h"

#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/meeting_read.h"
#include "daemon/text/fold.h"
#include "protocol/clock_time.h"
#include "protocol/translate.h"

#define PAPERS_MOST 60 /* workdays */

enum { FIND, BODY_ADD, PUT, DROP, BODY_SET, BODY_UNSET, WRONG };

/* The columns of FIND. */
enum { FOUND_TIME, FOUND_PAPERS, FOUND_DROPPED };

static const char *const meeting_sql[] = {
	[FIND] = "SELECT coalesce(m.time, b.time), m.papers, m.dropped_reason"
		 " FROM meeting m JOIN body b ON b.folded = m.body"
		 " WHERE m.day = ?1 AND m.body = ?2",
	[BODY_ADD] = "INSERT INTO body (folded, name) VALUES (?1, ?2)"
		     " ON CONFLICT DO NOTHING",
	[PUT] = "INSERT INTO meeting VALUES (?1, ?2, ?3, ?4, NULL, ?5)"
		" ON CONFLICT (day, body) DO UPDATE SET"
		" time = coalesce(?3, time), papers = coalesce(?4, papers),"
		" dropped_reason = NULL, seq = ?5",
	[DROP] = "UPDATE meeting SET dropped_reason = ?3, seq = ?4"
		 " WHERE day = ?1 AND body = ?2 AND dropped_reason IS NULL",
	[BODY_SET] =
	    "UPDATE body SET"
	    " committee_of = coalesce(?2, committee_of),"
	    " papers = coalesce(?3, papers), time = coalesce(?4, time),"
	    " seq = ?5"
	    " WHERE folded = ?1"
	    " AND (committee_of IS NOT coalesce(?2, committee_of)"
	    " OR papers IS NOT coalesce(?3, papers)"
	    " OR time IS NOT coalesce(?4, time))",
	[BODY_UNSET] = "UPDATE body SET"
		       " committee_of = iif(?2, NULL, committee_of),"
		       " time = iif(?3, NULL, time), seq = ?4"
		       " WHERE folded = ?1"
		       " AND (?2 AND committee_of IS NOT NULL"
		       " OR ?3 AND time IS NOT NULL)",
	/* Who prepares for a board is no board that others prepare for. */
	[WRONG] = "SELECT iif(b.folded = b.committee_of, 1,"
		  " iif(EXISTS (SELECT 1 FROM body c WHERE c.folded ="
		  "  b.committee_of AND c.committee_of IS NOT NULL), 2,"
		  " iif(b.committee_of IS NOT NULL AND EXISTS (SELECT 1"
		  "  FROM body c WHERE c.committee_of = b.folded), 3, 0)))"
		  " FROM body b WHERE b.folded = ?1",
	NULL,
};

/* --- times and names as people write them --- */

int meeting_read_time(json_t *reading, const char *text, struct err *err)
{
	char time[CLOCK_TIME];

	if (text == NULL)
		return 0;
	if (!clock_time_read(text, time))
		return err_set(err, ERR_INVALID,
		    "%s: is not a time of day: write it as HH:MM, for"
		    " example 08:15",
		    "time");
	json_object_set_new(reading, "time", json_string(time));
	return 0;
}

int meeting_read_body(const struct invocation *invocation, json_t *reading,
    const char *name, const char *text, struct err *err)
{
	const char *folded = fold_name(invocation->arena, text);

	if (folded[0] == '\0')
		return err_set(err, ERR_INVALID,
		    "%s: the name of a body needs at least one letter or digit",
		    name);
	json_object_set_new(reading, name, json_string(folded));
	return 0;
}

/* --- one meeting --- */

static int meeting_find(struct invocation *invocation, const char *folded,
    struct day day, struct meeting_change *found, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, meeting_sql, FIND, BIND(DAY(day), TEXT(folded)));
	int result = rows_next(&rows, err);

	*found = (struct meeting_change){ .outcome = MEETING_ADDED };
	if (result == 1) {
		found->outcome = rows_null(&rows, FOUND_DROPPED)
		    ? MEETING_SAME
		    : MEETING_DROPPED;
		found->time = rows_copy(&rows, FOUND_TIME, invocation->arena);
		found->papers =
		    rows_copy(&rows, FOUND_PAPERS, invocation->arena);
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

int meeting_put(struct invocation *invocation, const struct meeting_said *said,
    bool again, struct meeting_change *change, struct err *err)
{
	char papers[DAY_TEXT];
	struct value day = TEXT(day_text(said->papers, papers));

	if (meeting_find(invocation, said->folded, said->day, change, err) != 0)
		return -1;
	if (change->outcome == MEETING_DROPPED && again)
		change->outcome = MEETING_ADDED;
	else if (change->outcome == MEETING_SAME &&
	    ((said->time != NULL && !same_text(said->time, change->time)) ||
		(day_is_some(said->papers) &&
		    !same_text(papers, change->papers))))
		change->outcome = MEETING_CHANGED;
	if (change->outcome == MEETING_SAME ||
	    change->outcome == MEETING_DROPPED)
		return 0;
	if (store_run(invocation->store, meeting_sql, BODY_ADD,
		BIND(TEXT(said->folded), TEXT(said->name)), err) != 0)
		return -1;
	return store_run(invocation->store, meeting_sql, PUT,
	    BIND(DAY(said->day), TEXT(said->folded), TEXT(said->time), day,
		INTEGER(invocation->seq)),
	    err);
}

/* Which days are off, a later decision may change. */
static int read_day_off(struct invocation *invocation, struct err *err)
{
	struct workdays workdays;

	if (holiday_workdays(&workdays, invocation->store, err) != 0)
		return -1;
	if (!workday_is(&workdays, param_day(invocation, "date")))
		json_object_set_new(
		    invocation->reading, "day_off", json_true());
	holiday_release(&workdays);
	return 0;
}

static int read_meeting(struct invocation *invocation, struct err *err)
{
	if (meeting_read_body(invocation, invocation->reading, "body",
		param_text(invocation, "body"), err) != 0 ||
	    read_day_off(invocation, err) != 0)
		return -1;
	return meeting_read_time(
	    invocation->reading, param_text(invocation, "time"), err);
}

/* The meeting as the reply, with what may surprise who added it. */
static int meeting_reply(struct invocation *invocation,
    const struct meeting_said *said, enum meeting_outcome outcome,
    struct err *err)
{
	bool is_off =
	    json_is_true(json_object_get(invocation->reading, "day_off"));

	if (meeting_one(invocation, said->folded, said->day, err) != 0)
		return -1;
	if (outcome != MEETING_CHANGED && !is_off)
		return 0;
	buffer_cut(invocation->reply, invocation->reply->length - 1);
	buffer_printf(invocation->reply, ",\"note\":\"%s\"}",
	    outcome == MEETING_CHANGED
		? "the meeting was there already: it is changed"
		: "the day is no workday: is it right? planvakt meeting drop"
		  " takes the meeting out");
	return 0;
}

static int meeting_add(struct invocation *invocation, struct err *err)
{
	const struct meeting_said said = {
		.folded = reading_text(invocation, "body"),
		.name = param_text(invocation, "body"),
		.day = param_day(invocation, "date"),
		.time = reading_text(invocation, "time"),
		.papers = param_day(invocation, "papers"),
	};
	struct meeting_change change;

	if (day_is_some(said.papers) && day_compare(said.papers, said.day) > 0)
		return err_set(err, ERR_INVALID,
		    "papers: is after the meeting: give the day by which its"
		    " papers must be ready");
	if (meeting_put(invocation, &said, true, &change, err) != 0)
		return -1;
	invocation->unchanged = change.outcome == MEETING_SAME;
	return meeting_reply(invocation, &said, change.outcome, err);
}

static int meeting_drop(struct invocation *invocation, struct err *err)
{
	const char *folded = reading_text(invocation, "body");
	const char *reason = param_text(invocation, "reason");
	struct day day = param_day(invocation, "date");
	struct meeting_change found;
	struct buffer *reply = invocation->reply;

	if (meeting_find(invocation, folded, day, &found, err) != 0)
		return -1;
	if (found.outcome == MEETING_ADDED)
		return err_set(err, ERR_NOT_FOUND,
		    "%s does not meet on %s: planvakt meeting list shows the"
		    " meetings there are",
		    param_text(invocation, "body"),
		    param_text(invocation, "date"));
	if (store_run(invocation->store, meeting_sql, DROP,
		BIND(DAY(day), TEXT(folded), TEXT(reason),
		    INTEGER(invocation->seq)),
		err) != 0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	buffer_text(reply, "{\"body\":");
	buffer_json(reply, param_text(invocation, "body"));
	buffer_printf(reply,
	    ",\"date\":\"%s\",\"reason\":", param_text(invocation, "date"));
	buffer_json(reply, reason);
	buffer_text(reply, "}");
	return 0;
}

/* --- a body --- */

static bool meeting_is_empty(
    const struct invocation *invocation, const char *name)
{
	const char *text = param_text(invocation, name);

	return text != NULL && text[0] == '\0';
}

static int meeting_body_read(struct invocation *invocation, struct err *err)
{
	const char *board = param_text(invocation, "committee_of");

	if (meeting_read_body(invocation, invocation->reading, "body",
		param_text(invocation, "body"), err) != 0 ||
	    (board != NULL && board[0] != '\0' &&
		meeting_read_body(invocation, invocation->reading,
		    "committee_of", board, err) != 0))
		return -1;
	if (meeting_is_empty(invocation, "time"))
		return 0;
	return meeting_read_time(
	    invocation->reading, param_text(invocation, "time"), err);
}

static int body_check(
    struct invocation *invocation, const char *folded, struct err *err)
{
	int64_t which = 0;

	if (store_integer(invocation->store, meeting_sql, WRONG,
		BIND(TEXT(folded)), &which, 0, err) != 0)
		return -1;
	if (which == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    which == 1 ? N_("committee_of: a body is no committee of itself")
		: which == 2
		? N_("committee_of: is a committee itself: name the board that"
		     " decides")
		: N_("committee_of: it has committees of its own: a committee"
		     " has none"));
}

/* How many rows that changed; -1. */
static int64_t body_set(
    struct invocation *invocation, const char *folded, struct err *err)
{
	struct store *store = invocation->store;
	const char *board = reading_text(invocation, "committee_of");
	const json_t *papers = json_object_get(invocation->params, "papers");
	int64_t changed;

	if (board != NULL &&
	    store_run(store, meeting_sql, BODY_ADD,
		BIND(TEXT(board), TEXT(param_text(invocation, "committee_of"))),
		err) != 0)
		return -1;
	if (store_run(store, meeting_sql, BODY_SET,
		BIND(TEXT(folded), TEXT(board),
		    papers != NULL ? INTEGER(json_integer_value(papers))
				   : TEXT(NULL),
		    TEXT(reading_text(invocation, "time")),
		    INTEGER(invocation->seq)),
		err) != 0)
		return -1;
	changed = store_changed(store);
	if (store_run(store, meeting_sql, BODY_UNSET,
		BIND(TEXT(folded),
		    INTEGER(meeting_is_empty(invocation, "committee_of")),
		    INTEGER(meeting_is_empty(invocation, "time")),
		    INTEGER(invocation->seq)),
		err) != 0)
		return -1;
	return changed + store_changed(store);
}

static int meeting_body(struct invocation *invocation, struct err *err)
{
	const char *folded = reading_text(invocation, "body");
	int64_t added, changed;

	if (json_object_size(invocation->params) < 2)
		return err_set(err, ERR_INVALID,
		    "nothing to set: give --committee-of, --papers or --time;"
		    " planvakt meeting bodies shows how they meet");
	if (store_run(invocation->store, meeting_sql, BODY_ADD,
		BIND(TEXT(folded), TEXT(param_text(invocation, "body"))),
		err) != 0)
		return -1;
	added = store_changed(invocation->store);
	changed = body_set(invocation, folded, err);
	if (changed < 0 || body_check(invocation, folded, err) != 0)
		return -1;
	invocation->unchanged = added + changed == 0;
	return meeting_body_one(invocation, folded, err);
}

/* --- rows --- */

static const struct field add_fields[] = {
	{ "body", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "date", FIELD_DATE, REQUIRED },
	{ "time", FIELD_LINE, OPTIONAL, .min = 1, .max = MEETING_TIME_MAX },
	{ "papers", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct field drop_fields[] = {
	{ "body", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "date", FIELD_DATE, REQUIRED },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field body_fields[] = {
	{ "body", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "committee_of", FIELD_LINE, OPTIONAL, .max = NAME_LENGTH },
	{ "papers", FIELD_NUMBER, OPTIONAL, .max = PAPERS_MOST },
	{ "time", FIELD_LINE, OPTIONAL, .max = MEETING_TIME_MAX },
	{ 0 },
};

static const struct field meeting_reading[] = {
	{ "body", FIELD_LINE, REQUIRED, .max = MEETING_FOLDED },
	{ "time", FIELD_LINE, OPTIONAL, .max = MEETING_TIME_MAX },
	{ 0 },
};

static const struct field body_reading[] = {
	{ "body", FIELD_LINE, REQUIRED, .max = MEETING_FOLDED },
	{ "committee_of", FIELD_LINE, OPTIONAL, .max = MEETING_FOLDED },
	{ "time", FIELD_LINE, OPTIONAL, .max = MEETING_TIME_MAX },
	{ 0 },
};

static const struct command meeting_commands[] = {
	{ "meeting.add", ACCESS_COORDINATOR, WRITES, add_fields, meeting_add,
	    read_meeting, meeting_reading },
	{ "meeting.drop", ACCESS_COORDINATOR, WRITES, drop_fields, meeting_drop,
	    read_meeting, meeting_reading },
	{ "meeting.body", ACCESS_COORDINATOR, WRITES, body_fields, meeting_body,
	    meeting_body_read, body_reading },
	{ 0 },
};

const struct family meeting_family = {
	meeting_commands,
	meeting_sql,
};
