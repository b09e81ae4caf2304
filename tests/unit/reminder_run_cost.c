/* SPDX-License-Identifier: ISC */
/* What a run costs grows with what is due, not with what is stored: a hundred
 * activities of many are due, and the rest sleeps. `reminder_run_cost 1000000` takes
 * a number of its own. */
#include "daemon/reminders/reminder_run.h"

#include "tests/unit/rig/stages.h"

#include <time.h>

#define FEW 1000
#define DUE 100

static int many = 200000;

/* Past the door, for all of them would take hours of signatures: all but the
 * first DUE are due in ten years, and what is due is worked out. */
static const char fill[] =
    "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL"
    " SELECT n + 1 FROM number WHERE n < %d)"
    " INSERT INTO activity (id, plan, activity, purpose, timeframe, kind, end,"
    "  vague, reason, due, due_version, due_set_at, added_at, lead,"
    "  owner_text, unresolved, unclear, areas, strategies, status, progress,"
    "  interval_months, review_month, lead_version, lead_set_at, lead_told,"
    "  goal, other)"
    " SELECT n, 'vbe', 'Aktivitet ' || n, '', '2022', 'deadline',"
    "  iif(n <= %d, '2022-06-30', '2032-06-30'), 0, '',"
    "  iif(n <= %d, '2022-06-30', '2032-06-30'), 1, %lld, %lld,"
    "  CASE n %% 3 WHEN 0 THEN 'ks' WHEN 1 THEN 'bg' ELSE 'sf' END, '', 0,"
    "  '[]', '[]', '[]', 'planned', 0, 0, 0, 1, 0, 1, '', '{}' FROM number";
static const char sleep_sql[] =
    "INSERT INTO next_due SELECT id,"
    " iif(id <= %d, '2022-06-30', '2032-05-31') FROM activity";

static void fill_with(int count)
{
	long long at = town.clock.at.seconds;
	char sql[1500];
	struct err err;

	snprintf(sql, sizeof(sql), fill, count, DUE, DUE, at, at);
	must(store_execute(town.store, sql, &err), &err);
	snprintf(sql, sizeof(sql), sleep_sql, DUE);
	must(store_execute(town.store, sql, &err), &err);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds of the runs of 30 June and 1 July, which tell the hundred. */
static double time_runs(int count)
{
	void *none = NULL;
	double began, took;

	setup_stages(&none);
	tell_only_due();
	fill_with(count);
	began = seconds();
	town_at("2022-06-30T08:00");
	assert_int_equal(run_today(), 3);
	all_arrive();
	town_at("2022-07-01T08:00");
	assert_int_equal(run_today(), 3);
	took = seconds() - began;
	assert_int_equal(told_on("2022-06-30", "due"), DUE);
	assert_int_equal(told_on("2022-07-01", "overdue"), DUE);
	teardown(&none);
	return took;
}

static void a_run_costs_what_is_due(void **state)
{
	double few = time_runs(FEW), all = time_runs(many);

	(void)state;
	print_message("# two runs with %d due: %.1f ms of %d activities,"
		      " %.1f ms of %d: %.2f times\n",
	    DUE, few * 1e3, FEW, all * 1e3, many, all / few);
	assert_true(all < 5 * few);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_costs_what_is_due),
	};

	if (argc > 1)
		many = atoi(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
