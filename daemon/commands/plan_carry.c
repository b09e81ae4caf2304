/* SPDX-License-Identifier: ISC */
/* A plan goes on in another: what is open in it gets a new number there, with
 * what was said of it and who knows of it; the old one is given up with its
 * successor's number, and its plan is closed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"
#include "protocol/grow.h"

/* Of the answer: the first so many are named. */
#define LISTED 1000

enum { OPEN, CARRY, HISTORY, JOIN, NOTES, CELLS, LEAVE, CLOSE };

/* clang-format off */
/* What an activity keeps whatever its number is. */
#define KEPT \
	"goal, problem," \
	" activity, purpose, timeframe, kind, start, end, vague, reason," \
	" due, lead, owner_text, unresolved, unclear, areas, strategies," \
	" other, status, review, interval_months, review_month, lead_told," \
	" expected, progress"
#define CELLS_KEPT \
	"text, purpose, timeframe, owner, areas, strategies, goal, status," \
	" comment, date, progress, other"
/* clang-format on */

static const char *const plan_carry_sql[] = {
	[OPEN] = "SELECT id FROM activity WHERE plan = ?1 AND open"
		 " ORDER BY id",
	/* Its ladder counts from now. A key that the new plan has already is
	 * another activity's there. */
	[CARRY] = "INSERT INTO activity (" KEPT ", plan, key, carried_from,"
		  " due_version, due_set_at, added_at, lead_version,"
		  " lead_set_at, unclear_at)"
		  " SELECT " KEPT ", ?2, iif(EXISTS (SELECT 1 FROM activity b"
		  "  WHERE b.plan = ?2 AND b.key = a.key), NULL, a.key), a.id,"
		  " 1, ?3, ?3, 1, ?3, iif(a.unclear = '[]', NULL, ?3)"
		  " FROM activity a WHERE a.id = ?1 RETURNING id",
	[HISTORY] = "INSERT INTO due_history SELECT id, 1, timeframe, start,"
		    " end, due, NULL, ?2, ?3, ?4 FROM activity WHERE id = ?1",
	[JOIN] = "INSERT INTO cooperating SELECT ?2, position, department,"
		 " ?3, told FROM cooperating WHERE activity = ?1",
	/* What counts of them for the date and the lead there are goes on
	 * counting. */
	[NOTES] =
	    "INSERT INTO progress_note SELECT n.seq, ?2, n.at, n.by,"
	    " n.reported_by, n.status, n.progress, n.note,"
	    " n.due_version = a.due_version, n.lead_version = a.lead_version,"
	    " n.answered, n.expected, n.holds, n.own,"
	    " n.reply, n.written_at FROM progress_note n"
	    " JOIN activity a ON a.id = n.activity WHERE n.activity = ?1",
	[CELLS] = "INSERT INTO imported SELECT ?2, ?3, " CELLS_KEPT
		  " FROM imported WHERE activity = ?1",
	[LEAVE] = "UPDATE activity SET status = 'dropped', carried_to = ?2,"
		  " dropped_reason = 'carried to ' || ?3 || ' as ' || ?2"
		  " WHERE id = ?1",
	[CLOSE] = "UPDATE plan SET closed_at = ?3, successor = ?2,"
		  " closed_reason = 'carried to ' || ?2 WHERE code = ?1",
	NULL,
};

/* The number that it has in the new plan. */
static int carry_one(struct invocation *invocation, int64_t old,
    const char *plan, int64_t *new, struct err *err)
{
	struct store *store = invocation->store;
	struct value now = INTEGER(invocation->now.seconds);

	if (store_integer(store, plan_carry_sql, CARRY,
		BIND(INTEGER(old), TEXT(plan), now), new, 0, err) != 0 ||
	    store_run(store, plan_carry_sql, HISTORY,
		BIND(INTEGER(*new), now, TEXT(invocation->principal->name),
		    INTEGER(invocation->seq)),
		err) != 0 ||
	    store_run(store, plan_carry_sql, JOIN,
		BIND(INTEGER(old), INTEGER(*new), now), err) != 0 ||
	    store_run(store, plan_carry_sql, NOTES,
		BIND(INTEGER(old), INTEGER(*new)), err) != 0 ||
	    store_run(store, plan_carry_sql, CELLS,
		BIND(INTEGER(old), INTEGER(*new), TEXT(plan)), err) != 0 ||
	    store_run(store, plan_carry_sql, LEAVE,
		BIND(INTEGER(old), INTEGER(*new), TEXT(plan)), err) != 0 ||
	    activity_due_await(invocation, *new, err) != 0 ||
	    activity_touch(invocation, old, err) != 0)
		return -1;
	return activity_touch(invocation, *new, err);
}

/* Their numbers, which the caller frees. */
static int find_open(struct invocation *invocation, const char *plan,
    int64_t **ids, size_t *count, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, plan_carry_sql, OPEN, BIND(TEXT(plan)));
	size_t capacity = 0;
	int result;

	while ((result = rows_next(&rows, err)) == 1) {
		*ids = grow(*ids, *count, &capacity, sizeof(**ids));
		(*ids)[(*count)++] = rows_integer(&rows, 0);
	}
	rows_end(&rows);
	return result;
}

static int carry_all(struct invocation *invocation, const int64_t *ids,
    size_t count, struct err *err)
{
	const char *plan = param_text(invocation, "new");
	struct buffer *reply = invocation->reply;
	int64_t new;

	for (size_t i = 0; i < count; i++) {
		if (carry_one(invocation, ids[i], plan, &new, err) != 0)
			return -1;
		if (i < LISTED)
			buffer_printf(reply,
			    "%s{\"old\":%" PRId64 ",\"new\":%" PRId64 "}",
			    i > 0 ? "," : "", ids[i], new);
	}
	return 0;
}

static int carry_found(struct invocation *invocation, const int64_t *ids,
    size_t count, struct err *err)
{
	const char *old = param_text(invocation, "old");
	const char *new = param_text(invocation, "new");
	struct buffer *reply = invocation->reply;

	buffer_text(reply, "{\"old\":");
	buffer_json(reply, old);
	buffer_text(reply, ",\"new\":");
	buffer_json(reply, new);
	buffer_printf(reply, ",\"carried\":%zu,\"activities\":[", count);
	if (carry_all(invocation, ids, count, err) != 0 ||
	    store_run(invocation->store, plan_carry_sql, CLOSE,
		BIND(TEXT(old), TEXT(new), INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	buffer_text(reply, "]}");
	return 0;
}

static int carry_plan(struct invocation *invocation, struct err *err)
{
	const char *old = param_text(invocation, "old");
	const char *new = param_text(invocation, "new");
	int64_t *ids = NULL;
	size_t count = 0;
	int result;

	if (strcmp(old, new) == 0)
		return err_set(err, ERR_INVALID,
		    "new: a plan cannot be carried to itself: planvakt plan"
		    " add makes the one that goes on");
	if (plan_check_open(invocation, old, err) != 0 ||
	    plan_check_open(invocation, new, err) != 0)
		return -1;
	result = find_open(invocation, old, &ids, &count, err);
	if (result == 0)
		result = carry_found(invocation, ids, count, err);
	free(ids);
	return result;
}

static const struct field carry_fields[] = {
	{ "old", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "new", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ 0 },
};

static const struct command plan_carry_commands[] = {
	{ "plan.carry", ACCESS_COORDINATOR, WRITES, carry_fields, carry_plan },
	{ 0 },
};

const struct family plan_carry_family = {
	plan_carry_commands,
	plan_carry_sql,
};
