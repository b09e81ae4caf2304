/* SPDX-License-Identifier: ISC */
/* owner.read: one row per text, in their order, by the names of today. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
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

/* However long the texts, one request is short, for meanwhile the daemon
 * answers nobody: of ten with 4,000 characters it reads nine, which are 32 KiB,
 * and the next request the tenth. */
static void long_texts_are_read_in_pages(void **state)
{
	char text[4001], texts[10 * sizeof(text) + 64] = "";
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i < 10; i++)
		snprintf(texts + strlen(texts), sizeof(texts) - strlen(texts),
		    "%s'%s'", i > 0 ? "," : "", text);
	result = rig_must(rig, "owner.read", "{'texts':[%s]}", texts);
	rig_is(result, "next", "9");
	assert_int_equal(json_array_size(json_object_get(result, "rows")), 9);
	result = rig_must(rig, "owner.read", "{'texts':[%s],'after':9}", texts);
	assert_null(json_object_get(result, "next"));
	assert_int_equal(json_array_size(json_object_get(result, "rows")), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(parts_that_name_nobody_are_told),
		RIG_TEST(long_texts_are_read_in_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
