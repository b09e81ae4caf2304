/* SPDX-License-Identifier: ISC */
/* owner.read: one row per text, in their order, by the names of today. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

static void parts_that_name_nobody_are_told(void **state)
{
	static const char texts[] =
	    "{'texts':['Kommunstyrelsens kontor, i samverkan med föreningar och"
	    " Socialnämnden','Socialnämnden','']}";
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	result = rig_must(rig, "owner.read", "%s", texts);
	rig_is(result, "rows.0.unresolved",
	    "['Kommunstyrelsens kontor','föreningar']");
	rig_is(result, "rows.1", "{'text':'Socialnämnden','unresolved':[]}");
	rig_is(result, "rows.2.unresolved", "[]");
	assert_false(rig->reply.has_receipt);
	rig_must(rig, "department.add",
	    "{'code':'kk','name':'Kommunstyrelsens kontor','mail':"
	    "'kk@kommun.example'}");
	rig_is(rig_must(rig, "owner.read", "%s", texts), "rows.0.unresolved",
	    "['föreningar']");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(parts_that_name_nobody_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
