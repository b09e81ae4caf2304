/* SPDX-License-Identifier: ISC */
/* Lines of answers as docs/answers.md reads them; tests/cli/answer.sh has
 * what becomes of their days. */
#include "client/answer_words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "client/answer_lines.h"

static struct saying sayings[ANSWER_SAYINGS_MAX];

static void one_line_may_say_several_things(void **state)
{
	(void)state;
	assert_int_equal(
	    answer_words_read(sayings,
		"Nr 7, 8 och 9 är klara 12 oktober 2022; 10 pågår 5 %"),
	    2);
	assert_int_equal(sayings[0].count, 3);
	assert_int_equal(sayings[0].activities[2], 9);
	assert_true(sayings[0].done);
	assert_string_equal(sayings[0].day, "12 oktober 2022");
	assert_true(sayings[0].has_year);
	assert_int_equal(sayings[1].activities[0], 10);
	assert_string_equal(sayings[1].status, "started");
	assert_int_equal(sayings[1].progress, 5);
	assert_false(sayings[1].done);
}

static void a_greeting_says_nothing(void **state)
{
	static const char *const greet[] = { "Hej!", "Hej Åsa,",
		"Hälsningar Eva", "Med vänlig hälsning", "Mvh Eva Berg",
		"Tack på förhand!", "Kind regards" };
	static const char *const say[] = { "Hej, allt klart", "Tack, klar",
		"Hej, 7", "Tack men det blev inget", "Eva", "Hej Anna, 7 klar",
		"Hej då ses vi" };

	(void)state;
	for (size_t i = 0; i < sizeof(greet) / sizeof(*greet); i++)
		if (!answer_words_greets(greet[i]))
			fail_msg("%s", greet[i]);
	for (size_t i = 0; i < sizeof(say) / sizeof(*say); i++)
		if (answer_words_greets(say[i]))
			fail_msg("%s", say[i]);
}

static void what_takes_leave_ends_a_letter(void **state)
{
	(void)state;
	assert_true(answer_words_takes_leave("Med vänlig hälsning"));
	assert_true(answer_words_takes_leave("Mvh Eva Berg"));
	assert_true(answer_words_takes_leave("Kind regards,"));
	assert_false(answer_words_takes_leave("Hej Eva!"));
	assert_false(answer_words_takes_leave("Tack på förhand!"));
	assert_false(answer_words_takes_leave("7 klar, mvh Eva"));
}

static void a_line_begins_with_an_activity(void **state)
{
	static const struct {
		const char *line;
		long long activity;
		bool labelled;
	} lines[] = { { "nr 5 är inte vårt ansvar", 5, true },
		{ "aktivitet 5: vet inte", 5, true },
		{ "- Nr5 vet inte", 5, true }, { "5 är inte vårt", 5, false },
		{ "12 oktober, tror vi", 0, false }, { "40 % klart", 0, false },
		{ "no problem", 0, true }, { "men inte provad", 0, false },
		{ "", 0, false } };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		bool labelled;

		if (answer_words_activity(lines[i].line, &labelled) !=
			lines[i].activity ||
		    labelled != lines[i].labelled)
			fail_msg("%s", lines[i].line);
	}
}

static void a_day_is_not_why_a_line_is_not_read(void **state)
{
	(void)state;
	assert_string_equal(answer_words_why("12 klar 12 oktober"),
	    "its sentence goes on in the next line");
	assert_string_equal(answer_words_why("12 klar men inte provad"),
	    "not all of its words are known");
}

/* "dag" and "går" are no days by themselves. */
static void a_day_may_be_told_by_the_mail(void **state)
{
	static const struct {
		const char *line;
		int near;
	} said[] = { { "7 klart igår", -1 }, { "7 klart i går", -1 },
		{ "7 är klar i dag", 0 }, { "7 klar idag.", 0 },
		{ "7 blir klar i morgon", 1 }, { "7 done yesterday", -1 },
		{ "7 done today", 0 }, { "7 klar 12 oktober", ANSWER_FAR } };
	static const char *const not_said[] = { "7 klar, det går",
		"7 klar en dag", "7 klart igår 12 oktober", "7 pågår i dag" };

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		if (answer_words_read(sayings, said[i].line) != 1)
			fail_msg("%s", said[i].line);
		assert_int_equal(sayings[0].near, said[i].near);
		assert_true(sayings[0].done);
	}
	for (size_t i = 0; i < sizeof(not_said) / sizeof(*not_said); i++)
		if (answer_words_read(sayings, not_said[i]) != 0)
			fail_msg("%s", not_said[i]);
}

/* A lead does not give up what a board decided. */
static void giving_up_is_a_decision(void **state)
{
	static const char *const lines[] = { "21 utgår", "21 är avbruten",
		"21 dropped", "nr 21: utgår, ersatt av 22" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		assert_int_equal(answer_words_read(sayings, lines[i]), 0);
		assert_non_null(
		    strstr(answer_words_why(lines[i]), "activity drop N"));
	}
}

static void a_share_is_not_done(void **state)
{
	static const char *const lines[] = { "7 80 % klart", "7: 80% done",
		"7 klar till 80 procent", "7 80 % klart 1 november" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		if (answer_words_read(sayings, lines[i]) != 1)
			fail_msg("%s", lines[i]);
		assert_int_equal(sayings[0].progress, 80);
		assert_false(sayings[0].done);
	}
	assert_string_equal(sayings[0].day, "1 november");
	assert_int_equal(answer_words_read(sayings, "7 100 % klart"), 1);
	assert_true(sayings[0].done);
}

static void a_need_keeps_its_words(void **state)
{
	(void)state;
	assert_int_equal(answer_words_read(
			     sayings, "- Nr 7: vi behöver nytt datum, Vt 2023"),
	    1);
	assert_string_equal(sayings[0].note, "behöver nytt datum, Vt 2023");
	assert_int_equal(
	    answer_words_read(sayings, "7 behöver inte nytt datum"), 0);
}

static void when_it_begins_is_kept(void **state)
{
	static const char *const lines[] = {
		"7 inte börjat, börjar 1 september",
		"7 är inte påbörjad än. Börjar den 1 september 2022.",
		"7 startar 2022-09-01", "7 not started, starts 1 September"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		if (answer_words_read(sayings, lines[i]) != 1)
			fail_msg("%s", lines[i]);
		assert_string_equal(sayings[0].status, "planned");
		assert_string_equal(sayings[0].day, "");
		assert_int_equal(sayings[0].progress, -1);
	}
	assert_int_equal(answer_words_read(sayings, lines[0]), 1);
	assert_string_equal(sayings[0].note, "börjar 1 september");
}

static void a_line_is_read_whole_or_not(void **state)
{
	static const char *const lines[] = { "", "7", "klar", "7 inte klar",
		"7 klar nästan", "7 är klar, men inte provad",
		"7 klar om det går", "7 pågår, klar", "7 klar 80 %, klar",
		"7 blir klar", "7 blev", "7 pågår 1 november",
		"7 klar 1 november 2 november", "7 pågår 5 % 6 %",
		"7 klar 101 %", "7 klar, 8", "77777777777 klar",
		"12 oktober 7 klar", "7 klar 12", "den 7 klar",
		"7 inte inte klar", "7 pågår inte påbörjad",
		"7 blev blir klar 1 maj", "7 börjar", "7 börjar snart",
		"7 pågår, börjar 1 september", "7 börjar 1 september, klar",
		"7 börjar inte 1 september", "7 klar, börjar 1 september" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if (answer_words_read(sayings, lines[i]) != 0)
			fail_msg("%s", lines[i]);
}

static void lines_are(const char *text, size_t passed, const char *joined)
{
	char got[256] = "";
	size_t quoted, i;
	json_t *lines = answer_lines(text, &quoted), *line;

	json_array_foreach (lines, i, line) {
		strncat(got, json_string_value(line), 100);
		strncat(got, "|", 2);
	}
	json_decref(lines);
	assert_string_equal(got, joined);
	assert_int_equal(quoted, passed);
}

static void the_letter_is_passed_over(void **state)
{
	(void)state;
	lines_are("a\n> b\n\n  >c\nd", 2, "a||d|");
	lines_are("a\nDen 1 juli skrev B:\n> c\nd\n", 2, "a|d|");
	lines_are("a\nDen 1 juli skrev B\n<b@x>:\n\nc\n", 4, "a|");
	lines_are("Så skrev B\ni går:\nc\n", 0, "Så skrev B|i går:|c|");
	lines_are("a\nDen 1 juli skrev B\n<b@x>:\n> c\nd\n", 3, "a|d|");
	lines_are("a\n---- Original Message ----\nb\n", 2, "a|");
	lines_are("a\n*Från:* B\n*Skickat:* i går\nb\n", 3, "a|");
	lines_are("Från: polisen har vi inget\nb\n", 0,
	    "Från: polisen har vi inget|b|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line_may_say_several_things),
		cmocka_unit_test(a_greeting_says_nothing),
		cmocka_unit_test(what_takes_leave_ends_a_letter),
		cmocka_unit_test(a_line_begins_with_an_activity),
		cmocka_unit_test(a_day_is_not_why_a_line_is_not_read),
		cmocka_unit_test(a_share_is_not_done),
		cmocka_unit_test(a_day_may_be_told_by_the_mail),
		cmocka_unit_test(giving_up_is_a_decision),
		cmocka_unit_test(a_need_keeps_its_words),
		cmocka_unit_test(when_it_begins_is_kept),
		cmocka_unit_test(a_line_is_read_whole_or_not),
		cmocka_unit_test(the_letter_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
