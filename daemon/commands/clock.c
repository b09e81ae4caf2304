/* SPDX-License-Identifier: ISC */
/* The coordinator's word that the machine's clock is right. Where the log is
 * ahead of it, what the runs of the days to come have told counts as not
 * sent. */
#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/commands/setting.h"
#include "daemon/calendar/json_day.h"
#include "protocol/json_member.h"

/* As daemon/request/belief.c: less than that is no jump. */
#define AHEAD_MIN 60

enum {
	NOTICED,
	KEEP,
	UNSEND,
	WITHDRAW,
	TELL_AGAIN,
	TELL_LEAD,
	TELL_COOPERATING,
	TELL_TRANSFER,
	UNHOLD
};

#define ASSIGNED                                                               \
	" FROM unsent_notice WHERE id > ?1 AND seq = ?2"                       \
	" AND stage = 'assigned' AND dispatch IS NOT NULL"

static const char *const clock_sql[] = {
	[NOTICED] = "SELECT coalesce(max(noticed), 0) FROM run WHERE day <= ?1",
	[KEEP] = "INSERT INTO unsent_notice SELECT ?2, id, activity, plan,"
		 " due_version, lead_version, stage, regular, role,"
		 " department, dispatch FROM notice WHERE id > ?1",
	[UNSEND] = "DELETE FROM notice WHERE id > ?1",
	[WITHDRAW] = "UPDATE dispatch SET unheld = ?2, settled_at ="
		     " iif(state = 'planned', ?3, settled_at), state ="
		     " iif(state = 'planned', 'withdrawn', state)"
		     " WHERE run > ?1 AND unheld = 0",
	[TELL_AGAIN] = "UPDATE dispatch SET told = 0 WHERE state = 'failed'"
		       " AND told IN (SELECT id FROM dispatch"
		       "  WHERE run > ?1 AND unheld = ?2)",
	/* As daemon/commands/notice_put.c has told them; of the changes of a
	 * lead no more than the last is ever untold. */
	[TELL_LEAD] = "UPDATE activity SET lead_told = 0"
		      " WHERE (id, lead, lead_version) IN"
		      " (SELECT activity, department, lead_version" ASSIGNED
		      "  AND role <> 'cooperating')",
	[TELL_COOPERATING] = "UPDATE cooperating SET told = 0"
			     " WHERE (activity, department) IN"
			     " (SELECT activity, department" ASSIGNED ")",
	[TELL_TRANSFER] =
	    "UPDATE transfer SET told = 0 WHERE (activity, seq) IN"
	    " (SELECT activity, max(seq) FROM transfer WHERE activity IN"
	    "   (SELECT activity" ASSIGNED
	    "    AND role <> 'cooperating') GROUP BY activity)",
	[UNHOLD] = "DELETE FROM run WHERE day > ?1",
	NULL,
};

/* The true day depends on zone and clock, so the reading has it, and until when
 * the log is ahead. */
static int read_confirm(struct invocation *invocation, struct err *err)
{
	struct instant clock = invocation->rare.clock;

	(void)err;
	if (invocation->rehearsal ||
	    invocation->rare.last.seconds - clock.seconds <= AHEAD_MIN)
		return 0;
	reading_put_day(invocation, "day", zone_local(clock).day);
	json_object_set_new(invocation->reading, "ahead",
	    json_integer(invocation->rare.last.seconds));
	return 0;
}

/* Who was told that an activity is theirs is told so again. */
static int tell_assigned(
    struct store *store, int64_t noticed, struct value seq, struct err *err)
{
	int result = 0;

	for (int at = TELL_LEAD; at <= TELL_TRANSFER && result == 0; at++)
		result = store_run(
		    store, clock_sql, at, BIND(INTEGER(noticed), seq), err);
	return result;
}

static int unsend(
    struct invocation *invocation, struct day day, struct err *err)
{
	struct store *store = invocation->store;
	struct value seq = INTEGER(invocation->seq);
	int64_t noticed;

	if (store_integer(store, clock_sql, NOTICED, BIND(DAY(day)), &noticed,
		0, err) != 0 ||
	    store_run(store, clock_sql, KEEP, BIND(INTEGER(noticed), seq),
		err) != 0 ||
	    store_run(store, clock_sql, UNSEND, BIND(INTEGER(noticed)), err) !=
		0 ||
	    store_run(store, clock_sql, WITHDRAW,
		BIND(DAY(day), seq, INTEGER(invocation->now.seconds)),
		err) != 0 ||
	    store_run(store, clock_sql, TELL_AGAIN, BIND(DAY(day), seq), err) !=
		0 ||
	    tell_assigned(store, noticed, seq, err) != 0)
		return -1;
	return store_run(store, clock_sql, UNHOLD, BIND(DAY(day)), err);
}

static int clock_confirm(struct invocation *invocation, struct err *err)
{
	const json_t *reading = invocation->reading;
	struct day day = reading_day(invocation, "day");

	buffer_text(invocation->reply, "{\"confirmed\":");
	invocation_instant(invocation, invocation->now);
	if (json_object_get(reading, "day") == NULL) {
		buffer_text(invocation->reply, "}");
		return 0;
	}
	if (!day_is_some(day))
		return err_set(err, ERR_INTERNAL,
		    "the reading of clock.confirm is damaged");
	buffer_text(invocation->reply, ",\"day\":");
	buffer_day(invocation->reply, day);
	buffer_text(invocation->reply, "}");
	if (unsend(invocation, day, err) != 0 ||
	    setting_put_day(invocation->store, "clock_day", day, err) != 0)
		return -1;
	return setting_put_number(invocation->store, "clock_ahead_at",
	    json_number(reading, "ahead"), err);
}

static const struct field no_fields[] = {
	{ 0 },
};

static const struct command clock_commands[] = {
	{ "clock.confirm", ACCESS_COORDINATOR, WRITES, no_fields, clock_confirm,
	    read_confirm, .clock = CLOCK_CONFIRMED },
	{ 0 },
};

const struct family clock_family = {
	clock_commands,
	clock_sql,
};
