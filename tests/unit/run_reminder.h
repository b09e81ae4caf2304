/* SPDX-License-Identifier: ISC */
/* A daemon of which only the reminders are left: its turns, the kernel's
 * timer and the clock are the test's. */
#ifndef TESTS_UNIT_RUN_REMINDER_H
#define TESTS_UNIT_RUN_REMINDER_H

#include "tests/unit/rig/timer.h"
#include "tests/unit/run_notices.h"

#include <event2/event.h>

#include "daemon/calendar/workday.h"
#include "daemon/reminders/reminder.h"

#define HOUR 3600

enum { RUNS, BACKWARDS, LAST_AT };

static const char *const reminder_sql[] = {
	[RUNS] = "SELECT coalesce(group_concat(day, ' '), '')"
		 " FROM (SELECT day FROM run ORDER BY day)",
	[BACKWARDS] = "SELECT count(*) FROM log a JOIN log b"
		      " ON b.seq = a.seq + 1 WHERE b.at < a.at",
	[LAST_AT] = "SELECT max(at) FROM log",
	NULL,
};

static struct event_base *base;
static struct reminder *reminder;

/* --- the daemon --- */

/* As the server ends a turn. */
static inline void end_turn(void)
{
	struct err err;

	do {
		bool committed;

		while (reminder_settle(reminder))
			;
		committed = door_commit(town.door, &err) == 0;
		reminder_turn(reminder, committed);
	} while (door_pending(town.door));
}

static inline void dispatch(void)
{
	assert_true(event_base_loop(base, EVLOOP_ONCE | EVLOOP_NONBLOCK) >= 0);
}

static inline void turn(void)
{
	dispatch();
	end_turn();
}

static inline void stop(void)
{
	reminder_free(reminder);
	door_close(town.door);
	store_unprepare(town.store);
	reminder = NULL;
	town.door = NULL;
}

/* Stopped and started again, at a local time. */
static inline void start(const char *local)
{
	struct err err;

	stop();
	town_at(local);
	must(door_prepare(town.store, &err), &err);
	must(store_prepare(town.store, run_sql, &err), &err);
	must(store_prepare(town.store, reminder_sql, &err), &err);
	must(door_open(&town.door, town.store, town.daemon, &town.clock, &err),
	    &err);
	must(reminder_new(&reminder, base, town.door, &err), &err);
	end_turn();
}

static inline int setup_reminder(void **state)
{
	timer_take();
	base = event_base_new();
	assert_non_null(base);
	return setup_plain(state);
}

static inline int teardown_reminder(void **state)
{
	town_is_replayed();
	reminder_free(reminder);
	reminder = NULL;
	event_base_free(base);
	return teardown(state);
}

/* --- the clock --- */

static inline void time_comes(struct instant instant)
{
	town.clock.at = instant;
	if (instant.seconds >= timer_set_for().seconds)
		timer_expire();
	turn();
}

/* Time passes, or the machine wakes from its sleep. */
static inline void it_is(const char *local)
{
	struct instant instant;

	assert_true(zone_read(local, &instant));
	time_comes(instant);
}

/* Somebody sets the clock. */
static inline void set_clock(const char *local)
{
	town_at(local);
	timer_cancel();
	turn();
}

/* --- what came of it --- */

static inline struct instant utc(const char *date, int hour)
{
	struct day day;

	assert_true(day_read(date, &day));
	return (struct instant){ day.number * INT64_C(86400) + hour * HOUR };
}

static inline void assert_next(const char *date, int hour)
{
	assert_int_equal(timer_set_for().seconds, utc(date, hour).seconds);
}

static inline char *text_in(int statement)
{
	char *text = NULL;
	struct rows rows;
	struct err err;

	must(store_query(
		 &rows, town.store, reminder_sql, statement, BIND_NONE, &err),
	    &err);
	if (rows_next(&rows, &err) == 1)
		text = strdup(rows_text(&rows, 0));
	rows_end(&rows);
	assert_non_null(text);
	return text;
}

static inline int64_t number_in(int statement)
{
	int64_t number;
	struct err err;

	must(store_integer(town.store, reminder_sql, statement, BIND_NONE,
		 &number, -1, &err),
	    &err);
	return number;
}

/* The days of all runs there were. */
static inline void assert_runs(const char *days)
{
	char *text = text_in(RUNS);

	assert_string_equal(text, days);
	free(text);
}

#endif
