/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner_names.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "protocol/arena.h"

static struct arena *arena;
static struct owner_names *names;

static int begin(void **state)
{
	(void)state;
	arena = arena_new(8 << 20);
	names = owner_names_new(arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void assert_code(const char *folded, const char *code)
{
	const char *found = owner_names_code(names, arena, folded);

	if (code == NULL ? found != NULL
			 : found == NULL || strcmp(found, code) != 0)
		fail_msg("%s: %s", folded, found != NULL ? found : "nobody");
}

static void an_empty_list_knows_nobody(void **state)
{
	(void)state;
	owner_names_sort(names);
	assert_code("skolnämnden", NULL);
	assert_code("", NULL);
}

/* The name itself goes before one that differs in inflection. */
static void an_exact_name_goes_first(void **state)
{
	(void)state;
	owner_names_add(names, "skolnämnden", "a");
	owner_names_add(names, "skolnämnd", "b");
	owner_names_sort(names);
	assert_code("skolnämnden", "a");
	assert_code("skolnämnd", "b");
	/* What is as near to both is neither. */
	assert_code("skolnämndens", NULL);
	assert_code("nämnden för skol", NULL);
}

static void two_names_of_one_department_are_no_doubt(void **state)
{
	(void)state;
	owner_names_add(names, "skolnämnden", "a");
	owner_names_add(names, "nämnden för skol", "a");
	owner_names_sort(names);
	assert_code("skolnämnds", "a");
}

static void heads_within_heads_are_found(void **state)
{
	(void)state;
	owner_names_add(names, "kommunstyrelseförvaltningen", "a");
	owner_names_add(names, "förvaltningskontoret", "b");
	owner_names_add(names, "styrelseförvaltningen", "c");
	owner_names_sort(names);
	assert_code("kommunstyrelsens förvaltning", "a");
	assert_code("styrelsens förvaltning", "c");
	assert_code("kommunstyrelsen", NULL);
	assert_code("kommunstyrelse", NULL);
	assert_code("förvaltningskontor", "b");
	assert_code("förvaltningen", NULL);
}

/* "&", "samt" and a hyphen are "och", which is not nothing; nor is a comma. */
static void a_joint_is_one_of_several(void **state)
{
	(void)state;
	owner_names_add(names, "kultur- och fritidsnämnden", "a");
	owner_names_add(names, "miljö, bygg och trafik", "b");
	owner_names_add(names, "skolnämnden", "c");
	owner_names_sort(names);
	assert_code("kultur och fritidsnämnd", "a");
	assert_code("kultur & fritidsnämnd", "a");
	assert_code("kultur samt fritidsnämnd", "a");
	assert_code("kultur-fritidsnämnd", "a");
	assert_code("kultur fritidsnämnd", NULL);
	assert_code("kultur och och fritidsnämnd", "a");
	assert_code("miljö, bygg & trafik", "b");
	assert_code("miljö bygg & trafik", NULL);
	owner_names_add(names, "a- och b-enheten", "d");
	owner_names_sort(names);
	assert_code("a & b-enhet", "d");
	assert_code("a b-enhet", NULL);
	assert_code("- skolnämnd", "c");
	assert_code("& skolnämnd", "c");
}

/* "hus" is no genitive, "rtjs" is; only "nämnden för x" is "x-nämnden". */
static void inflections_have_bounds(void **state)
{
	(void)state;
	owner_names_add(names, "rtj", "a");
	owner_names_add(names, "hu", "b");
	owner_names_add(names, "rådet för hälsa", "c");
	owner_names_add(names, "nämnden norr för skol", "d");
	owner_names_sort(names);
	assert_code("rtjs", "a");
	assert_code("hus", NULL);
	assert_code("hälsa rådet", NULL);
	assert_code("rådet för hälsas", "c");
	assert_code("skolnämnd norr", NULL);
	assert_code("nämnd norr för skol", "d");
}

static void many_names_are_found(void **state)
{
	char text[32];

	(void)state;
	for (int i = 0; i < 1000; i++)
		owner_names_add(names, arena_printf(arena, "enhet%dnämnden", i),
		    arena_printf(arena, "c%d", i));
	owner_names_sort(names);
	for (int i = 0; i < 1000; i++) {
		snprintf(text, sizeof(text), "enhet%dnämnd", i);
		assert_code(text, arena_printf(arena, "c%d", i));
	}
}

static void assert_near(const char *folded, const char *code)
{
	const char *name = "";
	const char *found = owner_names_near(names, folded, &name);

	if (code == NULL ? found != NULL
			 : found == NULL || strcmp(found, code) != 0)
		fail_msg("%s: %s %s", folded, found != NULL ? found : "nobody",
		    name);
	if (found != NULL)
		assert_string_equal(
		    owner_names_code(names, arena, name), found);
}

/* A guess is for people; it is no code. */
static void a_misspelt_name_is_near(void **state)
{
	(void)state;
	owner_names_add(names, "kultur- och fritidsförvaltningen", "a");
	owner_names_add(names, "skolförvaltningen", "b");
	owner_names_add(names, "it", "c");
	owner_names_sort(names);
	assert_near("kultur- och fritidsförvaltnigen", "a");
	assert_near("skolförvalningen", "b");
	assert_near("skol", "b"); /* it begins so */
	assert_near("skolnämnden", NULL);
	assert_near("at", "c");
	assert_near("hr-avdelningen", NULL);
	assert_near("", NULL);
	assert_code("skolförvalningen", NULL);
	/* The nearest of several, though it comes later. */
	owner_names_add(names, "skolbörvaltnxmgen", "d");
	owner_names_sort(names);
	assert_near("skolförvaltnimgen", "b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    an_empty_list_knows_nobody, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_exact_name_goes_first, begin, end),
		cmocka_unit_test_setup_teardown(
		    two_names_of_one_department_are_no_doubt, begin, end),
		cmocka_unit_test_setup_teardown(
		    heads_within_heads_are_found, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_joint_is_one_of_several, begin, end),
		cmocka_unit_test_setup_teardown(
		    inflections_have_bounds, begin, end),
		cmocka_unit_test_setup_teardown(
		    many_names_are_found, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_misspelt_name_is_near, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
