/* SPDX-License-Identifier: ISC */
/* The picture is adopted; when it is told of is tests/unit/reminder_run_told.c.
 */
#include "tests/unit/rig/rig.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void it_holds_for_two_years(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "picture.adopt",
		   "{'on':'2020-02-29','decision':'KS § 7'}"),
	    "",
	    "{'adopted':'2020-02-29','decision':'KS § 7','due':'2022-02-28'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "duties",
	    "[{'plan':null,'title':null,'stage':'picture',"
	    "'until':'2022-02-28','overdue':true}]");
	rig_is(rig->result, "duties_count", "1");
	rig_must(
	    rig, "picture.adopt", "{'on':'2020-02-29','decision':'KS § 7'}");
	rig_is(rig->result, "unchanged", "true");
	rig_must(
	    rig, "picture.adopt", "{'on':'2022-07-01','decision':'KS § 8'}");
	rig_is(rig->result, "due", "'2024-07-01'");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "duties", "[]");
	rig_is_replayed(rig);
}

static void a_day_that_cannot_be_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "on: is in the future", "picture.adopt",
	    "{'on':'2022-07-02','decision':'KS § 7'}");
	rig_must(
	    rig, "picture.adopt", "{'on':'2022-06-01','decision':'KS § 7'}");
	rig_refused(rig, ERR_CONFLICT, "on 2022-06-01", "picture.adopt",
	    "{'on':'2022-05-31','decision':'KS § 8'}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(it_holds_for_two_years),
		RIG_TEST(a_day_that_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
