/* SPDX-License-Identifier: ISC */
#include "client/csv_table.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/encoding.h"
#include "client/table_file.h"

/* Of the tables here. */
enum { ACTIVITY, TIMEFRAME, OWNER };

static char path[] = "/tmp/planvakt-sheet.XXXXXX";
static struct grid grid;
static const char *guess;
static struct err err;

static int read_file(const char *name)
{
	struct buffer text = { 0 };
	int result;

	grid_release(&grid);
	err = (struct err){ 0 };
	result = table_file_load(&text, name, &err);
	if (result == 0)
		result = encoding_to_utf8(&text, name, &guess, &err);
	if (result == 0)
		result = csv_table_read(&grid, &text, name, &err);
	buffer_free(&text);
	return result;
}

static int read_bytes(const void *bytes, size_t length)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
	return read_file(path);
}

static int read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

/* Of a row below the first. */
static void format_is(size_t row, int column, const char *wanted)
{
	const char *text;

	assert_true(row + 1 < grid.count);
	text = grid_text(&grid.rows[row + 1], (size_t)column);
	if (wanted == NULL)
		assert_null(text);
	else
		assert_string_equal(text, wanted);
}

static void refused(int result, const char *text)
{
	assert_int_equal(result, -1);
	assert_int_equal(err.code, ERR_INVALID);
	if (strstr(err.text, text) == NULL)
		fail_msg("'%s' is not in: %s", text, err.text);
	assert_int_equal(grid.count, 0);
}

static void one_row_is_read(const char *text)
{
	assert_int_equal(read_text(text), 0);
	assert_int_equal(grid.count, 2);
	format_is(0, ACTIVITY, "Möte, nu");
	format_is(0, TIMEFRAME, "2022");
	format_is(0, OWNER, "KS");
}

static void delimiters(void **state)
{
	(void)state;
	one_row_is_read("Aktivitet;Tidplan;Ansvarig\n\"Möte, nu\";2022;KS\n");
	one_row_is_read("Aktivitet;Tidplan;Ansvarig\nMöte, nu;2022;KS\n");
	one_row_is_read("Aktivitet,Tidplan,Ansvarig\n\"Möte, nu\",2022,KS\n");
	one_row_is_read("Aktivitet\tTidplan\tAnsvarig\nMöte, nu\t2022\tKS\n");
	/* What stands in quotes does not count. */
	one_row_is_read("Aktivitet,Tidplan,Ansvarig,\"Annat; med; många; "
			"semikolon\"\n\"Möte, nu\",2022,KS,x\n");
	/* Nor a title above it, nor what stands in most rows but not as often. */
	assert_int_equal(
	    read_text("Plan, lång, för trygghet, 2025\n"
		      "Aktivitet;Tidplan;Ansvarig\n"
		      "Möte, nu;2022;KS\nMöte, då, och sen;2023;KS\n"),
	    0);
	format_is(1, ACTIVITY, "Möte, nu");
	/* An empty cell between tabs is a cell. */
	assert_int_equal(
	    read_text("Aktivitet\tTidplan\tAnsvarig\nMöte\t\tKS\n"), 0);
	format_is(0, TIMEFRAME, NULL);
	format_is(0, OWNER, "KS");
}

/* Of no cell does our own CSV make another. */
static void our_own_csv_is_read_back(void **state)
{
	static const char *const texts[] = { "=1+1", "- en punkt", "'=1",
		"''@a", "-5", "+46 8 123", "'-5", "'a'", "-", "@a \"b\"; c" };
	struct buffer text = { 0 };

	(void)state;
	buffer_text(&text, "activity,timeframe,owner\n");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buffer_csv(&text, texts[i]);
		buffer_text(&text, ",2022,");
		buffer_csv(&text, texts[i]);
		buffer_text(&text, "\n");
	}
	assert_int_equal(read_text(text.bytes), 0);
	assert_int_equal(grid.count - 1, sizeof(texts) / sizeof(texts[0]));
	for (size_t i = 0; i + 1 < grid.count; i++) {
		format_is(i, ACTIVITY, texts[i]);
		format_is(i, OWNER, texts[i]);
	}
	buffer_free(&text);
}

static void beginnings(void **state)
{
	(void)state;
	one_row_is_read("sep=,\r\nActivity,Tidplan,Ansvarig\r\n"
			"\"Möte, nu\",2022,KS\r\n");
	assert_int_equal(grid.rows[1].line, 3);
	one_row_is_read("\n;;;\nAktivitet;Tidplan;Ansvarig\nMöte, nu;2022;KS");
	assert_int_equal(grid.rows[1].line, 4);
}

static void encodings(void **state)
{
	static const char cp1252[] =
	    "\xc5tg\xe4rd;Tidplan\nM\xf6te \x96 nu;2022\n";
	static const char wide[] =
	    "\xff\xfe\xc5\0t\0g\0\xe4\0r\0d\0\n\0M\0\xf6\0";
	static const char tall[] =
	    "\xfe\xff\0\xc5\0t\0g\0\xe4\0r\0d\0\n\0M\0\xf6";

	(void)state;
	one_row_is_read("\xef\xbb\xbf"
			"Aktivitet;Tidplan;Ansvarig\r\nMöte, nu;2022;KS\r\n");
	assert_int_equal(read_bytes(cp1252, sizeof(cp1252) - 1), 0);
	format_is(0, ACTIVITY, "Möte – nu"); /* 0x96 is U+2013 */
	assert_string_equal(guess, "Windows-1252");
	assert_int_equal(read_bytes(wide, sizeof(wide) - 1), 0);
	format_is(0, ACTIVITY, "Mö");
	assert_int_equal(read_bytes(tall, sizeof(tall) - 1), 0);
	format_is(0, ACTIVITY, "Mö");
	assert_null(guess);
	/* UTF-16 without its mark. */
	assert_int_equal(read_bytes(wide + 2, sizeof(wide) - 3), 0);
	format_is(0, ACTIVITY, "Mö");
	assert_string_equal(guess, "UTF-16LE");
	/* UTF-8 of which a part is another's. */
	refused(read_text("Åtgärd\nMöte på läktaren\nM\xf6te\n"), "line 3 of");
	assert_non_null(strstr(err.text, "damaged"));
	/* Windows-1252 has no 0x81. */
	refused(read_text("Aktivitet\nM\xf6te\n\x81\n"), "line 3 of");
	refused(read_text("\xef\xbb\xbf"
			  "Aktivitet\n\xf6\n"),
	    "line 2 of");
	/* A surrogate, as UTF-8 never has it (RFC 3629): so Windows-1252. */
	assert_int_equal(read_text("Aktivitet\n\xed\xa0\x80\n"), 0);
	format_is(0, ACTIVITY, "í\xc2\xa0€");
	refused(read_bytes("Aktivitet\na\0b\n", 14), "not a text");
}

static void quotes_and_line_ends(void **state)
{
	(void)state;
	assert_int_equal(read_text("Aktivitet;Tidplan\r\n"
				   "\"Två\r\nrader, \"\"så\"\"\";2022\r\n"),
	    0);
	format_is(0, ACTIVITY, "Två\nrader, \"så\"");
	assert_int_equal(
	    read_text("Aktivitet;Tidplan\r\" Två\rrader \";2022\rEn;\r"), 0);
	format_is(0, ACTIVITY, "Två\nrader");
	format_is(1, ACTIVITY, "En");
	assert_int_equal(grid.rows[2].line, 4);
	/* People who write it by hand do not quote their quotes. */
	assert_int_equal(
	    read_text("Aktivitet;Tidplan\nEtt \"lexikon\" till;2022\n"), 0);
	format_is(0, ACTIVITY, "Ett \"lexikon\" till");
	refused(read_text("Aktivitet;Tidplan\nMöte;2022\n\"Utan slut;2022\n\n"),
	    "line 3 of");
	assert_non_null(strstr(err.text, "never closed"));
}

static void lines_are_those_of_the_file(void **state)
{
	static const int64_t wanted[] = { 3, 5, 9, 13 };

	(void)state;
	assert_int_equal(read_text("\n"                  /* 1 */
				   "Aktivitet;Tidplan\n" /* 2 */
				   "A;2022\n"            /* 3 */
				   "\n"                  /* 4 */
				   "\"B\n"               /* 5 */
				   "\n"                  /* 6 */
				   "b\";2022\n"          /* 7 */
				   " ; \n"               /* 8 */
				   "C;\"20\n"            /* 9 */
				   "22\"\n"              /* 10 */
				   ";\n"                 /* 11 */
				   "   \n"               /* 12 */
				   "D;2022"),            /* 13 */
	    0);
	assert_int_equal(grid.count, 5);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(grid.rows[i + 1].line, wanted[i]);
	format_is(1, ACTIVITY, "B\n\nb");
}

static void files_that_hold_nothing(void **state)
{
	(void)state;
	refused(read_text(""), "is empty");
	assert_int_equal(read_text("\n \n"), 0);
	assert_int_equal(grid.count, 0);
	grid_release(&grid);
	refused(read_file("/tmp"), "cannot read /tmp");
	refused(read_file("/nonexistent.csv"), "cannot read /nonexistent.csv");
	refused(read_file("/dev/zero"), "32 MB");
}

static void limits(void **state)
{
	struct buffer text = { 0 };

	(void)state;
	for (int i = 0; i < GRID_ROWS_MAX; i++)
		buffer_text(&text, "A\n");
	assert_int_equal(read_bytes(text.bytes, text.length), 0);
	assert_int_equal(grid.count, GRID_ROWS_MAX);
	buffer_text(&text, "A\n");
	refused(read_bytes(text.bytes, text.length), "line 60001 of");
	buffer_cut(&text, 0);
	for (int i = 0; i < GRID_COLUMNS_MAX; i++)
		buffer_text(&text, "A;");
	buffer_text(&text, "A;A\n");
	refused(read_bytes(text.bytes, text.length), "too many columns");
	buffer_free(&text);
}

static void folds(const char *text, const char *wanted)
{
	struct buffer folded = { 0 };

	encoding_fold(&folded, text, strlen(text));
	assert_string_equal(folded.bytes, wanted);
	buffer_free(&folded);
}

static void folding(void **state)
{
	(void)state;
	folds("", "");
	folds(" \t\r\n\xc2\xa0", "");
	folds("  FÖRE\xc2\xa0\n BYGGA ", "före bygga");
	folds("ÅÄÖÉ×Þ", "åäöé×þ");
	folds("a\xcc\x8a"
	      "A\xcc\x88"
	      "O\xcc\x88"
	      "e\xcc\x81",
	    "åäöé");
	folds("u\xcc\x88", "u\xcc\x88");
}

static int make_path(void **state)
{
	int file = mkstemp(path);

	(void)state;
	return file < 0 ? -1 : close(file);
}

static int remove_path(void **state)
{
	(void)state;
	grid_release(&grid);
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delimiters),
		cmocka_unit_test(beginnings),
		cmocka_unit_test(our_own_csv_is_read_back),
		cmocka_unit_test(encodings),
		cmocka_unit_test(quotes_and_line_ends),
		cmocka_unit_test(lines_are_those_of_the_file),
		cmocka_unit_test(files_that_hold_nothing),
		cmocka_unit_test(limits),
		cmocka_unit_test(folding),
	};

	return cmocka_run_group_tests(tests, make_path, remove_path);
}
