/* SPDX-License-Identifier: ISC */
/* Hostile texts: whatever an activity is called, a letter keeps to its lines. */
#include "daemon/letter/letter.h"

#include "daemon/letter/letter_wrap.h"
#include "tests/unit/letter_text.h"

#define TEN(x)           x x x x x x x x x x
#define HUNDRED(x)       TEN(TEN(x))
#define THOUSAND(x)      TEN(HUNDRED(x))
#define FOUR_THOUSAND(x) THOUSAND(x) THOUSAND(x) THOUSAND(x) THOUSAND(x)

/* A wide letter at each place of a line, so that one straddles its end. */
#define STAIRS                                                                 \
	HUNDRED("x")                                                           \
	"一 " HUNDRED("y") "a一一 " HUNDRED("一") " " HUNDRED(                 \
	    "å") "一å " HUNDRED("a一")

static const char *const hostile[] = {
	FOUR_THOUSAND("x"),
	FOUR_THOUSAND("å"),
	FOUR_THOUSAND("一"),
	FOUR_THOUSAND("e\xcc\x81"), /* with a combining acute accent */
	"e" FOUR_THOUSAND("\xcc\x81"),
	FOUR_THOUSAND("\xcc\x81"),
	THOUSAND("å ä\n"),
	THOUSAND("ord\r\n\r\n"),
	"   \n\t först  \t\n\n sist \n\n",
	HUNDRED("Förhindra våldsbejakande extremism. "),
	HUNDRED("skol-, fritids- och socialförvaltningsgemensam "),
	STAIRS,
	"-- \nFrån en annan\n.\n",
	"%s%n%d%%",
};

static void hostile_activities_stay_within_the_lines(void **state)
{
	static const int64_t ids[] = { 1, 9999, 10000, 2147483647 };

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++) {
			struct letter_item item =
			    overdue(ids[k], hostile[i], 1);

			write_one(&item);
			assert_fits();
		}
}

/* Where the text is not shortened it is whole. */
static void no_word_is_lost(void **state)
{
	static const char *const activities[] = { TEN("å ä\n"), HUNDRED("é"),
		"Skriv \"så här\" & <inte> så", "%s%n%d%%" };

	(void)state;
	for (size_t i = 0; i < sizeof(activities) / sizeof(activities[0]);
	     i++) {
		struct letter_item item = overdue(1, activities[i], 1);

		write_one(&item);
		assert_keeps(activities[i]);
	}
}

/* A text of over 300 characters is cut there; the plan has the rest. */
static void a_long_text_is_cut(void **state)
{
	struct letter_item item = overdue(1, NULL, 1);
	char activity[2 * 301 + 1] = "";

	(void)state;
	for (int i = 0; i < 300; i++)
		strcat(activity, "å");
	item.activity = activity;
	write_one(&item);
	assert_null(strstr(text.bytes, "…"));
	assert_keeps(activity);
	strcat(activity, "ä");
	write_one(&item);
	assert_non_null(strstr(text.bytes, "å…"));
	assert_null(strstr(text.bytes, "ä…"));
}

/* Every width of a first word, so that each way to meet the margin comes. */
/* Words are whole, but one that is longer than what goes before it; the blank
 * before the mark says that words are missing. */
static void a_text_is_cut_between_words(void **state)
{
	static const struct {
		const char *text, *is;
		int most;
	} cuts[] = {
		{ "Skriv om rutinen", "Skriv om rutinen", 16 },
		{ "Skriv om rutinen", "Skriv om …", 15 },
		{ "Skriv om rutinen", "Skriv om …", 9 },
		{ "Skriv om rutinen", "Skriv om …", 8 },
		{ "Skriv om rutinen", "Skriv …", 7 },
		{ "Å säkerhetsarbetet", "Å säkerhets…", 11 },
		{ "Säkerhetsarbetet", "Säkerhets…", 9 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct buffer cut = { 0 };

		letter_shorten(&cut, cuts[i].text, cuts[i].most);
		assert_string_equal(cut.bytes, cuts[i].is);
		buffer_free(&cut);
	}
}

static void every_length_fits(void **state)
{
	char activity[256];

	(void)state;
	for (size_t length = 1; length < 160; length++) {
		struct letter_item item = overdue(1, activity, 1);

		memset(activity, 'x', length);
		strcpy(activity + length, " å一 slut");
		write_one(&item);
		assert_fits();
		assert_keeps(activity);
	}
}

static void lines_are_filled(void **state)
{
	struct letter_item item = overdue(1, TEN("å ä ö å ä ö å ä ö "), 1);

	(void)state;
	write_one(&item);
	/* After seven columns: 35 letters, 34 blanks, which is 69. */
	assert_has("   1.  å ä ö å ä ö å ä ö å ä ö å ä ö å ä ö"
		   " å ä ö å ä ö å ä ö å ä ö å ä ö å ä\n       ö å");
}

static void hostile_names_and_plans_fit_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct letter_item item = overdue(1, "Den", 1);
		struct letter letter = letter_of(&item, 1);
		struct letter_plan plan = plan_2022;

		plan.title = plan.case_number = plan.decision = hostile[i];
		plan.adopted = on("2022-06-01");
		item.of = &plan;
		item.lead = item.purpose = hostile[i];
		letter.names = &hostile[i];
		letter.signature = hostile[i];
		write_letter(&letter);
		assert_fits();
	}
}

/* What is indented stays so where it goes on. */
static void lines_keep_their_indentation(void **state)
{
	struct buffer lines = { 0 };

	(void)state;
	letter_lines(
	    &lines, "Först:\n  " TEN("ordet ") TEN("orden ") "\n\nSedan");
	/* After two columns: twelve words of five and their blanks, 73. */
	assert_string_equal(lines.bytes,
	    "Först:\n  " TEN(
		"ordet ") "orden orden\n"
			  "  orden orden orden orden orden orden orden orden\n\nSedan\n");
	buffer_free(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_activities_stay_within_the_lines),
		cmocka_unit_test(no_word_is_lost),
		cmocka_unit_test(a_long_text_is_cut),
		cmocka_unit_test(a_text_is_cut_between_words),
		cmocka_unit_test(every_length_fits),
		cmocka_unit_test(lines_are_filled),
		cmocka_unit_test(lines_keep_their_indentation),
		cmocka_unit_test(hostile_names_and_plans_fit_too),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
