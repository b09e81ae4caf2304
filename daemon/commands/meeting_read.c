/* SPDX-License-Identifier: ISC */
#include "daemon/commands/meeting_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/json_day.h"
#include "daemon/commands/families.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/meeting.h"
#include "daemon/text/fold.h"
#include "protocol/grow.h"
#include "protocol/json_member.h"

#define LISTED 100
/* A committee that met longer ago prepared for something else. */
#define REACH 60
/* Bytes of a page. */
#define PAGE_SIZE (1u << 19)

/* clang-format off */
#define BODY_JSON \
	"json_object('body', b.name, 'committee_of', (SELECT c.name" \
	"  FROM body c WHERE c.folded = b.committee_of), 'papers', b.papers," \
	" 'time', b.time, 'meetings', (SELECT count(*) FROM meeting m" \
	"  WHERE m.body = b.folded AND m.dropped_reason IS NULL))"
/* clang-format on */

enum { LOAD, BODIES, BODY, BOARD };

/* The columns of LOAD. */
enum {
	LOAD_DAY,
	LOAD_FOLDED,
	LOAD_NAME,
	LOAD_TIME,
	LOAD_PAPERS,
	LOAD_BOARD,
	LOAD_WORKDAYS
};

static const char *const meeting_read_sql[] = {
	[LOAD] = "SELECT m.day, m.body, b.name, coalesce(m.time, b.time),"
		 " m.papers, b.committee_of, coalesce(b.papers, -1)"
		 " FROM meeting m JOIN body b ON b.folded = m.body"
		 " WHERE m.day >= ?1 AND m.day <= ?2"
		 " AND m.dropped_reason IS NULL"
		 " ORDER BY m.day, b.name COLLATE swedish, m.body",
	[BODIES] = "SELECT " BODY_JSON ", json_quote(b.name) FROM body b"
		   " WHERE ?1 IS NULL OR b.name COLLATE swedish > ?1"
		   " ORDER BY b.name COLLATE swedish",
	[BODY] = "SELECT " BODY_JSON " FROM body b WHERE b.folded = ?1",
	[BOARD] = "SELECT board FROM plan WHERE code = ?1",
	NULL,
};

/* --- papers --- */

static struct day workdays_before(
    const struct workdays *workdays, struct day day, int count)
{
	for (; count > 0; count--)
		day = workday_until(workdays, day_plus(day, -1));
	return day;
}

/* Whether a later one of the same committee stands before the board's. */
static bool meets_again(
    const struct meetings *meetings, size_t committee, size_t board)
{
	const struct meeting *list = meetings->list;

	for (size_t i = committee + 1; i < board; i++)
		if (strcmp(list[i].folded, list[committee].folded) == 0 &&
		    day_compare(list[i].day, list[board].day) < 0)
			return true;
	return false;
}

/* The committee's meeting that prepares for a board's; NULL. */
static const struct meeting *prepares(
    const struct meetings *meetings, size_t board)
{
	const struct meeting *list = meetings->list, *first = NULL;
	const struct meeting *meeting = &list[board];

	for (size_t i = board; i-- > 0;) {
		if (day_between(list[i].day, meeting->day) > REACH ||
		    strcmp(list[i].folded, meeting->folded) == 0)
			break;
		if (list[i].board != NULL &&
		    strcmp(list[i].board, meeting->folded) == 0 &&
		    day_compare(list[i].day, meeting->day) < 0 &&
		    !meets_again(meetings, i, board))
			first = &list[i];
	}
	return first;
}

/* Earlier ones have theirs already. */
static void give_papers(
    const struct meetings *meetings, size_t at, const struct workdays *workdays)
{
	struct meeting *meeting = &meetings->list[at];
	const struct meeting *before = prepares(meetings, at);

	if (day_is_some(meeting->papers))
		return;
	if (before == NULL)
		meeting->papers = workdays_before(workdays, meeting->day,
		    meeting->workdays >= 0 ? meeting->workdays
					   : MEETING_PAPERS);
	else if (meeting->workdays >= 0)
		meeting->papers =
		    workdays_before(workdays, before->day, meeting->workdays);
	else
		meeting->papers = before->papers;
}

/* --- loading --- */

static struct meeting meeting_read_row(
    const struct rows *rows, struct arena *arena)
{
	return (struct meeting){
		.body = rows_copy(rows, LOAD_NAME, arena),
		.folded = rows_copy(rows, LOAD_FOLDED, arena),
		.board = rows_copy(rows, LOAD_BOARD, arena),
		.day = rows_day(rows, LOAD_DAY),
		.time = rows_copy(rows, LOAD_TIME, arena),
		.papers = rows_day(rows, LOAD_PAPERS),
		.workdays = (int)rows_integer(rows, LOAD_WORKDAYS),
	};
}

static int load_rows(struct meetings *meetings, struct store *store,
    struct arena *arena, struct day from, struct day to, struct err *err)
{
	size_t capacity = 0;
	int result;
	struct rows rows = store_query(store, meeting_read_sql, LOAD,
	    BIND(DAY(day_plus(from, -REACH)), DAY(to)));

	while ((result = rows_next(&rows, err)) == 1) {
		struct meeting meeting = meeting_read_row(&rows, arena);

		meetings->list = grow(meetings->list, meetings->count,
		    &capacity, sizeof(*meetings->list));
		meetings->first += day_compare(meeting.day, from) < 0;
		meetings->list[meetings->count++] = meeting;
	}
	return result;
}

int meetings_load(struct meetings *meetings, struct store *store,
    struct arena *arena, struct day from, struct day to, struct err *err)
{
	struct workdays workdays;
	int result;

	*meetings = (struct meetings){ 0 };
	if (holiday_workdays(&workdays, store, err) != 0)
		return -1;
	result = load_rows(meetings, store, arena, from, to, err);
	for (size_t i = 0; result == 0 && i < meetings->count; i++)
		give_papers(meetings, i, &workdays);
	holiday_release(&workdays);
	if (result != 0)
		meetings_release(meetings);
	return result;
}

void meetings_release(struct meetings *meetings)
{
	free(meetings->list);
	*meetings = (struct meetings){ 0 };
}

const struct meeting *meeting_for(const struct meetings *meetings,
    struct arena *arena, const char *board, struct day due, struct day today)
{
	const char *folded = fold_name(arena, board);
	const struct meeting *found = NULL;

	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = &meetings->list[i];

		if (strcmp(meeting->folded, folded) != 0 ||
		    day_compare(meeting->papers, today) < 0)
			continue;
		if (found == NULL || day_compare(meeting->day, due) <= 0)
			found = meeting;
	}
	return found;
}

/* --- as they are answered --- */

static void put_meeting(struct buffer *reply, const struct meeting *meeting)
{
	buffer_text(reply, "{\"body\":");
	buffer_json(reply, meeting->body);
	buffer_text(reply, ",\"date\":");
	buffer_day(reply, meeting->day);
	buffer_text(reply, ",\"time\":");
	buffer_json(reply, meeting->time);
	buffer_text(reply, ",\"papers\":");
	buffer_day(reply, meeting->papers);
	buffer_text(reply, "}");
}

int meeting_one(struct invocation *invocation, const char *folded,
    struct day day, struct err *err)
{
	struct meetings meetings;

	if (meetings_load(&meetings, invocation->store, invocation->arena, day,
		day, err) != 0)
		return -1;
	for (size_t i = meetings.first; i < meetings.count; i++)
		if (strcmp(meetings.list[i].folded, folded) == 0)
			put_meeting(invocation->reply, &meetings.list[i]);
	meetings_release(&meetings);
	return 0;
}

int meeting_body_one(
    struct invocation *invocation, const char *folded, struct err *err)
{
	return invocation_one(invocation, meeting_read_sql, BODY,
	    BIND(TEXT(folded)), err,
	    "there is no body \"%s\": planvakt meeting bodies shows those"
	    " there are",
	    folded);
}

static int meeting_put_coming(
    struct invocation *invocation, struct day today, struct err *err)
{
	struct buffer *reply = invocation->reply;
	struct meetings meetings;

	if (meetings_load(&meetings, invocation->store, invocation->arena,
		today, day_of(YEAR_MAX, 12, 31), err) != 0)
		return -1;
	buffer_printf(reply, ",\"meetings_count\":%zu,\"meetings\":[",
	    meetings.count - meetings.first);
	for (size_t i = 0; i < LISTED && meetings.first + i < meetings.count;
	     i++) {
		buffer_text(reply, i > 0 ? "," : "");
		put_meeting(reply, &meetings.list[meetings.first + i]);
	}
	buffer_text(reply, "]");
	meetings_release(&meetings);
	return 0;
}

/* --- what plans owe --- */

static int meeting_tell_duty(struct invocation *invocation, json_t *duty,
    const struct meetings *meetings, struct day today, struct err *err)
{
	struct day until = json_day_value(json_object_get(duty, "until"));
	const struct meeting *meeting = NULL;
	struct rows rows = store_query(invocation->store, meeting_read_sql,
	    BOARD, BIND(TEXT(json_text(duty, "plan"))));
	int result = rows_next(&rows, err);
	const char *board =
	    result == 1 ? rows_copy(&rows, 0, invocation->arena) : NULL;

	rows_end(&rows);
	if (result < 0 || board == NULL)
		return result < 0 ? -1 : 0;
	meeting = meeting_for(meetings, invocation->arena, board, until, today);
	json_object_set_new(duty, "board", json_string(board));
	json_object_set_new(duty, "meeting",
	    json_day(meeting != NULL ? meeting->day : DAY_NONE));
	json_object_set_new(duty, "papers",
	    json_day(meeting != NULL ? meeting->papers : DAY_NONE));
	return 0;
}

static int meeting_tell_each(struct invocation *invocation, json_t *duties,
    struct day today, struct err *err)
{
	struct meetings meetings;
	int result = 0;
	json_t *duty;
	size_t i;

	if (meetings_load(&meetings, invocation->store, invocation->arena,
		today, day_of(YEAR_MAX, 12, 31), err) != 0)
		return -1;
	json_array_foreach (duties, i, duty)
		if (result == 0 && json_text(duty, "plan") != NULL &&
		    same_text(json_text(duty, "stage"), "follow-up"))
			result = meeting_tell_duty(
			    invocation, duty, &meetings, today, err);
	meetings_release(&meetings);
	return result;
}

int meeting_put_status(struct invocation *invocation, size_t begin,
    struct day today, struct err *err)
{
	struct buffer *reply = invocation->reply;
	json_t *answer = json_loads(
	    arena_printf(invocation->arena, "{%s}", reply->bytes + begin + 1),
	    0, NULL);
	json_t *duties = json_object_get(answer, "duties");
	int result = meeting_tell_each(invocation, duties, today, err);

	buffer_cut(reply, begin);
	buffer_printf(reply, ",\"duties\":%s,\"duties_count\":%" PRId64,
	    invocation_json(invocation, duties),
	    json_number(answer, "duties_count"));
	json_decref(answer);
	return result == 0 ? meeting_put_coming(invocation, today, err) : -1;
}

/* --- lists --- */

/* The key of a page: "2026-01-29 sn". */
static void put_next(struct buffer *reply, const struct meeting *meeting)
{
	struct buffer key = { 0 };
	char day[DAY_TEXT];

	buffer_printf(
	    &key, "%s %s", day_write(meeting->day, day), meeting->folded);
	buffer_text(reply, ",\"next\":");
	buffer_json(reply, key.bytes);
	buffer_free(&key);
}

/* Where the page begins that comes after that key. */
static size_t place_after(const struct meetings *meetings, const char *after)
{
	size_t at = meetings->first;
	char day[DAY_TEXT];

	if (after == NULL)
		return at;
	for (; at < meetings->count; at++) {
		const struct meeting *meeting = &meetings->list[at];
		int order =
		    strncmp(day_write(meeting->day, day), after, DAY_TEXT - 1);

		if (order > 0)
			return at;
		if (order == 0 && strlen(after) > DAY_TEXT &&
		    strcmp(after + DAY_TEXT, meeting->folded) == 0)
			return at + 1;
	}
	return at;
}

static void put_page(struct invocation *invocation,
    const struct meetings *meetings, const char *body)
{
	struct buffer *reply = invocation->reply;
	size_t at = place_after(meetings, param_text(invocation, "after"));
	const struct meeting *last = NULL;

	buffer_text(reply, "{\"rows\":[");
	for (; at < meetings->count && reply->length < PAGE_SIZE; at++) {
		const struct meeting *meeting = &meetings->list[at];

		if (body != NULL && strcmp(meeting->folded, body) != 0)
			continue;
		buffer_text(reply, last != NULL ? "," : "");
		put_meeting(reply, meeting);
		last = meeting;
	}
	buffer_text(reply, "]");
	if (at < meetings->count && last != NULL)
		put_next(reply, last);
	buffer_text(reply, "}");
}

static int meeting_list(struct invocation *invocation, struct err *err)
{
	struct day from = param_day(invocation, "from");
	struct day to = param_day(invocation, "to");
	const char *body = param_text(invocation, "body");
	struct meetings meetings;

	if (!day_is_some(from))
		from = day_of(YEAR_MEANT_MIN, 1, 1);
	if (!day_is_some(to))
		to = day_of(YEAR_MAX, 12, 31);
	if (meetings_load(&meetings, invocation->store, invocation->arena, from,
		to, err) != 0)
		return -1;
	put_page(invocation, &meetings,
	    body != NULL ? fold_name(invocation->arena, body) : NULL);
	meetings_release(&meetings);
	return 0;
}

static int meeting_bodies(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, meeting_read_sql, BODIES,
	    BIND(TEXT(param_text(invocation, "after"))), err);
}

static const struct field list_fields[] = {
	{ "from", FIELD_DATE, OPTIONAL },
	{ "to", FIELD_DATE, OPTIONAL },
	{ "body", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "after", FIELD_LINE, OPTIONAL, .min = 1,
	    .max = MEETING_FOLDED + DAY_TEXT },
	{ 0 },
};

static const struct field bodies_fields[] = {
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ 0 },
};

static const struct command commands[] = {
	{ "meeting.list", ACCESS_ANY, READS, list_fields, meeting_list },
	{ "meeting.bodies", ACCESS_ANY, READS, bodies_fields, meeting_bodies },
	{ 0 },
};

const struct family meeting_read_family = {
	commands,
	meeting_read_sql,
};
