/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/town.h"

#include "daemon/request/execute.h"
#include "daemon/store/compare.h"

static const char *const run_sql[] = {
	[NOTICES] =
	    "SELECT CASE WHEN n.skipped THEN 'skipped'"
	    " ELSE d.run || ' ' || d.address END,"
	    " coalesce(n.activity, n.plan, '-'), n.stage, n.n, iif(n.regular = d.run, '',"
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
	[WAITING] = "SELECT min(id) FROM dispatch WHERE state = 'planned'",
	[STATE_OF] = "SELECT state FROM dispatch WHERE run = ?1"
		     " AND address = ?2",
	NULL,
};

struct rig town;

void town_at(const char *local)
{
	rig_clock(&town, local);
}

void town_department(
    const char *code, const char *name, const char *mail, const char *language)
{
	rig_must(&town, "department.add",
	    "{'code':'%s','name':'%s','mail':'%s','language':'%s'}", code, name,
	    mail, language);
}

void town_plan(void)
{
	rig_must(&town, "plan.add",
	    "{'code':'vbe','title':'Plan mot våldsbejakande extremism',"
	    "'case_number':'KS 2022/123'}");
}

void town_activity(const char *activity, const char *due, const char *lead)
{
	rig_must(&town, "activity.add",
	    "{'plan':'vbe','activity':'%s','purpose':'',"
	    "'timeframe':'senast %s','lead':'%s'}",
	    activity, due, lead);
}

void town_orphan(const char *activity, const char *due)
{
	rig_must(&town, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'%s',"
	    "'timeframe':'senast %s','owner':'Föreningen Ingen'}]}",
	    activity, due);
}

void town_is_replayed(void)
{
	rig_is_replayed_but(&town,
	    (const struct store_but[]){ { "log" }, { "next_due" }, { 0 } });
}

void town_prepare(void)
{
	rig_prepare(&town, run_sql);
}

void town_shut(void)
{
	door_close(town.door);
	town.door = NULL;
}

void town_reopen(void)
{
	struct err err;

	must(door_prepare(town.store, &err), &err);
	town_prepare();
	must(door_open(&town.door, town.store, town.daemon, &town.clock, &err),
	    &err);
}

void open_state(const char *begun, const char *coordinator_mail)
{
	rig_begin(&town, begun, coordinator_mail, true);
	reminder_run_prepare(town.store);
	town_prepare();
}

static int open_town(const char *coordinator_mail)
{
	open_state("2022-06-13T09:00", coordinator_mail);
	town_department("ks", "Kommunstaben", "ks@kommun.example", "sv");
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	town_plan();
	return 0;
}

int setup(void **state)
{
	(void)state;
	return open_town(COORDINATOR);
}

void turn_off(const char *stage)
{
	rig_must(&town, "ladder.set", "{'stage':'%s','off':true}", stage);
}

void no_digest(void)
{
	rig_must(&town, "setting.set", "{'name':'digest','value':'off'}");
}

void tell_only_due(void)
{
	static const char *const off[] = { "assigned", "moved", "upcoming",
		"begin", "midway", "escalated", "stale", "review", "unclear",
		"follow-up", "ending" };

	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++)
		turn_off(off[i]);
	no_digest();
}

int setup_plain(void **state)
{
	setup(state);
	tell_only_due();
	return 0;
}

int setup_without_mail(void **state)
{
	(void)state;
	open_town(NULL);
	tell_only_due();
	return 0;
}

int teardown(void **state)
{
	(void)state;
	rig_end(&town);
	return 0;
}

/* --- runs and what they came to --- */

void end_of_turn(void)
{
	struct err err;

	must(door_begin(town.door, &err), &err);
	must(next_due_settle_all(town.store, &err), &err);
	rig_commit(&town);
}

int run_today(void)
{
	int messages = -1;
	struct err err;

	must(reminder_run_hold(
		 town.door, zone_local(town.clock.at).day, &messages, &err),
	    &err);
	end_of_turn();
	return messages;
}

int run(const char *local)
{
	int messages;

	town_at(local);
	messages = run_today();
	town_is_replayed();
	return messages;
}

int64_t count(int statement, const char *day)
{
	return rig_number(&town, run_sql, statement,
	    day != NULL ? BIND(TEXT(day)) : BIND_NONE);
}

void assert_notices(const char *expected)
{
	struct buffer lines = { 0 };
	struct rows rows;
	struct err err;

	rows = store_query(town.store, run_sql, NOTICES, BIND_NONE);
	while (rows_next(&rows, &err) == 1)
		buffer_printf(&lines, "%s %s %s %" PRId64 "%s\n",
		    rows_text(&rows, 0), rows_text(&rows, 1),
		    rows_text(&rows, 2), rows_integer(&rows, 3),
		    rows_null(&rows, 4) ? "" : rows_text(&rows, 4));
	assert_string_equal(lines.bytes != NULL ? lines.bytes : "", expected);
	buffer_free(&lines);
}

char *text_of(int statement, const struct value *values)
{
	return rig_text(&town, run_sql, statement, values);
}

bool told(const char *day, const char *address, const char *words)
{
	char *text = text_of(TEXT_TO, BIND(TEXT(day), TEXT(address)));
	bool found = strstr(text, words) != NULL;

	free(text);
	return found;
}

void assert_standing(const char *day, const char *address, const char *expected)
{
	char *text = text_of(STATE_OF, BIND(TEXT(day), TEXT(address)));

	assert_string_equal(text, expected);
	free(text);
}

void assert_recipient(int64_t activity, const char *expected)
{
	char *text = text_of(DEPARTMENT, BIND(INTEGER(activity)));

	assert_string_equal(text, expected);
	free(text);
}

void command(const char *method, json_t *params)
{
	rig_give(&town, method, params);
	end_of_turn();
}

void move(int id, const char *timeframe)
{
	command("activity.move",
	    json_pack("{s:i, s:s, s:s}", "id", id, "timeframe", timeframe,
		"decision", "KS § 5"));
}

void report_done(int id)
{
	command("activity.update",
	    json_pack("{s:i, s:s}", "id", id, "status", "done"));
}

void assign(int id, const char *lead)
{
	command(
	    "activity.assign", json_pack("{s:i, s:s}", "id", id, "lead", lead));
}

void pause_until(const char *day)
{
	command("notice.pause",
	    json_pack("{s:s, s:s}", "until", day, "reason", "Semester"));
}

/* --- what becomes of the messages --- */

void settle(int64_t dispatch, const char *state)
{
	rig_own(&town, "notice.settle",
	    "{'dispatch':%" PRId64 ",'state':'%s'%s}", dispatch, state,
	    strcmp(state, "failed") == 0 ? ",'answer':'no such mailbox'" : "");
	end_of_turn();
}

void all_arrive(void)
{
	int64_t waiting;

	while ((waiting = count(WAITING, NULL)) > 0)
		settle(waiting, "accepted");
}

int run_next(const char *local)
{
	all_arrive();
	return run(local);
}

/* --- day by day --- */

/* The next run, as the daemon asks for it, and when it is. */
static struct day find_next(struct instant *moment)
{
	struct schedule schedule;
	struct settings settings;
	struct workdays workdays;
	struct day last, next;
	struct err err;

	must(setting_load(&settings, town.store, &err), &err);
	must(holiday_workdays(&workdays, town.store, &err), &err);
	must(notice_last_run(town.store, &last, &err), &err);
	schedule = setting_schedule(&settings, &workdays);
	next = schedule_next(&schedule, last, town.clock.at);
	*moment = schedule_moment(&schedule, next);
	holiday_release(&workdays);
	return next;
}

struct day next_run(void)
{
	struct instant moment;

	return find_next(&moment);
}

void run_days(const char *last)
{
	struct instant moment;

	while (day_compare(find_next(&moment), on(last)) <= 0) {
		if (moment.seconds > town.clock.at.seconds)
			town.clock.at = moment;
		assert_true(run_today() >= 0);
		all_arrive();
	}
}

void run_until(const char *last)
{
	run_days(last);
	town_is_replayed();
}
