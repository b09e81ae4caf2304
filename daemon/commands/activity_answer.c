/* SPDX-License-Identifier: ISC */
/* What a department answers to its reminders besides progress: that it has
 * seen them, or that they may rest for a while. */
#include <inttypes.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_open.h"
#include "daemon/commands/department.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/families.h"
#include "daemon/calendar/json_day.h"

/* How long the overdue notices wait for one who has seen them. */
#define SEEN_WORKDAYS 10
#define SNOOZE_DAYS   30
#define SNOOZE_TIMES  3

enum { SEEN, NOTED, REACHED, HOLD, SNOOZED, SNOOZE };

static const char *const activity_answer_sql[] = {
	[SEEN] = "UPDATE notice SET acknowledged_at = ?4, acknowledged_by = ?5,"
		 " acknowledged_note = ?6 WHERE activity = ?1"
		 " AND due_version = ?2 AND skipped = 0"
		 " AND (department = ?3 OR EXISTS (SELECT 1 FROM department d"
		 "  WHERE d.code = notice.department AND d.successor = ?3))"
		 " AND role IN ('lead', 'cooperating')"
		 " AND acknowledged_at IS NULL AND EXISTS (SELECT 1"
		 "  FROM dispatch d WHERE d.id = notice.dispatch"
		 "  AND d.state = 'accepted')",
	/* More words for what was acknowledged last. */
	[NOTED] = "UPDATE notice SET acknowledged_note = ?4"
		  " WHERE activity = ?1 AND due_version = ?2"
		  " AND department = ?3 AND acknowledged_note IS NOT ?4"
		  " AND acknowledged_at = (SELECT max(n.acknowledged_at)"
		  "  FROM notice n WHERE n.activity = ?1"
		  "  AND n.due_version = ?2 AND n.department = ?3)",
	[REACHED] = "SELECT count(*) FROM notice n JOIN dispatch d"
		    " ON d.id = n.dispatch WHERE n.activity = ?1"
		    " AND n.skipped = 0 AND (n.department = ?2"
		    "  OR EXISTS (SELECT 1 FROM department d WHERE"
		    "   d.code = n.department AND d.successor = ?2))"
		    " AND n.role IN ('lead', 'cooperating')"
		    " AND d.state = 'accepted'",
	[HOLD] = "INSERT INTO acknowledgement VALUES (?1, ?2, ?3, ?4)"
		 " ON CONFLICT DO UPDATE SET until = excluded.until"
		 " WHERE until < excluded.until",
	[SNOOZED] = "SELECT until = ?4, times FROM snooze WHERE activity = ?1"
		    " AND due_version = ?2 AND department = ?3",
	[SNOOZE] = "INSERT INTO snooze VALUES (?1, ?2, ?3, ?4, ?5)"
		   " ON CONFLICT DO UPDATE SET until = excluded.until,"
		   " times = excluded.times",
	NULL,
};

/* Who answers, of which activity. */
struct answerer {
	int64_t id;
	struct activity_state state;
	const char *department;
};

/* The caller's own department, the one that the coordinator names, or else
 * the lead. */
static int find_answerer(
    struct invocation *invocation, struct answerer *answerer, struct err *err)
{
	const char *own = invocation->principal->department;
	const char *named = param_text(invocation, "department");

	answerer->id = param_integer(invocation, "id", 0);
	if (activity_find(invocation, answerer->id, &answerer->state, err) !=
		0 ||
	    activity_check_open(answerer->id, &answerer->state, err) != 0)
		return -1;
	if (named != NULL && own[0] != '\0' && strcmp(named, own) != 0)
		return err_set(err, ERR_DENIED,
		    "department: a department's key answers for its own");
	if (named != NULL && department_check(invocation, named, err) != 0)
		return -1;
	answerer->department = named != NULL ? named
	    : own[0] != '\0'                 ? own
					     : answerer->state.lead;
	if (answerer->department == NULL)
		return err_set(err, ERR_CONFLICT,
		    "nobody leads activity %" PRId64 ": say who does first"
		    " (planvakt activity assign %" PRId64 " CODE)",
		    answerer->id, answerer->id);
	return 0;
}

/* --- seen --- */

static int read_acknowledge(struct invocation *invocation, struct err *err)
{
	struct day today = invocation_today(invocation);
	struct workdays workdays;

	if (holiday_workdays(&workdays, invocation->store, err) != 0)
		return -1;
	reading_put_day(
	    invocation, "until", workday_plus(&workdays, today, SEEN_WORKDAYS));
	holiday_release(&workdays);
	return 0;
}

/* What has not arrived was not seen. */
static int check_reached(struct invocation *invocation,
    const struct answerer *answerer, struct err *err)
{
	int64_t reached;

	if (store_integer(invocation->store, activity_answer_sql, REACHED,
		BIND(INTEGER(answerer->id), TEXT(answerer->department)),
		&reached, 0, err) != 0)
		return -1;
	if (reached > 0)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "nothing about activity %" PRId64 " has reached %s yet: there is"
	    " nothing to acknowledge",
	    answerer->id, answerer->department);
}

/* Marks what reached the department, and what was marked already with words
 * that it has not. */
static int mark_seen(struct invocation *invocation,
    const struct answerer *answerer, int64_t *seen, bool *changes,
    struct err *err)
{
	const char *note = param_text(invocation, "note");

	if (store_run(invocation->store, activity_answer_sql, SEEN,
		BIND(INTEGER(answerer->id),
		    INTEGER(answerer->state.due_version),
		    TEXT(answerer->department),
		    INTEGER(invocation->now.seconds),
		    TEXT(invocation->principal->name), TEXT(note)),
		err) != 0)
		return -1;
	*seen = store_changed(invocation->store);
	*changes = *seen > 0;
	if (*seen > 0 || note == NULL)
		return 0;
	if (store_run(invocation->store, activity_answer_sql, NOTED,
		BIND(INTEGER(answerer->id),
		    INTEGER(answerer->state.due_version),
		    TEXT(answerer->department), TEXT(note)),
		err) != 0)
		return -1;
	*changes = store_changed(invocation->store) > 0;
	return 0;
}

/* Seen is not done: the escalation goes on. */
static int acknowledge(struct invocation *invocation, struct err *err)
{
	struct day until = reading_day(invocation, "until");
	struct answerer answerer;
	bool changes;
	int64_t seen;

	if (find_answerer(invocation, &answerer, err) != 0 ||
	    check_reached(invocation, &answerer, err) != 0 ||
	    mark_seen(invocation, &answerer, &seen, &changes, err) != 0 ||
	    store_run(invocation->store, activity_answer_sql, HOLD,
		BIND(INTEGER(answerer.id), INTEGER(answerer.state.due_version),
		    TEXT(answerer.department), DAY(until)),
		err) != 0)
		return -1;
	invocation->unchanged =
	    !changes && store_changed(invocation->store) == 0;
	buffer_printf(invocation->reply,
	    "{\"activity\":%" PRId64 ",\"department\":", answerer.id);
	buffer_json(invocation->reply, answerer.department);
	buffer_text(invocation->reply, ",\"until\":");
	buffer_day(invocation->reply, until);
	buffer_printf(invocation->reply, ",\"notices\":%" PRId64 "}", seen);
	return activity_touch(invocation, answerer.id, err);
}

/* --- snooze --- */

/* Who has no part in the activity is sent nothing that could rest. What was
 * once accepted is executed again all the same. */
static int check_part(struct invocation *invocation, struct err *err)
{
	struct answerer answerer;
	int part;

	if (find_answerer(invocation, &answerer, err) != 0)
		return -1;
	part = same_text(answerer.department, answerer.state.lead)
	    ? 1
	    : activity_joined_by(
		  invocation->store, answerer.id, answerer.department, err);
	if (part != 0)
		return part < 0 ? -1 : 0;
	return err_set(err, ERR_CONFLICT,
	    "%s has no part in activity %" PRId64 ": there are no reminders"
	    " that could rest",
	    answerer.department, answerer.id);
}

/* Today is the calendar's answer, so it stands in the reading. */
static int read_snooze(struct invocation *invocation, struct err *err)
{
	struct day today = invocation_today(invocation);
	struct day until = param_day(invocation, "until");

	reading_put_day(invocation, "today", today);
	if (day_compare(until, today) <= 0)
		return err_set(err, ERR_INVALID,
		    "until: is not after today: give the first day on which"
		    " reminders may come again");
	if (day_compare(until, day_plus(today, SNOOZE_DAYS)) > 0)
		return err_set(err, ERR_INVALID,
		    "until: is more than %d days ahead: what needs longer is"
		    " moved by decision (planvakt activity move)",
		    SNOOZE_DAYS);
	return check_part(invocation, err);
}

/* How often it was snoozed, and whether until the same day. */
static int find_snooze(struct invocation *invocation,
    const struct answerer *answerer, int64_t *times, struct err *err)
{
	struct rows rows;
	int found;

	*times = 0;
	rows = store_query(invocation->store, activity_answer_sql, SNOOZED,
	    BIND(INTEGER(answerer->id), INTEGER(answerer->state.due_version),
		TEXT(answerer->department),
		DAY(param_day(invocation, "until"))));
	found = rows_next(&rows, err);
	if (found == 1) {
		invocation->unchanged = rows_integer(&rows, 0) != 0;
		*times = rows_integer(&rows, 1);
	}
	rows_end(&rows);
	return found < 0 ? -1 : 0;
}

static int put_snooze(struct invocation *invocation,
    const struct answerer *answerer, int64_t times, struct err *err)
{
	if (store_run(invocation->store, activity_answer_sql, SNOOZE,
		BIND(INTEGER(answerer->id),
		    INTEGER(answerer->state.due_version),
		    TEXT(answerer->department),
		    DAY(param_day(invocation, "until")), INTEGER(times)),
		err) != 0)
		return -1;
	return activity_touch(invocation, answerer->id, err);
}

static int activity_snooze(struct invocation *invocation, struct err *err)
{
	struct answerer answerer;
	int64_t times;

	if (find_answerer(invocation, &answerer, err) != 0 ||
	    find_snooze(invocation, &answerer, &times, err) != 0)
		return -1;
	if (!invocation->unchanged && times++ == SNOOZE_TIMES)
		return err_set(err, ERR_CONFLICT,
		    "the reminders of activity %" PRId64 " to %s were snoozed"
		    " %d times: report progress (planvakt update %" PRId64
		    "), or move the due date by decision",
		    answerer.id, answerer.department, SNOOZE_TIMES,
		    answerer.id);
	buffer_printf(invocation->reply,
	    "{\"activity\":%" PRId64 ",\"department\":", answerer.id);
	buffer_json(invocation->reply, answerer.department);
	buffer_printf(invocation->reply,
	    ",\"until\":\"%s\",\"times\":%" PRId64 "}",
	    param_text(invocation, "until"), times);
	return invocation->unchanged
	    ? 0
	    : put_snooze(invocation, &answerer, times, err);
}

static const struct field acknowledge_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "note", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ 0 },
};

static const struct field snooze_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "until", FIELD_DATE, REQUIRED },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ 0 },
};

static const struct field until_reading[] = {
	{ "until", FIELD_DATE, REQUIRED },
	{ 0 },
};

static const struct command activity_answer_commands[] = {
	{ "activity.acknowledge", ACCESS_MEMBER, WRITES, acknowledge_fields,
	    acknowledge, read_acknowledge, until_reading },
	{ "activity.snooze", ACCESS_MEMBER, WRITES, snooze_fields,
	    activity_snooze, read_snooze },
	{ 0 },
};

const struct family activity_answer_family = {
	activity_answer_commands,
	activity_answer_sql,
};
