/* SPDX-License-Identifier: ISC */
/* What planvakt says to words that are no command, by its own commands. Who
 * asks to see something is never told a command that writes. */
#include "client/words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "client/verb.h"

static struct words words;
static struct err err;

/* Reads a line whose words are parted by blanks. */
static int line(const char *text)
{
	static char copy[128];
	char *argv[16] = { (char *)(uintptr_t) "planvakt" }, *rest;
	int argc = 1;

	words_release(&words);
	err = (struct err){ 0 };
	snprintf(copy, sizeof(copy), "%s", text);
	for (char *word = strtok_r(copy, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest))
		argv[argc++] = word;
	return words_read(&words, client_topics, argc, argv, &err);
}

static void means(const char *typed, const char *command)
{
	char wanted[160];

	snprintf(
	    wanted, sizeof(wanted), "did you mean `planvakt %s`?", command);
	assert_int_equal(line(typed), -1);
	assert_int_equal(err.code, ERR_USAGE);
	if (strstr(err.text, wanted) == NULL)
		fail_msg("'%s' is not in: %s", wanted, err.text);
}

/* The command that the last refusal named, "" where it named none. */
static void named(char command[128])
{
	const char *at = strstr(err.text, "did you mean `planvakt ");

	command[0] = '\0';
	if (at != NULL)
		sscanf(at, "did you mean `planvakt %127[^`]", command);
}

static void english_words_are_understood(void **state)
{
	(void)state;
	means("done 3", "update 3 --status done");
	means("finish 3", "update 3 --status done");
	means("overdue", "activity list --overdue");
	means("late", "activity list --overdue");
	means("remove 3", "activity drop 3 --reason TEXT");
	means("delete 3", "activity drop 3 --reason TEXT");
	means("list", "activity list --all");
	means("show 7", "activity show 7");
	means("move 7", "activity move 7 TIMEFRAME --decision REF");
}

static void swedish_words_are_understood(void **state)
{
	(void)state;
	means("klar 3", "update 3 --status done");
	means("KLAR 3", "update 3 --status done");
	means("försenade", "activity list --overdue");
	means("FÖRSENADE", "activity list --overdue");
	means("förseningar", "activity list --overdue");
	means("genomförd 3", "update 3 --status done");
	means("påbörjat 3", "update 3 --status started");
	means("stryk 3", "activity drop 3 --reason TEXT");
	means("skjut 3", "activity move 3 TIMEFRAME --decision REF");
	means("nyckel", "key list");
	means("utskick", "notice list");
	means("förvaltning", "department list");
	means("helger", "holidays YEAR");
	means("lista", "activity list --all");
	means("visa 7", "activity show 7");
	means("uppdatera 7", "update 7 --progress P");
	means("exportera", "export FILE --plan CODE");
	means("svara", "answer FILE");
	means("läget", "status");
	means("påminn", "notice list");
}

static void the_second_word_is_one_that_the_topic_has(void **state)
{
	(void)state;
	means("activity remove 3", "activity drop 3");
	means("key delete anna", "key revoke");
	means("quiet delete 2026-07-01", "quiet remove");
	means("plan stäng", "plan close");
	means("plan visa", "plan show");
	means("quiet visa", "quiet list");
	means("activity done 3", "update 3 --status done");
	means("activity overdue", "activity list --overdue");
	/* There is none: no other is guessed. */
	assert_int_equal(line("department remove ks"), -1);
	assert_non_null(strstr(err.text, "see `planvakt help department`"));
	assert_int_equal(line("plan klar"), -1);
	assert_non_null(strstr(err.text, "see `planvakt help plan`"));
}

/* `ladder get` is one letter from `ladder set`. */
static void who_would_see_is_told_nothing_that_writes(void **state)
{
	static const char *const asks[] = { "get", "see", "show", "view",
		"read", "open", "look", "list", "ls", "visa", "se", "läs",
		"lista", "alla", "late", "overdue", "soon", "unclear", "mine",
		"search", "history", "audit", "notices", "keys", "settings",
		"today", "preview", "påminn", "försenade", "sök", "logg",
		"brev", "förseningar", "nyckel", "utskick", "förvaltning",
		"helger", "FÖRSENADE" };
	const struct topic *topic = client_topics;
	char typed[64], command[128];
	size_t told = 0;

	(void)state;
	for (; topic->name != NULL; topic++)
		for (size_t i = 0; i < sizeof(asks) / sizeof(char *); i++)
			for (int alone = 0; alone < 2; alone++) {
				snprintf(typed, sizeof(typed), "%s%s%s 3",
				    alone ? "" : topic->name, alone ? "" : " ",
				    asks[i]);
				if (line(typed) == 0)
					continue;
				/* No word of this topic by its letters. */
				if (strstr(err.text, "unknown word '") != NULL)
					assert_null(strstr(err.text, "mean '"));
				named(command);
				if (command[0] == '\0')
					continue;
				line(command);
				if (words.verb == NULL ||
				    words.verb->traits & WRITES)
					fail_msg("%s: %s", typed, err.text);
				told++;
			}
	assert_true(told > 50);
}

/* A suggestion is a command, whatever is still to be filled in. */
static void what_is_told_is_a_command(void **state)
{
	static const char *const typed[] = { "done 3", "begin 3", "progress 3",
		"note 3", "remove 3", "reopen 3", "postpone 3", "assign 3",
		"confirm 3", "edit 3", "create", "importera", "reply", "ack 3",
		"vila 3", "pausa", "resend 3", "show 3", "who", "follow", "öva",
		"helgdagar", "tidplan", "exportera", "sök", "snart", "oklara",
		"mina" };
	char command[128];

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(char *); i++) {
		assert_int_equal(line(typed[i]), -1);
		named(command);
		if (command[0] == '\0')
			fail_msg("%s: %s", typed[i], err.text);
		if (line(command) != 0 && err.code == ERR_USAGE)
			fail_msg("%s: %s: %s", typed[i], command, err.text);
	}
}

static void letters_are_looked_at_where_no_meaning_is_known(void **state)
{
	(void)state;
	assert_int_equal(line("activty list"), -1);
	assert_non_null(strstr(err.text, "did you mean 'activity'?"));
	assert_int_equal(line("activity mvoe"), -1);
	assert_non_null(strstr(err.text, "did you mean 'move'?"));
	assert_int_equal(line("activity fnord"), -1);
	assert_non_null(strstr(err.text, "see `planvakt help activity`"));
}

static void the_swedish_word_for_help_is_help(void **state)
{
	(void)state;
	assert_int_equal(line("--socket /x hjälp activity move"), 0);
	assert_string_equal(
	    words.verb->summary, "Show how commands are written.");
	/* Only in the place of a command. */
	assert_int_equal(line("update 3 --note hjälp"), 0);
	assert_int_equal(line("activity hjälp"), -1);
}

static int release(void **state)
{
	(void)state;
	words_release(&words);
	return 0;
}

/* What an activity's words are is not who leads it, or how it stands. */
static void an_option_of_another_command(void **state)
{
	(void)state;
	means("activity edit 3 --lead sf", "activity assign N CODE");
	means("activity edit 3 --due 2026-06-30",
	    "activity move N TIMEFRAME --decision REF");
	means("activity edit 3 --status=done", "update N --status S");
	means("update 3 --reason x", "activity drop N --reason TEXT");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_option_of_another_command),
		cmocka_unit_test(english_words_are_understood),
		cmocka_unit_test(swedish_words_are_understood),
		cmocka_unit_test(the_second_word_is_one_that_the_topic_has),
		cmocka_unit_test(who_would_see_is_told_nothing_that_writes),
		cmocka_unit_test(what_is_told_is_a_command),
		cmocka_unit_test(
		    letters_are_looked_at_where_no_meaning_is_known),
		cmocka_unit_test(the_swedish_word_for_help_is_help),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
