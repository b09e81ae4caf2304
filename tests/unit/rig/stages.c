/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/stages.h"

enum { TOLD_ON, NOTICE_TO };

static const char *const stages_sql[] = {
	[TOLD_ON] = "SELECT count(*) FROM notice n JOIN dispatch d"
		    " ON d.id = n.dispatch WHERE d.run = ?1 AND n.stage = ?2"
		    " AND NOT n.skipped",
	[NOTICE_TO] = "SELECT max(id) FROM notice WHERE department = ?1"
		      " AND stage = ?2 AND NOT skipped",
	NULL,
};

void prepare_stages(void)
{
	rig_prepare(&town, stages_sql);
}

void turn_on(const char *stage)
{
	command("ladder.reset", json_pack("{s:s}", "stage", stage));
}

int setup_stages(void **state)
{
	setup(state);
	turn_off("assigned");
	turn_off("moved");
	no_digest();
	prepare_stages();
	rig_must(&town, "department.add",
	    "{'code':'sf','name':'Socialförvaltningen',"
	    "'mail':'sf@kommun.example',"
	    "'escalation':'sf-chef@kommun.example'}");
	end_of_turn();
	return 0;
}

int64_t told_on(const char *day, const char *stage)
{
	return rig_number(
	    &town, stages_sql, TOLD_ON, BIND(TEXT(day), TEXT(stage)));
}

int64_t notice_to(const char *department, const char *stage)
{
	return rig_number(
	    &town, stages_sql, NOTICE_TO, BIND(TEXT(department), TEXT(stage)));
}

void add_activity(const char *activity, const char *timeframe, const char *lead,
    const char *cooperating)
{
	json_t *params =
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "plan", "vbe", "activity",
		activity, "purpose", "", "timeframe", timeframe, "lead", lead);

	if (cooperating != NULL)
		json_object_set_new(
		    params, "cooperating", json_pack("[s]", cooperating));
	command("activity.add", params);
}

void begin(int id, const char *note)
{
	command("activity.update",
	    json_pack("{s:i, s:s, s:s}", "id", id, "status", "started", "note",
		note));
}

void snooze(int id, const char *department, const char *until)
{
	command("activity.snooze",
	    json_pack("{s:i, s:s*, s:s}", "id", id, "department", department,
		"until", until));
}

void quiet(const char *from, const char *to)
{
	command("quiet.add", json_pack("{s:s, s:s}", "from", from, "to", to));
}
