/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/reminder.h"

#include "daemon/request/execute.h"

static const char *const reminder_sql[] = {
	[RUNS] = "SELECT coalesce(group_concat(day, ' '), '')"
		 " FROM (SELECT day FROM run ORDER BY day)",
	[BACKWARDS] = "SELECT count(*) FROM log a JOIN log b"
		      " ON b.seq = a.seq + 1 WHERE b.at < a.at",
	[LAST_AT] = "SELECT max(at) FROM log",
	NULL,
};

static struct event_base *base;

struct reminder *reminder;

/* --- the daemon --- */

void end_turn(void)
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

void dispatch(void)
{
	assert_true(event_base_loop(base, EVLOOP_ONCE | EVLOOP_NONBLOCK) >= 0);
}

void daemon_turn(void)
{
	dispatch();
	end_turn();
}

void stop(void)
{
	reminder_free(reminder);
	reminder = NULL;
	town_shut();
}

void start(const char *local)
{
	struct err err;

	stop();
	town_at(local);
	town_reopen();
	rig_prepare(&town, reminder_sql);
	must(reminder_new(&reminder, base, town.door, &err), &err);
	end_turn();
}

void open_loop(void)
{
	timer_take();
	base = event_base_new();
	assert_non_null(base);
}

int setup_reminder(void **state)
{
	open_loop();
	return setup_plain(state);
}

int teardown_reminder(void **state)
{
	town_is_replayed();
	reminder_free(reminder);
	reminder = NULL;
	event_base_free(base);
	return teardown(state);
}

/* --- the clock --- */

void time_comes(struct instant instant)
{
	town.clock.at = instant;
	if (instant.seconds >= timer_set_for().seconds)
		timer_expire();
	daemon_turn();
}

void it_is(const char *local)
{
	struct instant instant;

	assert_true(zone_read(local, &instant));
	time_comes(instant);
}

void set_clock(const char *local)
{
	town_at(local);
	timer_cancel();
	daemon_turn();
}

/* --- what came of it --- */

struct instant utc(const char *date, int hour)
{
	struct day day;

	assert_true(day_read(date, &day));
	return (struct instant){ day.number * INT64_C(86400) + hour * HOUR };
}

void assert_next(const char *date, int hour)
{
	assert_int_equal(timer_set_for().seconds, utc(date, hour).seconds);
}

int64_t number_in(int statement)
{
	return rig_number(&town, reminder_sql, statement, BIND_NONE);
}

void assert_runs(const char *days)
{
	char *text = rig_text(&town, reminder_sql, RUNS, BIND_NONE);

	assert_string_equal(text, days);
	free(text);
}
