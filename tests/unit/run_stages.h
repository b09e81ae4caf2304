/* SPDX-License-Identifier: ISC */
/* A municipality with an escalation address and the default ladder. */
#ifndef TESTS_UNIT_RUN_STAGES_H
#define TESTS_UNIT_RUN_STAGES_H

#include "tests/unit/run_notices.h"

enum { TOLD_ON, NOTICE_TO };

static const char *const stages_sql[] = {
	[TOLD_ON] = "SELECT count(*) FROM notice n JOIN dispatch d"
		    " ON d.id = n.dispatch WHERE d.run = ?1 AND n.stage = ?2"
		    " AND NOT n.skipped",
	[NOTICE_TO] = "SELECT max(id) FROM notice WHERE department = ?1"
		      " AND stage = ?2 AND NOT skipped",
	NULL,
};

/* sf has an escalation address, ks and bg have none. */
static inline int setup_stages(void **state)
{
	struct err err;

	setup(state);
	must(store_prepare(town.store, stages_sql, &err), &err);
	command("department.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", "sf", "name",
		"Socialförvaltningen", "mail", "sf@kommun.example",
		"escalation", "sf-chef@kommun.example"));
	return 0;
}

static inline int64_t number_of(
    int statement, const char *first, const char *second)
{
	int64_t number;
	struct err err;

	must(store_integer(town.store, stages_sql, statement,
		 BIND(TEXT(first), TEXT(second)), &number, -1, &err),
	    &err);
	return number;
}

/* How many notices of a stage a day's run has sent. */
static inline int64_t told_on(const char *day, const char *stage)
{
	return number_of(TOLD_ON, day, stage);
}

/* The department's last notice of a stage. */
static inline int64_t notice_to(const char *department, const char *stage)
{
	return number_of(NOTICE_TO, department, stage);
}

/* Gets the next number; `cooperating` may be NULL. */
static inline void add_activity(const char *activity, const char *timeframe,
    const char *lead, const char *cooperating)
{
	json_t *params =
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "plan", "vbe", "activity",
		activity, "purpose", "", "timeframe", timeframe, "lead", lead);

	if (cooperating != NULL)
		json_object_set_new(
		    params, "cooperating", json_pack("[s]", cooperating));
	command("activity.add", params);
}

/* A word of progress, and it is under way. */
static inline void begin(int id, const char *note)
{
	command("activity.update",
	    json_pack("{s:i, s:s, s:s}", "id", id, "status", "started", "note",
		note));
}

static inline void snooze(int64_t notice, const char *until)
{
	command("notice.snooze",
	    json_pack("{s:I, s:s}", "id", (json_int_t)notice, "until", until));
}

static inline void quiet(const char *from, const char *to)
{
	command("quiet.add", json_pack("{s:s, s:s}", "from", from, "to", to));
}

#endif
