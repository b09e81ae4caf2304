/* SPDX-License-Identifier: ISC */
/* Two plans in three years in which everything happens that can: on every day
 * that something does, and on many between, the rest is rehearsed; and then it
 * is lived, and is the same, and nobody has two letters on one day. */
#include "daemon/reminders/forecast.h"

#include "tests/unit/rig/forecast.h"

enum { TWICE, STAGES_TOLD };

static const char *const three_years_sql[] = {
	[TWICE] = "SELECT count(*) FROM (SELECT 1 FROM dispatch"
		  " GROUP BY run, lower(address) HAVING count(*) > 1)",
	[STAGES_TOLD] =
	    "SELECT group_concat(stage, ' ') FROM (SELECT DISTINCT stage"
	    " FROM notice WHERE NOT skipped ORDER BY stage)",
	NULL,
};

/* --- two plans --- */

static void department(const char *code, const char *name, const char *mail,
    const char *escalation)
{
	command("department.add",
	    json_pack("{s:s, s:s, s:s*, s:s*, s:b}", "code", code, "name", name,
		"mail", mail, "escalation", escalation, "external",
		mail == NULL));
}

/* kff reads what the coordinator reads; the police read nothing. */
static void add_departments(void)
{
	department("ks", "Kommunstaben", "ks@kommun.example",
	    "ks-chef@kommun.example");
	department("sf", "Socialförvaltningen", "sf@kommun.example",
	    "chefer@kommun.example");
	department("buf", "Barn- och utbildningsförvaltningen",
	    "buf@kommun.example", "Chefer@kommun.example");
	department(
	    "kff", "Kultur- och fritidsförvaltningen", COORDINATOR, NULL);
	department("tf", "Tekniska förvaltningen", "tf@kommun.example", NULL);
	department("polisen", "Polisen", NULL, NULL);
}

static const struct row {
	const char *plan, *timeframe, *owner;
} rows[] = {
	{ "vbe", "Vt 2022", "Kommunstaben" },
	{ "vbe", "Vt 2022", "Kommunstaben, i samverkan med Polisen" },
	{ "vbe", "Ht 2022 – Vt 2023", "Socialförvaltningen" },
	{ "vbe", "2022",
	    "Socialförvaltningen, Barn- och utbildningsförvaltningen" },
	{ "vbe", "2023",
	    "Barn- och utbildningsförvaltningen, i samverkan med"
	    " Kommunstaben" },
	{ "vbe", "senast 2022-07-15", "Tekniska förvaltningen" },
	{ "vbe", "löpande", "Kultur- och fritidsförvaltningen" },
	{ "vbe", "hösten", "Föreningen Ingen" },
	{ "hrv", "kvartalsvis", "Socialförvaltningen" },
	{ "hrv", "senast 2022-12-31", "Polisen" },
	{ "hrv", "mitten av 2023", "Kommunstaben" },
	{ "hrv", "Ht 2023",
	    "Tekniska förvaltningen, i samverkan med"
	    " Kommunstaben" },
	{ "hrv", "2024", "Socialförvaltningen" },
	{ "hrv", "varje år i maj", "Kommunstaben" },
	{ "hrv", "senast 2023-09-30", "Föreningen Ingen" },
	{ "hrv", "löpande under 2024", "Barn- och utbildningsförvaltningen" },
};

static json_t *rows_of(const char *plan)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].plan, plan) == 0)
			json_array_append_new(list,
			    json_pack("{s:i, s:o, s:s, s:s}", "line",
				(int)i + 2, "activity",
				json_sprintf("Aktivitet %d", (int)i + 1),
				"timeframe", rows[i].timeframe, "owner",
				rows[i].owner));
	return list;
}

static void add_plans(void)
{
	command("plan.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "code", "vbe", "title",
		"Plan mot extremism", "adopted", "2021-12-13", "valid_until",
		"2024-06-30", "steering", "grupp@kommun.example"));
	command("plan.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "code", "hrv", "title",
		"Plan mot hedersrelaterat våld", "adopted", "2019-02-04",
		"review", "6m", "steering", COORDINATOR));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows_of("vbe")));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "hrv", "rows", rows_of("hrv")));
}

static int setup_three_years(void **state)
{
	(void)state;
	open_state("2022-01-03T07:00", COORDINATOR);
	prepare_forecast();
	rig_prepare(&town, three_years_sql);
	add_departments();
	add_plans();
	rig_must(
	    &town, "quiet.add", "{'from':'07-01','to':'07-31','yearly':true}");
	rig_must(
	    &town, "quiet.add", "{'from':'12-23','to':'01-06','yearly':true}");
	end_of_turn();
	return 0;
}

/* --- what happens --- */

/* Each at ten, when the day's run has been; params as rig_json() has them. */
static const struct event {
	const char *day, *method, *params;
} events[] = {
	{ "2022-01-10", "activity.update", "{'id':1,'status':'started'}" },
	{ "2022-02-14", "activity.confirm", "{'id':4,'lead':'buf'}" },
	{ "2022-03-07", "setting.set", "{'name':'digest','value':'thursday'}" },
	{ "2022-04-11", "activity.assign",
	    "{'id':8,'lead':'tf','cooperating':['ks','polisen']}" },
	{ "2022-05-02", "activity.confirm", "{'id':8}" },
	{ "2022-06-01", "activity.update",
	    "{'id':6,'status':'started','expected':'2022-08-12'}" },
	{ "2022-06-28", "activity.update",
	    "{'id':1,'progress':60,'expected':'2022-09-01'}" },
	{ "2022-08-08", "activity.snooze",
	    "{'id':2,'until':'2022-09-05','department':'ks'}" },
	{ "2022-08-15", "activity.update", "{'id':6,'note':'Vi väntar'}" },
	{ "2022-09-05", "activity.update",
	    "{'id':1,'progress':80,'expected':'2022-10-03'}" },
	{ "2022-09-12", "plan.follow_up",
	    "{'code':'hrv','on':'2022-09-12','decision':'KF § 7'}" },
	{ "2022-10-03", "activity.update", "{'id':1,'note':'En vecka till'}" },
	{ "2022-10-10", "activity.assign", "{'id':6,'lead':'ks'}" },
	{ "2022-11-01", "quiet.add",
	    "{'from':'2022-11-07','to':'2022-11-13'}" },
	{ "2022-11-21", "activity.move",
	    "{'id':4,'timeframe':'senast 2023-03-31','decision':'KS § 5'}" },
	{ "2022-12-05", "activity.update", "{'id':1,'status':'done'}" },
	{ "2023-01-09", "activity.acknowledge",
	    "{'id':10,'department':'polisen'}" },
	{ "2023-01-16", "activity.drop", "{'id':10,'reason':'Annan gör det'}" },
	{ "2023-02-06", "department.add",
	    "{'code':'bun','name':'Bildning','mail':'bun@kommun.example'}" },
	{ "2023-02-07", "department.replace", "{'old':'buf','new':'bun'}" },
	{ "2023-04-03", "activity.acknowledge", "{'id':4}" },
	{ "2023-04-24", "holidays.add",
	    "{'date':'2023-05-02','name':'Stängt'}" },
	{ "2023-05-15", "activity.add",
	    "{'plan':'vbe','activity':'Ny','purpose':'','timeframe':"
	    "'senast 2023-08-15','lead':'kff','cooperating':['bun','sf']}" },
	{ "2023-06-26", "activity.move",
	    "{'id':11,'timeframe':'senast 2023-07-10','decision':'KS § 9'}" },
	{ "2023-09-04", "activity.reopen", "{'id':10,'reason':'Ändå inte'}" },
	{ "2023-10-02", "setting.set", "{'name':'digest','value':'off'}" },
	{ "2023-11-13", "setting.set", "{'name':'digest','value':'monday'}" },
	{ "2024-01-15", "setting.set", "{'name':'hour','value':'10'}" },
	{ "2024-02-19", "notice.pause",
	    "{'until':'2024-03-04','reason':'Flytt'}" },
	{ "2024-05-06", "plan.follow_up",
	    "{'code':'vbe','on':'2024-04-29','decision':'KF § 40'}" },
	{ "2024-09-02", "plan.close", "{'code':'vbe','reason':'Ny plan'}" },
	{ "2024-10-07", "activity.update",
	    "{'id':13,'status':'started','note':'På väg'}" },
};

/* --- rehearsed and lived --- */

/* What of `lines` is on a day or later. */
static void keep_from(struct lines *lines, struct day day)
{
	size_t kept = 0;
	char text[DAY_TEXT];

	day_write(day, text);
	for (size_t i = 0; i < lines->count; i++)
		if (strncmp(lines->list[i], text, strlen(text)) >= 0)
			memmove(lines->list[kept++], lines->list[i], LINE_MAX);
	lines->count = kept;
}

/* All to `last` is rehearsed and lived; and after each five weeks that are
 * lived what is left is rehearsed again, and still the same. */
static void live(const char *last)
{
	static struct lines rehearsed, again, sent;
	struct day first = next_run(), day;
	char text[DAY_TEXT];

	if (day_compare(first, on(last)) > 0)
		return;
	rehearse(&rehearsed, first, on(last));
	for (day = day_plus(first, 35); day_compare(day, on(last)) < 0;
	     day = day_plus(day, 35)) {
		run_days(day_write(day, text));
		read_sent(&sent, first);
		again = rehearsed;
		keep_from(&again, next_run());
		rehearse(&sent, next_run(), on(last));
		assert_same(&sent, &again);
	}
	run_days(last);
	read_sent(&sent, first);
	assert_same(&rehearsed, &sent);
}

static void three_years_are_lived_as_rehearsed(void **state)
{
	char local[32], *stages;

	(void)state;
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
		live(events[i].day);
		snprintf(local, sizeof(local), "%sT10:00", events[i].day);
		town_at(local);
		command(events[i].method, rig_json("%s", events[i].params));
	}
	live("2024-12-31");
	assert_int_equal(
	    rig_number(&town, three_years_sql, TWICE, BIND_NONE), 0);
	stages = rig_text(&town, three_years_sql, STAGES_TOLD, BIND_NONE);
	assert_string_equal(stages,
	    "assigned begin digest due ending escalated follow-up midway moved"
	    " overdue review stale unclear upcoming");
	free(stages);
	town_is_replayed();
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_three_years, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(three_years_are_lived_as_rehearsed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
