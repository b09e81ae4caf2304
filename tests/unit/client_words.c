/* SPDX-License-Identifier: ISC */
#include "client/words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From OpenSSH's own `ssh-keygen -t ed25519`. */
#define PUBLIC_LINE                                                            \
	"ssh-ed25519 "                                                         \
	"AAAAC3NzaC1lZDI1NTE5AAAAIIjvFHxSvRTmnZSNX7stigmAZn3XlsmQ3/61mP9ij/K1"

static const struct verb rows[] = {
	{ "activity move <id> <timeframe> --decision REF", "activity.move",
	    WRITES, "Move." },
	{ "activity list [--area AREA] [--overdue] [--due-within DAYS]",
	    "activity.list", LISTS, "List." },
	{ "department edit <code> [--alias TEXT]... [--remove-alias TEXT]... "
	  "[--area AREA]... [--strategy S]... [--cooperating CODE]...",
	    "department.edit", WRITES, "Edit." },
	{ 0 },
};

static const struct verb others[] = {
	{ "ladder set <stage> [--at N]...", "ladder.set", WRITES, "Set." },
	{ "update <id> [--status S] [--progress P] [--note TEXT] "
	  "[--done-on DATE]",
	    "activity.update", WRITES, "Update." },
	{ "timeframe <text>...", "timeframe.read", LISTS, "Read." },
	{ "key add <name> <key:FILE.pub> --role ROLE", "key.add", WRITES,
	    "Add." },
	{ "help [<word>]...", NULL, READS, "Help." },
	{ "holidays <year>", "holidays", LISTS, "Days." },
	{ "holidays add <date>", "holidays.add", WRITES, "Add." },
	{ 0 },
};

static const struct topic topics[] = {
	{ "one", "One", rows },
	{ "two", "Two", others },
	{ 0 },
};

static struct words words;
static struct err err;

/* Reads what stands between NULLs. */
static int line(const char *first, ...)
{
	char *argv[32] = { (char *)(uintptr_t) "planvakt" };
	const char *word = first;
	int argc = 1;
	va_list list;

	words_release(&words);
	err = (struct err){ 0 };
	va_start(list, first);
	for (; word != NULL; word = va_arg(list, const char *))
		argv[argc++] = (char *)(uintptr_t)word;
	va_end(list);
	return words_read(&words, topics, argc, argv, &err);
}

static void params_are(const char *method, const char *wanted)
{
	json_t *params = json_loads(wanted, 0, NULL);
	char *got = json_dumps(words.params, 0);

	assert_non_null(words.verb);
	assert_string_equal(words.verb->method, method);
	if (!json_equal(params, words.params))
		fail_msg("got %s, wanted %s", got, wanted);
	free(got);
	json_decref(params);
}

static void refused(int result, enum err_code code, const char *text)
{
	assert_int_equal(result, -1);
	assert_int_equal(err.code, code);
	if (strstr(err.text, text) == NULL)
		fail_msg("'%s' is not in: %s", text, err.text);
}

static void reads_values_and_options_in_any_order(void **state)
{
	static const char wanted[] =
	    "{\"id\":3,\"timeframe\":\"ht 2025\",\"decision\":\"KS 12\"}";

	(void)state;
	assert_int_equal(line("activity", "move", "3", "ht 2025", "--decision",
			     "KS 12", NULL),
	    0);
	params_are("activity.move", wanted);
	assert_int_equal(
	    line("activity", "move", "--decision=KS 12", "3", "ht 2025", NULL),
	    0);
	params_are("activity.move", wanted);
	assert_int_equal(line("--decision", "KS 12", "activity", "move", "3",
			     "ht 2025", NULL),
	    0);
	params_are("activity.move", wanted);
}

static void global_options_stand_anywhere(void **state)
{
	(void)state;
	assert_int_equal(line("--format", "json", "update", "--key=/k", "7",
			     "--note", "x", "--socket", "/s", NULL),
	    0);
	params_are("activity.update", "{\"id\":7,\"note\":\"x\"}");
	assert_string_equal(words.format, "json");
	assert_string_equal(words.key, "/k");
	assert_string_equal(words.socket, "/s");
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_int_equal(line("timeframe", "--", "--note", "-", "--", NULL), 0);
	params_are("timeframe.read", "{\"texts\":[\"--note\",\"-\",\"--\"]}");
}

static void what_repeats_is_an_array_named_in_the_plural(void **state)
{
	(void)state;
	assert_int_equal(
	    line("department", "edit", "ks", "--alias", "A", "--alias", "B",
		"--remove-alias", "C", "--area", "vbe", "--strategy", "skydda",
		"--cooperating", "bg", NULL),
	    0);
	params_are("department.edit",
	    "{\"code\":\"ks\",\"aliases\":[\"A\",\"B\"],"
	    "\"remove_aliases\":[\"C\"],\"areas\":[\"vbe\"],"
	    "\"strategies\":[\"skydda\"],\"cooperating\":[\"bg\"]}");
	assert_int_equal(line("activity", "list", "--area", "vbe", NULL), 0);
	params_are("activity.list", "{\"area\":\"vbe\"}");
}

static void numbers_may_come_in_one_word(void **state)
{
	static const char wanted[] = "{\"stage\":\"upcoming\",\"at\":[30,7,0]}";

	(void)state;
	assert_int_equal(line("ladder", "set", "upcoming", "--at", "30", "--at",
			     "7", "--at", "0", NULL),
	    0);
	params_are("ladder.set", wanted);
	assert_int_equal(
	    line("ladder", "set", "upcoming", "--at", "30,7,0", NULL), 0);
	params_are("ladder.set", wanted);
	assert_int_equal(
	    line("ladder", "set", "upcoming", "--at=30, 7", "--at", "0", NULL),
	    0);
	params_are("ladder.set", wanted);
	refused(line("ladder", "set", "due", "--at", "30,,0", NULL),
	    ERR_INVALID, "--at must be a whole number from 0 up, not ''");
	refused(line("ladder", "set", "due", "--at", "30,", NULL), ERR_INVALID,
	    "--at");
	refused(line("ladder", "set", "due", "--at", "3,x", NULL), ERR_INVALID,
	    "not 'x'");
	refused(line("ladder", "set", "due", "--at",
		    "1,00000000000000000000000000000000000000005,2", NULL),
	    ERR_INVALID, "--at must be a whole number");
	/* Where one is asked for, two are none; a text keeps its commas. */
	refused(line("update", "1", "--progress", "30,7", NULL), ERR_INVALID,
	    "'30,7'");
	assert_int_equal(
	    line("department", "edit", "ks", "--alias", "A, B", NULL), 0);
	params_are(
	    "department.edit", "{\"code\":\"ks\",\"aliases\":[\"A, B\"]}");
}

static void flags_and_numbers(void **state)
{
	(void)state;
	assert_int_equal(
	    line("activity", "list", "--overdue", "--due-within", "30", NULL),
	    0);
	params_are("activity.list", "{\"overdue\":true,\"due_within\":30}");
	refused(line("activity", "list", "--due-within", "soon", NULL),
	    ERR_INVALID,
	    "--due-within must be a whole number from 0 up, not 'soon'");
	refused(line("update", "one", NULL), ERR_INVALID,
	    "<id> must be a number, 1 or more, not 'one'");
	refused(line("update", "", NULL), ERR_INVALID, "<id>");
	refused(line("update", "1.5", NULL), ERR_INVALID, "1.5");
	refused(
	    line("update", "1234567890123456789", NULL), ERR_INVALID, "<id>");
	refused(
	    line("update", "1", "--progress", "-1", NULL), ERR_INVALID, "'-1'");
	refused(line("activity", "list", "--overdue=yes", NULL), ERR_USAGE,
	    "--overdue takes no value");
}

static void a_value_may_be_empty_or_begin_with_a_dash(void **state)
{
	(void)state;
	assert_int_equal(line("update", "1", "--note", "", NULL), 0);
	params_are("activity.update", "{\"id\":1,\"note\":\"\"}");
	assert_int_equal(line("update", "1", "--note", "- en punkt", NULL), 0);
	params_are("activity.update", "{\"id\":1,\"note\":\"- en punkt\"}");
	assert_int_equal(line("update", "1", "--note=--status", NULL), 0);
	params_are("activity.update", "{\"id\":1,\"note\":\"--status\"}");
	refused(line("update", "1", "--note", "--status", "done", NULL),
	    ERR_USAGE, "--note needs a value");
	refused(line("update", "1", "--note", NULL), ERR_USAGE,
	    "--note needs a value");
}

static void what_is_missing_or_too_much(void **state)
{
	(void)state;
	refused(line("activity", "move", "3", "2025", NULL), ERR_USAGE,
	    "--decision is missing: planvakt activity move <id> <timeframe> "
	    "--decision REF");
	refused(line("activity", "move", "--decision", "x", NULL), ERR_USAGE,
	    "<id> is missing");
	refused(line("timeframe", NULL), ERR_USAGE, "<text> is missing");
	refused(line("activity", "move", "3", "ht", "2025", "--decision", "x",
		    NULL),
	    ERR_USAGE, "2025 is a word too many");
	refused(line("update", "1", "--note", "a", "--note", "b", NULL),
	    ERR_USAGE, "--note is given twice");
}

static void the_longest_command_is_meant(void **state)
{
	(void)state;
	assert_int_equal(line("holidays", "add", "2022-05-27", NULL), 0);
	params_are("holidays.add", "{\"date\":\"2022-05-27\"}");
	assert_int_equal(line("holidays", "2022", NULL), 0);
	params_are("holidays", "{\"year\":\"2022\"}");
	/* "help" here is a value, not the command. */
	assert_int_equal(line("--note", "help", "update", "1", NULL), 0);
	params_are("activity.update", "{\"id\":1,\"note\":\"help\"}");
}

static void unknown_words_name_the_nearest(void **state)
{
	(void)state;
	refused(line(NULL), ERR_USAGE, "no command");
	refused(line("activty", "list", NULL), ERR_USAGE,
	    "unknown command 'activty': did you mean 'activity'?");
	refused(line("activity", "mvoe", NULL), ERR_USAGE,
	    "unknown word 'mvoe': did you mean 'move'?");
	refused(line("dep", "edit", NULL), ERR_USAGE, "'department'");
	refused(line("nonsense", NULL), ERR_USAGE,
	    "unknown command 'nonsense': see `planvakt help`");
	refused(line("activity", "nonsense", NULL), ERR_USAGE,
	    "see `planvakt help activity`");
	refused(line("activity", NULL), ERR_USAGE,
	    "'activity' needs one more word: move, list");
	refused(line("activity", "move", "3", "ht", "--decison", "x", NULL),
	    ERR_USAGE,
	    "unknown option '--decison': did you mean '--decision'?");
	refused(line("update", "1", "--colour=red", NULL), ERR_USAGE,
	    "unknown option '--colour'");
	refused(line("update", "-x", NULL), ERR_USAGE, "'-x'");
	refused(line("update", "1", "--fromat", "json", NULL), ERR_USAGE,
	    "'--format'");
}

static void help_needs_nothing_else_to_be_right(void **state)
{
	(void)state;
	assert_int_equal(line("activity", "move", "--help", NULL), 0);
	assert_true(words.help);
	assert_ptr_equal(words.verb, &rows[0]);
	assert_int_equal(line("activity", "-h", NULL), 0);
	assert_true(words.help);
	assert_null(words.verb);
	assert_int_equal(words.given_count, 1);
	assert_string_equal(words.given[0], "activity");
	assert_int_equal(line("--version", NULL), 0);
	assert_true(words.version);
}

static void texts_are_utf8(void **state)
{
	(void)state;
	refused(line("update", "1", "--note", "a\377b", NULL), ERR_INVALID,
	    "--note is not valid UTF-8");
	refused(line("activity", "move", "1", "\303", "--decision", "x", NULL),
	    ERR_INVALID, "<timeframe> is not valid UTF-8");
	assert_int_equal(line("update", "1", "--note", "Åtgärd § 7", NULL), 0);
	params_are("activity.update", "{\"id\":1,\"note\":\"Åtgärd § 7\"}");
}

/* A file of our own with this text. */
static void with_file(char path[32], const char *text)
{
	int file;

	strcpy(path, "/tmp/planvakt-words.XXXXXX");
	file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
}

static void a_key_is_read_from_its_file(void **state)
{
	char path[32];

	(void)state;
	with_file(path, "# my key\r\n\n" PUBLIC_LINE " someone\r\nmore\n");
	assert_int_equal(
	    line("key", "add", "soc", path, "--role", "auditor", NULL), 0);
	params_are("key.add",
	    "{\"name\":\"soc\",\"key\":\"" PUBLIC_LINE
	    "\",\"role\":\"auditor\"}");
	unlink(path);
	refused(line("key", "add", "soc", path, "--role", "auditor", NULL),
	    ERR_INVALID, path);
	with_file(path, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
	refused(line("key", "add", "soc", path, "--role", "auditor", NULL),
	    ERR_INVALID, "private key");
	unlink(path);
	with_file(path, "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA me\n");
	refused(line("key", "add", "soc", path, "--role", "auditor", NULL),
	    ERR_INVALID, "no ssh-ed25519 public key");
	unlink(path);
}

static void a_grammar_says_itself_again(void **state)
{
	static const char row[] = "a b <c> [<d>]... --e F [--g-h I]... [--j]";
	struct buffer text = { 0 };
	struct grammar grammar;

	(void)state;
	grammar_read(&grammar, row);
	assert_int_equal(grammar.count, 7);
	assert_int_equal(grammar.literals, 2);
	for (size_t i = 0; i < grammar.count; i++) {
		buffer_text(&text, i > 0 ? " " : "");
		grammar_word_write(&text, &grammar.words[i]);
	}
	assert_string_equal(text.bytes, row);
	assert_string_equal(grammar.words[5].field, "g_h");
	assert_true(grammar.words[4].required);
	assert_false(grammar.words[5].required);
	assert_int_equal(grammar.words[6].kind, WORD_FLAG);
	buffer_free(&text);
}

static int release(void **state)
{
	(void)state;
	words_release(&words);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values_and_options_in_any_order),
		cmocka_unit_test(global_options_stand_anywhere),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(what_repeats_is_an_array_named_in_the_plural),
		cmocka_unit_test(numbers_may_come_in_one_word),
		cmocka_unit_test(flags_and_numbers),
		cmocka_unit_test(a_value_may_be_empty_or_begin_with_a_dash),
		cmocka_unit_test(what_is_missing_or_too_much),
		cmocka_unit_test(the_longest_command_is_meant),
		cmocka_unit_test(unknown_words_name_the_nearest),
		cmocka_unit_test(help_needs_nothing_else_to_be_right),
		cmocka_unit_test(texts_are_utf8),
		cmocka_unit_test(a_key_is_read_from_its_file),
		cmocka_unit_test(a_grammar_says_itself_again),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
