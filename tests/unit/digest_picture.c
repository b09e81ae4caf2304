/* SPDX-License-Identifier: ISC */
/* What departs is put on record once, in the first run that can tell, and told
 * in the week's letter, which has what else the picture shows. The bounds are
 * those of docs/picture.md. */
#include "daemon/reminders/digest_picture.h"

#include "tests/unit/rig/town.h"

enum { DEPARTED };

static const char *const test_sql[] = {
	[DEPARTED] = "SELECT coalesce(group_concat(line, ', '), '') FROM"
		     " (SELECT d.month || ' ' || d.area || ' ' || k.name"
		     "  || ' ' || d.departure AS line FROM departed d"
		     "  JOIN kind k ON k.id = d.kind ORDER BY d.seq)",
	NULL,
};

static int setup_picture(void **state)
{
	setup(state);
	rig_prepare(&town, test_sql);
	return 0;
}

static void observe(const char *month, const char *kind, int times)
{
	json_t *rows = json_array();

	for (int i = 0; i < times; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:o, s:s, s:s}", "line", i + 2, "date",
			json_sprintf("%s-10", month), "kind", kind, "text",
			"Hemligt"));
	command("observation.import", json_pack("{s:o}", "rows", rows));
}

/* So many in each of the twelve months up to April 2022. */
static void observe_a_year(const char *kind, int times)
{
	static const char *const months[] = { "2021-05", "2021-06", "2021-07",
		"2021-08", "2021-09", "2021-10", "2021-11", "2021-12",
		"2022-01", "2022-02", "2022-03", "2022-04" };

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		observe(months[i], kind, times);
}

static void assert_departed(const char *expected)
{
	char *text = rig_text(&town, test_sql, DEPARTED, BIND_NONE);
	assert_string_equal(text, expected);
	free(text);
}

/* Six where twelve months had one each. */
static void a_rise_is_told_once(void **state)
{
	(void)state;
	observe_a_year("graffiti", 1);
	observe("2022-05", "graffiti", 6);
	run_until("2022-06-27");
	assert_departed("2022-05 vbe graffiti high");
	assert_true(told("2022-06-20", COORDINATOR,
	    "Fler iakttagelser än väntat i maj 2022: klotter eller symbol"));
	assert_false(told("2022-06-27", COORDINATOR, "än väntat"));
	assert_false(told("2022-06-20", COORDINATOR, "Hemligt"));
}

/* A rise is told in its month, as soon as it is one. */
static void a_rise_is_told_while_it_goes_on(void **state)
{
	(void)state;
	observe_a_year("graffiti", 1);
	observe("2022-06", "graffiti", 5);
	run_until("2022-06-15");
	assert_departed("");
	observe("2022-06", "graffiti", 6); /* one more */
	run_until("2022-06-16");
	assert_departed("2022-06 vbe graffiti high");
}

/* 84 in twelve months, and none in May: what comes late may come until the 7th
 * of the month after. The run of 6 and 7 July says nothing of June. */
static void silence_is_told_when_reports_have_come(void **state)
{
	(void)state;
	observe_a_year("littering", 7);
	run_until("2022-07-07");
	assert_departed("2022-05 other littering low");
	assert_true(told("2022-06-20", COORDINATOR,
	    "Färre iakttagelser än väntat i maj 2022: nedskräpning (övrigt)"));
	run_until("2022-07-08");
	assert_departed("2022-05 other littering low,"
			" 2022-06 other littering low");
}

static void problems_and_silence_are_told(void **state)
{
	(void)state;
	town_activity("Sanera", "2022-06-30", "bg");
	observe("2022-05", "graffiti", 1);
	run_until("2022-06-27");
	assert_false(told("2022-06-27", COORDINATOR, "problem"));
	assert_true(told("2022-06-27", COORDINATOR, "Inte sett, eller inte"));
	assert_true(told("2022-06-27", COORDINATOR, "rekrytering"));
	assert_false(told("2022-06-27", COORDINATOR, "klotter"));
	/* what the sentence has no room for is counted, not cut */
	assert_false(told("2022-06-27", COORDINATOR, "…"));
	assert_true(told("2022-06-27", COORDINATOR, " till."));
	command("problem.add", json_pack("{s:s}", "name", "Klotter vid ån"));
	run_until("2022-07-04");
	assert_true(told("2022-07-04", COORDINATOR,
	    "svarar mot problemet ”Klotter vid ån”"));
	assert_true(told("2022-07-04", COORDINATOR,
	    "Svarar inte mot något problem: aktivitet 1."));
	town_activity("Belys", "2022-12-31", "bg");
	run_until("2022-07-11");
	assert_true(told("2022-07-11", COORDINATOR,
	    "Svarar inte mot något problem: aktiviteterna 1 och 2."));
	for (int id = 1; id <= 2; id++)
		command("activity.edit",
		    json_pack(
			"{s:i, s:s}", "id", id, "problem", "klotter vid ån"));
	run_until("2022-07-18");
	assert_false(told("2022-07-18", COORDINATOR, "problem"));
}

#define TEST(test)                                                             \
	cmocka_unit_test_setup_teardown(test, setup_picture, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_rise_is_told_once),
		TEST(a_rise_is_told_while_it_goes_on),
		TEST(silence_is_told_when_reports_have_come),
		TEST(problems_and_silence_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
