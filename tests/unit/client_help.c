/* SPDX-License-Identifier: ISC */
/* Help explains every command there is: each option in a line of a terminal of
 * 80 columns, and an example that is right. */
#include "client/explained.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "client/usage.h"
#include "client/words.h"

/* Parts a line at blanks as a shell does, but for those between apostrophes. */
static int split(char *text, char *argv[32])
{
	int argc = 1;
	bool quoted = false, inside = false;
	char *to = text;

	argv[0] = (char *)(uintptr_t) "planvakt";
	for (char *at = text; *at != '\0'; at++) {
		if (*at == '\'') {
			quoted = !quoted;
		} else if (*at == ' ' && !quoted) {
			*to++ = '\0';
			inside = false;
		} else {
			if (!inside)
				argv[argc++] = to;
			inside = true;
			*to++ = *at;
		}
	}
	*to = '\0';
	assert_false(quoted);
	return argc;
}

/* Whether these words are this command's; a file that they name need not be
 * there. */
static void is_right(const char *line, const struct verb *verb)
{
	struct words words;
	struct err err = { 0 };
	char text[200], *argv[32];
	int argc, result;

	snprintf(text, sizeof(text), "%s", line);
	argc = split(text, argv);
	result = words_read(&words, client_topics, argc, argv, &err);
	if (result != 0 && err.code == ERR_USAGE)
		fail_msg("%s: %s", line, err.text);
	assert_non_null(words.verb);
	if (verb != NULL)
		assert_ptr_equal(words.verb, verb);
	words_release(&words);
}

static void every_option_is_explained_in_a_line(void **state)
{
	const struct topic *topic = client_topics;
	const struct verb *row = NULL;
	struct grammar grammar;

	(void)state;
	while ((row = verb_next(&topic, row)) != NULL) {
		grammar_read(&grammar, row->grammar);
		for (size_t i = 0; i < grammar.count; i++) {
			const struct word *word = &grammar.words[i];

			if (word->kind != WORD_OPTION &&
			    word->kind != WORD_FLAG)
				continue;
			if (explained_option(word)[0] == '\0')
				fail_msg("%s: --%s %s is not explained",
				    row->grammar, word->name, word->shown);
			assert_true(strlen(explained_option(word)) <= 80 - 24);
		}
	}
}

static void every_example_is_right(void **state)
{
	const struct topic *topic = client_topics;
	const struct verb *row = NULL;
	struct grammar grammar;
	char line[200];

	(void)state;
	while ((row = verb_next(&topic, row)) != NULL) {
		grammar_read(&grammar, row->grammar);
		line[0] = '\0';
		for (size_t i = 0; i < grammar.literals; i++) {
			strcat(line, i > 0 ? " " : "");
			strcat(line, grammar.words[i].name);
		}
		strcat(line, explained_example(&grammar));
		is_right(line, row);
	}
}

static void one_name_may_have_two_meanings(void **state)
{
	struct grammar filter, words;

	(void)state;
	grammar_read(&filter, "log list [--activity N]");
	grammar_read(&words, "activity add --activity TEXT");
	assert_string_not_equal(explained_option(&filter.words[2]),
	    explained_option(&words.words[2]));
	/* An update cannot drop, a plan has several words for how it went. */
	grammar_read(&filter, "activity list [--status S]");
	grammar_read(&words, "update <id> [--status STATUS]");
	assert_string_equal(explained_option(&filter.words[2]),
	    "planned, started, done, or also dropped");
	assert_string_equal(
	    explained_option(&words.words[2]), "planned, started or done");
	grammar_read(&words, "rating set <id> --band BAND");
	assert_null(strstr(explained_option(&words.words[3]), "repeated"));
	grammar_read(&words, "x [--activity] [--active N]");
	assert_string_equal(explained_option(&words.words[1]), "");
	assert_string_equal(explained_option(&words.words[2]), "");
}

/* In columns of a terminal: a character of UTF-8 is one, an example may be
 * copied whole. */
static void is_narrow(FILE *from)
{
	char line[400];

	rewind(from);
	while (fgets(line, sizeof(line), from) != NULL) {
		size_t columns = 0;

		for (const char *at = line; *at != '\n' && *at != '\0'; at++)
			columns += ((unsigned char)*at & 0xc0) != 0x80;
		if (columns > 80 && strncmp(line, "For example", 11) != 0)
			fail_msg("%zu columns: %s", columns, line);
	}
}

static void no_line_of_help_is_wide(void **state)
{
	const struct topic *topic = client_topics;
	const struct verb *row = NULL;
	FILE *said = tmpfile();

	(void)state;
	assert_non_null(said);
	usage_overview(said, client_topics);
	while ((row = verb_next(&topic, row)) != NULL)
		usage_command(said, row);
	is_narrow(said);
	fclose(said);
}

static void ten_commands_are_for_every_day(void **state)
{
	const char *line, *what;
	size_t count = 0;

	(void)state;
	for (; (line = explained_everyday(count, &what)) != NULL; count++) {
		is_right(line, NULL);
		assert_true(strlen(line) < 50 && strlen(what) <= 78 - 50);
	}
	assert_int_equal(count, 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_is_explained_in_a_line),
		cmocka_unit_test(every_example_is_right),
		cmocka_unit_test(one_name_may_have_two_meanings),
		cmocka_unit_test(no_line_of_help_is_wide),
		cmocka_unit_test(ten_commands_are_for_every_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
