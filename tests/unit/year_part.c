/* SPDX-License-Identifier: ISC */
/* Periods of follow-up: many words, one form. Interim 1 is January to April,
 * interim 2 January to August, as municipalities report. */
#include "daemon/calendar/year_part.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void reads(const char *text, const char *expected)
{
	char period[YEAR_PART_TEXT];

	if (!year_part_read(text, period))
		fail_msg("%s is not read", text);
	assert_string_equal(period, expected);
}

static void words_of_one_period_are_one_form(void **state)
{
	static const char *const year[] = { "2026", "helår 2026", "år 2026",
		"year 2026", "januari-december 2026", " 2026" };
	static const char *const second[] = { "2026-T2", "T2 2026",
		"tertial 2 2026", "Tertial 2, 2026", "andra tertialet 2026",
		"maj-augusti 2026", "May-August 2026" };
	static const char *const interim_1[] = { "delår 1 2026",
		"Delår 1, 2026", "delårsuppföljning 1 2026", "2026 delår 1",
		"interim 1 2026", "januari-april 2026", "T1 2026",
		"tertial 1 2026", "2026-T1" };
	static const char *const interim_2[] = { "delår 2 2026",
		"Delårsrapport 2 2026", "interim report 2, 2026",
		"januari–augusti 2026", "jan-aug 2026", "January-August 2026",
		"T1-T2 2026", "2026-01..08" };

	(void)state;
	for (size_t i = 0; i < sizeof(year) / sizeof(year[0]); i++)
		reads(year[i], "2026");
	for (size_t i = 0; i < sizeof(second) / sizeof(second[0]); i++)
		reads(second[i], "2026-T2");
	for (size_t i = 0; i < sizeof(interim_1) / sizeof(interim_1[0]); i++)
		reads(interim_1[i], "2026-T1");
	for (size_t i = 0; i < sizeof(interim_2) / sizeof(interim_2[0]); i++)
		reads(interim_2[i], "2026-01..08");
	reads("T3 2025", "2025-T3");
	reads("kvartal 1 2026", "2026-01..03");
	reads("mars 2026", "2026-03");
	reads("2026 delår 2", "2026-01..08");
	reads("2026, delår 2", "2026-01..08");
	reads("delår 2 , 2026 ", "2026-01..08");
	reads("2026-03", "2026-03");
}

/* The form of one reads as itself. */
static void its_own_form_stays(void **state)
{
	(void)state;
	reads("2026", "2026");
	reads("2026-T3", "2026-T3");
	reads("2026-01..08", "2026-01..08");
	reads("2026-01..04", "2026-T1");
	reads("2026-02..05", "2026-02..05");
	reads(" 2026-02..05", "2026-02..05");
	reads("1990-02..05", "1990-02..05");
	reads("2099-02..05", "2099-02..05");
}

static void what_is_no_period_is_not_read(void **state)
{
	static const char *const none[] = { "", "delår 2026", "delår 3 2026",
		"delår 1", "T2", "tertial 4 2026", "senast april 2026",
		"löpande", "2025-2026", "15 mars 2026", "början av 2026",
		"2026-08..01", "2026-01..13", "1889", "delår 1 2026 igen",
		"2026-00..03", "1989-01..03", "2100-01..03", "2026x01xx03",
		"1-15 mars 2026", "15-31 mars 2026", "202 delår 1",
		"20266 delår 2" };
	char period[YEAR_PART_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (year_part_read(none[i], period))
			fail_msg("%s is read as %s", none[i], period);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_one_period_are_one_form),
		cmocka_unit_test(its_own_form_stays),
		cmocka_unit_test(what_is_no_period_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
