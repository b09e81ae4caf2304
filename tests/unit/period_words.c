/* SPDX-License-Identifier: ISC */
/* A rating's period in words, which are read back. */
#include "protocol/period_words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/calendar/year_part.h"

static void says(const char *period, const char *expected)
{
	struct buffer words = { 0 };

	period_words(&words, period);
	assert_string_equal(words.bytes, expected);
	buffer_free(&words);
}

/* Tertials are four months, quarters three, halves six. */
static const struct {
	const char *period, *english, *swedish;
} kept[] = {
	{ "2026", "2026", "2026" },
	{ "2026-T1", "tertial 1 2026", "tertial 1 2026" },
	{ "2026-T3", "tertial 3 2026", "tertial 3 2026" },
	{ "2026-03", "March 2026", "mars 2026" },
	{ "2026-12", "December 2026", "december 2026" },
	{ "2026-01..03", "quarter 1 2026", "kvartal 1 2026" },
	{ "2026-10..12", "quarter 4 2026", "kvartal 4 2026" },
	{ "2026-01..06", "first half of 2026", "första halvåret 2026" },
	{ "2026-07..12", "second half of 2026", "andra halvåret 2026" },
	{ "2026-01..08", "January–August 2026", "januari–augusti 2026" },
	{ "2026-02..04", "February–April 2026", "februari–april 2026" },
	{ "2026-04..09", "April–September 2026", "april–september 2026" },
};

static void a_period_is_said_in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		says(kept[i].period, kept[i].english);
}

static void what_was_typed_short_is_too(void **state)
{
	(void)state;
	says("2026-Q2", "quarter 2 2026");
	says("2026-H1", "first half of 2026");
	says("2026-H2", "second half of 2026");
}

static void other_words_stay(void **state)
{
	(void)state;
	says("delår 2 2026", "delår 2 2026");
	says("2026-13", "2026-13");
	says("2026-00..03", "2026-00..03");
	says("2026-08..01", "2026-08..01");
	says("2026-H3", "2026-H3");
	says("2026-T1 ", "2026-T1 ");
	says("", "");
}

static void reads(const char *words, const char *expected)
{
	char period[YEAR_PART_TEXT] = "";

	if (!year_part_read(words, period))
		fail_msg("%s is not read", words);
	assert_string_equal(period, expected);
}

static void the_words_are_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		reads(kept[i].english, kept[i].period);
		reads(kept[i].swedish, kept[i].period);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_is_said_in_words),
		cmocka_unit_test(what_was_typed_short_is_too),
		cmocka_unit_test(other_words_stay),
		cmocka_unit_test(the_words_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
