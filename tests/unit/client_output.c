/* SPDX-License-Identifier: ISC */
#include "client/output/output.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "client/output/format.h"
#include "protocol/buffer.h"

static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "activity", "ACTIVITY", COLUMN_CUT },
	{ "timeframe.text", NULL, COLUMN_PLAIN },
	{ "due", "DUE", COLUMN_PLAIN },
	{ "lead", "LEAD", COLUMN_PLAIN },
	{ "unclear", "UNCLEAR", COLUMN_RARE },
	{ NULL, NULL, 0 },
};

#define FIRST                                                                   \
	"{\"id\":9,\"activity\":\"Håll kurs\",\"timeframe\":{\"text\":"        \
	"\"Vt 2022\"},\"due\":\"2022-06-30\",\"lead\":\"ks\",\"overdue\":true," \
	"\"unclear\":[]}"
#define SECOND                                                                 \
	"{\"id\":10,\"activity\":\"Sök; \\\"nu\\\",\\nsen\",\"timeframe\":{"  \
	"\"text\":\"löpande\"},\"due\":null,\"lead\":null,\"overdue\":false," \
	"\"unclear\":[%s]}"

static char *shown;
static size_t shown_length;
static struct output output;

static void open_as(const char *format, const struct column *which)
{
	struct err err;
	FILE *to = open_memstream(&shown, &shown_length);

	assert_non_null(to);
	assert_int_equal(output_open(&output, format, to, which, &err), 0);
}

static void shows(const char *wanted)
{
	struct err err;

	assert_int_equal(output_flush(&output, &err), 0);
	fclose(output.to);
	assert_string_equal(shown, wanted);
	output_close(&output);
	free(shown);
}

static void add_row(const char *format, const char *argument)
{
	struct buffer text = { 0 };
	json_t *rows;

	buffer_text(&text, "[");
	if (argument != NULL)
		buffer_printf(&text, SECOND, argument);
	else
		buffer_text(&text, format);
	buffer_text(&text, "]");
	rows = json_loads(text.bytes, 0, NULL);
	assert_non_null(rows);
	output_list_rows(&output, rows);
	json_decref(rows);
	buffer_free(&text);
}

/* Two pages. */
static void list(const char *unclear)
{
	add_row(FIRST, NULL);
	add_row(NULL, unclear);
	output_list_end(&output, NULL);
}

static void a_list_as_json_is_the_rows(void **state)
{
	char wanted[1024];

	(void)state;
	open_as("json", columns);
	list("");
	snprintf(wanted, sizeof(wanted), "[" FIRST "," SECOND "]\n", "");
	shows(wanted);
	open_as("json", columns);
	output_list_end(&output, "none");
	shows("[]\n");
}

static void pages_of_json_text_pass_through(void **state)
{
	struct err err;

	(void)state;
	open_as("json", NULL);
	assert_true(output_takes_raw(&output));
	output_list_raw(&output, "{\"id\": 1},{\"id\":2}x", 18);
	output_list_raw(&output, "", 0);
	output_list_raw(&output, "{\"id\":3}", 8);
	output_list_end(&output, NULL);
	shows("[{\"id\": 1},{\"id\":2},{\"id\":3}]\n");
	assert_int_equal(output_open(&output, "csv", stdout, NULL, &err), 0);
	assert_false(output_takes_raw(&output));
}

static void a_list_as_csv(void **state)
{
	(void)state;
	open_as("csv", columns);
	list("\"undated\",\"lead\"");
	shows("id,activity,timeframe.text,due,lead,unclear\n"
	      "9,Håll kurs,Vt 2022,2022-06-30,ks,\n"
	      "10,\"Sök; \"\"nu\"\",\nsen\",löpande,,,\"undated, lead\"\n");
	open_as("csv", columns);
	output_list_end(&output, "none");
	shows("id,activity,timeframe.text,due,lead,unclear\n");
}

/* A spreadsheet shows it, and reckons nothing out. */
static void csv_holds_no_formula(void **state)
{
	json_t *thing =
	    json_loads("{\"a\":\"=HYPERLINK(x)\",\"b\":-5}", 0, NULL);
	json_t *rows =
	    json_loads("[{\"id\":-9,\"activity\":\"=1+1\"}]", 0, NULL);

	(void)state;
	open_as("csv", columns);
	output_list_rows(&output, rows);
	output_list_end(&output, NULL);
	shows("id,activity,timeframe.text,due,lead,unclear\n"
	      "-9,'=1+1,,,,\n");
	open_as("csv", NULL);
	output_thing(&output, thing);
	shows("field,value\na,'=HYPERLINK(x)\nb,-5\n");
	json_decref(thing);
	json_decref(rows);
}

static void a_list_as_table(void **state)
{
	(void)state;
	open_as(NULL, columns);
	assert_true(output_is_table(&output));
	list("");
	shows("ID  ACTIVITY        DUE                 LEAD\n"
	      " 9  Håll kurs       2022-06-30 overdue  ks\n"
	      "10  Sök; \"nu\", sen  -                   -\n");
	open_as("table", columns);
	list("\"undated\",\"new word\"");
	shows("ID  ACTIVITY        DUE                 LEAD  UNCLEAR\n"
	      " 9  Håll kurs       2022-06-30 overdue  ks    -\n"
	      "10  Sök; \"nu\", sen  -                   -     "
	      "no date could be read; new word\n");
}

static void a_table_is_cut_to_a_terminal_only(void **state)
{
	(void)state;
	open_as("table", columns);
	output.width = 42;
	list("");
	/* 42 less the other columns (2, 18, 4) and three gaps: 12. */
	shows("ID  ACTIVITY      DUE                 LEAD\n"
	      " 9  Håll kurs     2022-06-30 overdue  ks\n"
	      "10  Sök; \"nu\",…   -                   -\n");
}

static void what_no_table_has_room_for_is_told(void **state)
{
	(void)state;
	/* Of what cannot be cut are 24, of words one, and three gaps: 31. */
	open_as("table", columns);
	output.width = 31;
	list("");
	shows("ID  …  DUE                 LEAD\n"
	      " 9  …  2022-06-30 overdue  ks\n"
	      "10  …  -                   -\n");
	open_as("table", columns);
	output.width = 30;
	list("");
	shows("9, activity Håll kurs, due\n  2022-06-30 overdue, lead ks\n"
	      "10, activity Sök; \"nu\", sen\n");
}

static void a_thing(void **state)
{
	json_t *thing = json_loads(
	    "{\"id\":3,\"timeframe\":{\"text\":\"Vt 2022\",\"kind\":\"fixed\","
	    "\"start\":\"2022-01-01\",\"end\":\"2022-06-30\"},"
	    "\"due\":\"2022-06-30\",\"lead\":null,\"areas\":[\"vbe\",\"hrv\"],"
	    "\"overdue\":true,\"owner_text\":\"En\\nTvå\",\"head\":{\"seq\":4,"
	    "\"hash\":null,\"next\":\"2022-07-05T08:00+02:00\"},\"at\":\"2022-07-01T06:00:00Z\",\"notes\":["
	    "{\"done_on\":\"2022-05-01\",\"note\":\"Å\"},"
	    "{\"done_on\":null,\"note\":\"B\"}],\"unchanged\":true}",
	    0, NULL);

	(void)state;
	open_as("table", columns);
	output_thing(&output, thing);
	shows("nothing changed\n"
	      "id          3\n"
	      "timeframe   Vt 2022 (fixed, from 2022-01-01 to 2022-06-30)\n"
	      "due         2022-06-30 overdue\n"
	      "areas       vbe, hrv\n"
	      "owner text  En\n"
	      "            Två\n"
	      "head        seq 4, next 2022-07-05 08:00\n"
	      "at          2022-07-01 08:00\n"
	      "\n"
	      "notes\n"
	      "DONE ON     NOTE\n"
	      "2022-05-01  Å\n"
	      "-           B\n");
	open_as("csv", columns);
	output_thing(&output, thing);
	/* What has no column follows; "unchanged" is no part of the thing. */
	shows("id,activity,timeframe.text,due,lead,unclear,areas,overdue,"
	      "owner_text,head,at,notes\n"
	      "3,,Vt 2022,2022-06-30,,,\"vbe, hrv\",true,\"En\nTvå\","
	      "\"seq 4, next 2022-07-05T08:00+02:00\",2022-07-01T06:00:00Z,"
	      "\"done_on 2022-05-01, note Å; note B\"\n");
	json_decref(thing);
	thing = json_loads("{\"b\":1,\"a\":true,\"c\":\"x,y\"}", 0, NULL);
	open_as("csv", NULL);
	output_thing(&output, thing);
	shows("field,value\nb,1\na,true\nc,\"x,y\"\n");
	open_as("json", NULL);
	output_thing(&output, thing);
	shows("{\"b\":1,\"a\":true,\"c\":\"x,y\"}\n");
	json_decref(thing);
}

/* A daemon may leave out, or leave empty, what another fills. */
static void what_says_nothing_shows_nothing(void **state)
{
	json_t *thing =
	    json_loads("{\"id\":3,\"notes\":[{\"note\":null}]}", 0, NULL);
	json_t *runs = json_pack("{ss}", "next", "");
	struct buffer to = { 0 };

	(void)state;
	open_as("table", columns);
	output_thing(&output, thing);
	shows("id  3\n\nnotes\n");
	format_in_sentence(&to, runs, "next");
	format_in_sentence(&to, runs, "why");
	assert_string_equal(to.bytes, "");
	buffer_free(&to);
	json_decref(thing);
	json_decref(runs);
}

static void cleans(const char *text, int lines, const char *wanted)
{
	struct buffer to = { 0 };

	buffer_text(&to, "");
	format_clean(&to, text, lines);
	assert_string_equal(to.bytes, wanted);
	buffer_free(&to);
}

static void terminals_are_not_told_what_to_do(void **state)
{
	(void)state;
	cleans("a\033[31mb\a\x7f", 0, "a?[31mb??");
	cleans("rad\r\ntvå\ttre", 0, "rad två tre");
	cleans("rad\r\ntvå\ttre", 1, "rad\ntvå tre");
	cleans("\xc2\x9b"
	       "1m å \xff \xe2\x82",
	    0, "??1m å ? ??");
	cleans("€ 𝄞", 0, "€ 𝄞");
}

static void formats_have_names(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(
	    output_open(&output, "xml", stdout, columns, &err), -1);
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "table, json or csv"));
}

static void what_cannot_be_written_is_told(void **state)
{
	FILE *full = fopen("/dev/full", "w");
	struct err err;

	(void)state;
	assert_non_null(full);
	assert_int_equal(output_open(&output, "json", full, NULL, &err), 0);
	output_list_end(&output, NULL);
	assert_int_equal(output_flush(&output, &err), -1);
	assert_non_null(strstr(err.text, "cannot write the answer"));
	output_close(&output);
	fclose(full);
}

/* Central European time is an hour ahead of UTC, in summer two, until the last
 * Sunday of October, 01:00 UTC. */
static void instants_are_told_in_the_municipalitys_time(void **state)
{
	json_t *row = json_pack("{ss ss ss}", "winter", "2022-01-01T23:30:00Z",
	    "summer", "2022-10-30T00:59:59Z", "after", "2022-10-30T01:00:00Z");
	struct buffer to = { 0 };

	(void)state;
	format_zone("../../../etc/passwd"); /* is not used */
	format_words(&to, row, "winter");
	buffer_text(&to, " ");
	format_words(&to, row, "summer");
	buffer_text(&to, " ");
	format_words(&to, row, "after");
	assert_string_equal(
	    to.bytes, "2022-01-02 00:30 2022-10-30 02:59 2022-10-30 02:00");
	buffer_free(&to);
	json_decref(row);
}

static void words_for(json_t *row, const char *field, const char *wanted)
{
	struct buffer to = { 0 };

	format_words(&to, row, field);
	assert_string_equal(to.bytes, wanted);
	buffer_free(&to);
	json_decref(row);
}

static void values_are_told_in_words(void **state)
{
	(void)state;
	words_for(json_pack("{s[{si ss si}{si ss si}{sn ss si ss}]}", "notices",
		      "activity", 36, "stage", "assigned", "n", 1, "activity",
		      37, "stage", "overdue", "n", 2, "activity", "stage",
		      "ending", "n", 1, "plan", "vbe"),
	    "notices",
	    "no. 36 assigned; no. 37 overdue, reminder 2; vbe ending");
	words_for(json_pack("{s[ss]}", "unclear", "undated", "equal"),
	    "unclear",
	    "no date could be read; owners of equal rank: who leads?");
	/* An empty cell names nobody, and nobody unknown. */
	words_for(json_pack("{s[sss] ss s{ss}}", "unclear", "undated", "lead",
		      "cooperating", "owner_text", "", "timeframe", "text", ""),
	    "unclear",
	    "no time is given; nobody is named who leads;"
	    " a cooperating owner is not registered");
	words_for(
	    json_pack("{s[ss] ss s{ss}}", "unclear", "undated", "lead",
		"owner_text", "Föreningar", "timeframe", "text", "snarast"),
	    "unclear", "no date could be read; the owner is not registered");
}

static int in_stockholm(void **state)
{
	(void)state;
	format_zone("Europe/Stockholm");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_as_json_is_the_rows),
		cmocka_unit_test(pages_of_json_text_pass_through),
		cmocka_unit_test(a_list_as_csv),
		cmocka_unit_test(csv_holds_no_formula),
		cmocka_unit_test(a_list_as_table),
		cmocka_unit_test(a_table_is_cut_to_a_terminal_only),
		cmocka_unit_test(what_no_table_has_room_for_is_told),
		cmocka_unit_test(a_thing),
		cmocka_unit_test(what_says_nothing_shows_nothing),
		cmocka_unit_test(terminals_are_not_told_what_to_do),
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(what_cannot_be_written_is_told),
		cmocka_unit_test(values_are_told_in_words),
		cmocka_unit_test(instants_are_told_in_the_municipalitys_time),
	};

	return cmocka_run_group_tests(tests, in_stockholm, NULL);
}
