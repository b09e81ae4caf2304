/* SPDX-License-Identifier: ISC */
/* Problems of the picture, and the activities that answer them. */
#include "daemon/commands/problem.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

#define ADD                                                                    \
	"{'plan':'vbe','activity':'Sanera','purpose':'P',"                     \
	"'timeframe':'2022','lead':'ks','problem':'%s'}"

static void activities_answer_problems(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_is(rig_must(rig, "problem.add",
		   "{'name':'Klotter i centrum','area':'vbe','text':'T'}"),
	    "",
	    "{'id':1,'name':'Klotter i centrum','area':'vbe','text':'T',"
	    "'activities':[],'closed':null,'reason':null}");
	rig_must(rig, "activity.add", ADD, "KLOTTER i centrum");
	rig_is(rig->result, "problem", "'Klotter i centrum'");
	rig_activity(rig, "Annat", "2022");
	rig_must(rig, "activity.show", "{'id':2}");
	assert_null(rig_at(rig->result, "problem"));
	rig_must(
	    rig, "activity.edit", "{'id':2,'problem':'klotter i centrum'}");
	rig_is(rig->result, "problem", "'Klotter i centrum'");
	rig_must(rig, "problem.list", "{}");
	rig_is(rig->result, "rows.0.activities", "[1,2]");
	rig_must(
	    rig, "activity.edit", "{'id':2,'problem':'Klotter i centrum'}");
	rig_is(rig->result, "unchanged", "true");
	rig_must(rig, "activity.edit", "{'id':2,'problem':''}");
	assert_null(rig_at(rig->result, "problem"));
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	rig_must(rig, "problem.list", "{}");
	rig_is(rig->result, "rows.0.activities", "[]");
	rig_is_replayed(rig);
}

static void a_problem_that_is_none_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "problem.add", "{'name':'Klotter'}");
	rig_refused(
	    rig, ERR_CONFLICT, "already", "problem.add", "{'name':'klotter'}");
	rig_refused(rig, ERR_NOT_FOUND, "there is no open problem \"Annat\"",
	    "activity.add", ADD, "Annat");
	rig_must(rig, "activity.add", ADD, "Klotter");
	rig_must(rig, "problem.close", "{'name':'Klotter','reason':'Sanerat'}");
	rig_is(rig->result, "reason", "'Sanerat'");
	rig_refused(rig, ERR_NOT_FOUND, "there is no open problem",
	    "activity.add", ADD, "Klotter");
	rig_must(rig, "activity.show", "{'id':1}");
	rig_is(rig->result, "problem", "'Klotter'");
	/* Its name is free for another. */
	rig_must(rig, "problem.add", "{'name':'Klotter'}");
	rig_is(rig->result, "id", "2");
	rig_is(rig->result, "activities", "[]");
	rig_is_replayed(rig);
}

static void its_name_can_be_redacted(void **state)
{
	struct rig *rig = *state;
	int64_t entry;

	rig_fill(rig);
	rig_must(rig, "problem.add", "{'name':'Klotter','text':'Av någon'}");
	entry = rig_head(rig);
	rig_must(rig, "activity.add", ADD, "Klotter");
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'text','reason':'Ett namn'}", (int)entry);
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'name','reason':'Ett namn'}", (int)entry);
	rig_must(rig, "problem.list", "{}");
	rig_is(rig->result, "rows.0.activities", "[1]");
	rig_is_replayed(rig);
}

/* What goes on in another plan answers it there. */
static void a_problem_is_carried_with_its_activity(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "problem.add", "{'name':'Klotter'}");
	rig_must(rig, "activity.add", ADD, "Klotter");
	rig_must(rig, "plan.add", "{'code':'ny','title':'Ny'}");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_must(rig, "problem.list", "{}");
	rig_is(rig->result, "rows.0.activities", "[2]");
	rig_is_replayed(rig);
}

/* What has no answer, and what answers nothing; without problems nothing. */
static void status_tells_what_is_not_answered(void **state)
{
	struct rig *rig = *state;
	struct sign_key *bun;

	rig_fill(rig);
	bun = rig_key(rig, "Skolan", "department", "bun");
	rig_activity(rig, "Utbilda", "2022");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "unanswered", "[]");
	rig_is(rig->result, "unanswering", "[]");
	rig_is(rig->result, "unreported", "[]");
	rig_must(rig, "problem.add", "{'name':'Klotter','area':'vbe'}");
	rig_must(rig, "problem.add", "{'name':'Hot'}");
	rig_must(rig, "activity.add", ADD, "Klotter");
	rig_must(rig, "status", "{}");
	rig_is(
	    rig->result, "unanswered", "[{'id':2,'name':'Hot','area':null}]");
	rig_is(rig->result, "unanswered_count", "1");
	rig_is(rig->result, "unanswering", "[{'id':1,'activity':'Utbilda'}]");
	rig_is(rig->result, "unanswering_count", "1");
	/* A department is told of its own. */
	assert_int_equal(rig_ask(rig, bun, "status", "{}"), ERR_NONE);
	rig_is(rig->result, "unanswering", "[]");
	/* What is done has answered. */
	rig_must(rig, "activity.update", "{'id':2,'status':'done'}");
	rig_must(rig, "problem.close", "{'name':'Hot','reason':'Löst'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "unanswered", "[]");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "unanswering", "[]");
	/* Of eighteen kinds nothing was seen since May but of one. */
	rig_must(rig, "observation.add",
	    "{'date':'2022-05-01','area':'vbe','kind':'poster','text':'T'}");
	rig_must(rig, "observation.add",
	    "{'date':'2022-04-30','area':'vbe','kind':'leaflet','text':'T'}");
	rig_must(rig, "status", "{}");
	assert_int_equal(
	    json_array_size(rig_at(rig->result, "unreported")), 17);
	rig_is(rig->result, "unreported.0", "'leaflet'");
	rig_is(rig->result, "unreported.1", "'graffiti'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(activities_answer_problems),
		RIG_TEST(a_problem_that_is_none_is_refused),
		RIG_TEST(status_tells_what_is_not_answered),
		RIG_TEST(its_name_can_be_redacted),
		RIG_TEST(a_problem_is_carried_with_its_activity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
