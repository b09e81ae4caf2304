/* SPDX-License-Identifier: ISC */
/* Runs on a state in memory, and what they came to. */
#ifndef TESTS_UNIT_RUN_NOTICES_H
#define TESTS_UNIT_RUN_NOTICES_H

#include "tests/unit/run_state.h"

#include <inttypes.h>
#include <stdlib.h>

#include "daemon/reminders/sweep.h"

enum { NOTICES, RUN, COUNT_DISPATCHES, COUNT_RUNS, TEXT_TO, DEPARTMENT };

static const char *const run_sql[] = {
	[NOTICES] = "SELECT CASE WHEN n.skipped THEN 'skipped'"
		    " ELSE d.run || ' ' || d.address END, n.activity,"
		    " n.stage, n.n, iif(n.regular = d.run, '',"
		    " ' of ' || n.regular)"
		    " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		    " ORDER BY n.id",
	[RUN] = "SELECT messages FROM run WHERE day = ?1",
	[COUNT_DISPATCHES] = "SELECT count(*) FROM dispatch",
	[COUNT_RUNS] = "SELECT count(*) FROM run",
	[TEXT_TO] = "SELECT text FROM dispatch WHERE run = ?1"
		    " AND address = ?2",
	[DEPARTMENT] = "SELECT coalesce(d.department, 'none') || ' ' ||"
		       " d.language || ' ' || n.role || ' ' || n.department"
		       " FROM notice n JOIN dispatch d ON d.id = n.dispatch"
		       " WHERE n.activity = ?1 ORDER BY n.id DESC LIMIT 1",
	NULL,
};

static struct run_state town;

static inline int open_town(const char *coordinator_mail)
{
	static const char *const *const tables[] = { run_sql, NULL };
	struct err err;

	run_state_open(&town, "2022-06-13T09:00", coordinator_mail, true);
	must(sweep_prepare(town.store, &err), &err);
	must(store_prepare(town.store, tables, &err), &err);
	run_state_department(
	    &town, "ks", "Kommunstaben", "ks@kommun.example", "sv");
	run_state_department(
	    &town, "bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	run_state_plan(&town);
	return 0;
}

static inline int setup(void **state)
{
	(void)state;
	return open_town(COORDINATOR);
}

static inline int setup_without_mail(void **state)
{
	(void)state;
	return open_town(NULL);
}

static inline int teardown(void **state)
{
	(void)state;
	run_state_close(&town);
	return 0;
}

/* --- runs and what they came to --- */

/* The run of a local time's day; how many messages it issued. */
static inline int run(const char *local)
{
	int messages = -1;
	struct err err;

	run_state_at(&town, local);
	must(sweep_run(
		 town.requests, zone_local(town.clock.at).day, &messages, &err),
	    &err);
	run_state_commit(&town);
	assert_replays(&town);
	return messages;
}

static inline int64_t count(int statement, const char *day)
{
	int64_t number;
	struct err err;

	must(store_integer(town.store, run_sql, statement,
		 day != NULL ? BIND(TEXT(day)) : BIND_NONE, &number, -1, &err),
	    &err);
	return number;
}

/* Every notice on record, a line each: the run's day and the address or
 * "skipped"; activity, stage, n; and the regular date where it is another. */
static inline void assert_notices(const char *expected)
{
	struct buffer lines = { 0 };
	struct rows rows;
	struct err err;

	must(store_query(&rows, town.store, run_sql, NOTICES, BIND_NONE, &err),
	    &err);
	while (rows_next(&rows, &err) == 1)
		buffer_printf(&lines, "%s %" PRId64 " %s %" PRId64 "%s\n",
		    rows_text(&rows, 0), rows_integer(&rows, 1),
		    rows_text(&rows, 2), rows_integer(&rows, 3),
		    rows_null(&rows, 4) ? "" : rows_text(&rows, 4));
	assert_string_equal(lines.bytes != NULL ? lines.bytes : "", expected);
	buffer_free(&lines);
}

/* The first text of a query; "" where there is none. The caller frees. */
static inline char *text_of(int statement, const struct value *values)
{
	char *text = NULL;
	struct rows rows;
	struct err err;

	must(store_query(&rows, town.store, run_sql, statement, values, &err),
	    &err);
	if (rows_next(&rows, &err) == 1)
		text = strdup(rows_text(&rows, 0));
	rows_end(&rows);
	return text != NULL ? text : strdup("");
}

static inline bool told(const char *day, const char *address, const char *words)
{
	char *text = text_of(TEXT_TO, BIND(TEXT(day), TEXT(address)));
	bool found = strstr(text, words) != NULL;

	free(text);
	return found;
}

static inline void assert_recipient(int64_t activity, const char *expected)
{
	char *text = text_of(DEPARTMENT, BIND(INTEGER(activity)));

	assert_string_equal(text, expected);
	free(text);
}

static inline void command(const char *method, json_t *params)
{
	run_state_command(&town, method, params);
}

static inline void move(int id, const char *timeframe)
{
	command("activity.move",
	    json_pack("{s:i, s:s, s:s}", "id", id, "timeframe", timeframe,
		"decision", "KS § 5"));
}

static inline void report_done(int id)
{
	command("activity.update",
	    json_pack("{s:i, s:s}", "id", id, "status", "done"));
}

#endif
