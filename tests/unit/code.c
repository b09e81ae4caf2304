/* SPDX-License-Identifier: ISC */
/* code.read: names, aliases, capitals and Swedish words for codes. Who has
 * which name stands in rig_fill(). */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

static void read_is(struct rig *rig, const char *method, const char *field,
    const char *text, const char *code)
{
	json_t *result = rig_must(rig, "code.read",
	    "{'method':'%s','codes':[{'field':'%s','text':'%s'}]}", method,
	    field, text);

	assert_string_equal(json_string_value(rig_at(result, "codes.0")), code);
}

#define refuses(method, field, text, words)                                    \
	rig_refused(rig, ERR_NOT_FOUND, words, "code.read",                    \
	    "{'method':'%s','codes':[{'field':'%s','text':'%s'}]}", method,    \
	    field, text)

static void departments_have_names(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "department.edit", "{'code':'sn','aliases':['Soc']}");
	read_is(rig, "activity.add", "lead", "ks", "ks");
	read_is(rig, "activity.add", "lead", "KS", "ks");
	read_is(rig, "activity.add", "lead", "soc", "sn");
	read_is(
	    rig, "activity.add", "lead", "barn och utbildningsnämnden", "bun");
	read_is(rig, "activity.add", "cooperating", "SOCIALNÄMNDEN", "sn");
	read_is(rig, "notice.list", "department", "Kommunstyrelsens", "ks");
	read_is(rig, "department.edit", "code", "Socialnämnden", "sn");
	read_is(rig, "activity.update", "reported_by", " SN ", "sn");
}

static void near_misses_are_asked_after(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	refuses("activity.add", "lead", "Socialnämden",
	    "did you mean \"sn\" (Socialnämnden)?");
	refuses("activity.add", "lead", "bnu", "did you mean \"bun\"?");
	refuses("activity.add", "lead", "KSS", "did you mean \"ks\"?");
	refuses("activity.add", "lead", "Polisen", "planvakt department list");
	refuses("plan.show", "code", "vbee", "did you mean \"vbe\"?");
	refuses("plan.show", "code", "Miljöplanen", "planvakt plan list");
	refuses("activity.list", "status", "strated",
	    "status: there is no \"strated\": did you mean \"started\"?");
	refuses("notice.list", "state", "skikad", "did you mean \"skickad\"?");
}

static void plans_have_titles(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(
	    rig, "plan.add", "{'code':'hrv','title':'Plan mot hedersvåld'}");
	read_is(rig, "activity.list", "plan", "VBE", "vbe");
	read_is(rig, "plan.close", "code", "plan mot  hedersvåld", "hrv");
	read_is(rig, "plan.carry", "new", "HRV", "hrv");
	rig_must(
	    rig, "plan.add", "{'code':'ny','title':'Plan mot hedersvåld'}");
	refuses("plan.show", "code", "Plan mot hedersvåld", "several plans");
}

static void closed_sets_have_swedish_words(void **state)
{
	struct rig *rig = *state;

	read_is(rig, "activity.update", "status", "Done", "done");
	read_is(rig, "activity.update", "status", "pågående", "started");
	read_is(rig, "activity.list", "status", "utgår", "dropped");
	read_is(rig, "activity.list", "status", "ej påbörjad", "planned");
	read_is(rig, "key.add", "role", "Revisor", "auditor");
	read_is(rig, "ladder.set", "stage", "försenad", "overdue");
	read_is(rig, "department.add", "language", "SV", "sv");
	read_is(rig, "activity.add", "areas", "VBE", "vbe");
	read_is(rig, "picture", "by", "område", "area");
	read_is(rig, "picture", "by", "Slag", "kind");
	read_is(rig, "picture", "by", "stadsdel", "district");
	read_is(rig, "picture", "by", "månad", "month");
}

/* A status is no lateness, which a date tells (design 6); of an update none is
 * dropped, which has a reason. */
static void words_that_are_no_status_say_what_they_are(void **state)
{
	struct rig *rig = *state;

	refuses("activity.update", "status", "Försenad",
	    "no status, the due date tells it: planvakt activity list"
	    " --overdue");
	refuses("activity.list", "status", "försenade", "--overdue");
	refuses("activity.list", "status", "late", "--overdue");
	refuses("activity.update", "status", "utgår",
	    "planvakt activity drop N --reason TEXT");
	refuses("activity.update", "status", "Avbruten", "activity drop");
	refuses("activity.update", "status", "dropped", "activity drop");
}

static void what_is_no_code_stays(void **state)
{
	struct rig *rig = *state;

	read_is(rig, "activity.update", "note", "Klar", "Klar");
	read_is(rig, "department.add", "code", "NY", "NY");
	read_is(rig, "plan.add", "code", "vbe-2026", "vbe-2026");
	read_is(rig, "no.such", "lead", "KS", "KS");
	read_is(rig, "activity.add", "lead", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(departments_have_names),
		RIG_TEST(near_misses_are_asked_after),
		RIG_TEST(plans_have_titles),
		RIG_TEST(closed_sets_have_swedish_words),
		RIG_TEST(words_that_are_no_status_say_what_they_are),
		RIG_TEST(what_is_no_code_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
