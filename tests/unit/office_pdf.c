/* SPDX-License-Identifier: ISC */
/* Tables by where words stand, as lines. The lines of a text are 12 points
 * apart, a space is 3 wide, a letter 5. */
#include "client/office/pdf_layout.h"

#include "tests/unit/office.h"

static struct buffer tsv;

static void begin_page(void)
{
	buffer_cut(&tsv, 0);
	buffer_text(&tsv,
	    "level\tpage_num\tpar_num\tblock_num\tline_num\t"
	    "word_num\tleft\ttop\twidth\theight\tconf\ttext\n");
}

/* A text's words side by side. */
static void put(int page, double left, double top, const char *text)
{
	while (*text != '\0') {
		int length = (int)strcspn(text, " ");

		buffer_printf(&tsv,
		    "5\t%d\t0\t0\t0\t0\t%.2f\t%.2f\t%.2f\t14.0\t100\t%.*s\n",
		    page, left, top, 5.0 * length, length, text);
		left += 5.0 * length + 3;
		text += length;
		text += *text == ' ';
	}
}

static int lay_out_words(void)
{
	struct document document = { 0 };
	size_t size;
	int result;

	free(said);
	said = NULL;
	document.to = open_memstream(&said, &size);
	err = (struct err){ 0 };
	result = pdf_layout(&document, tsv.bytes, &err);
	fclose(document.to);
	buffer_free(&document.texts.bytes);
	return result;
}

static void reads(const char *lines)
{
	assert_int_equal(lay_out_words(), 0);
	office_says(lines);
}

static void put_heading(int page, double top)
{
	put(page, 50, top, "Aktivitet");
	put(page, 200, top, "Tidplan");
	put(page, 300, top, "Ansvarig");
}

/* Rows are 18 apart; the words of the middle column stand in the middle. */
static void cells_of_several_lines(void **state)
{
	(void)state;
	begin_page();
	put(1, 50, 40, "En plan för hela kommunen och alla dess bolag i år");
	put_heading(1, 100);
	put(1, 50, 118, "Utbilda alla i förvalt-");
	put(1, 50, 130, "ningen om kultur-");
	put(1, 50, 142, "och fritid");
	put(1, 200, 130, "Vt 2026");
	put(1, 300, 118, "Kommun-");
	put(1, 300, 130, "Staben");
	put(1, 50, 160, "Vandra");
	put(1, 200, 160, "Ht 2026");
	put(1, 300, 160, "Skolan");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Utbilda alla i förvaltningen om kultur- "
	    "och fritid\",\"Vt 2026\",\"Kommun-Staben\"]}\n"
	    "{\"line\":3,\"cells\":[\"Vandra\",\"Ht 2026\",\"Skolan\"]}\n"
	    "{\"end\":1}\n");
}

/* It goes over the strips of the table that begins close below. */
static void title_beside_a_box(void **state)
{
	const char *all = "Plan Planen gäller hela kommunen";
	struct buffer lines = { 0 };

	(void)state;
	begin_page();
	put(1, 50, 84, "Plan");
	put(1, 180, 85, "Planen gäller hela kommunen");
	put_heading(1, 99);
	for (int i = 0; i < 4; i++) {
		put(1, 50, 117 + 18 * i, "Vandra");
		put(1, 200, 117 + 18 * i, "Vt 2026");
		put(1, 300, 117 + 18 * i, "Skolan");
	}
	buffer_printf(&lines,
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"%s\",[\"%s\"],[\"%s\"]]}\n"
	    "{\"line\":2,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n",
	    all, all, all);
	for (int i = 3; i < 7; i++)
		buffer_printf(&lines,
		    "{\"line\":%d,\"cells\":[\"Vandra\",\"Vt 2026\","
		    "\"Skolan\"]}\n",
		    i);
	buffer_text(&lines, "{\"end\":1}\n");
	reads(lines.bytes);
	buffer_free(&lines);
}

/* What goes over the strips is a row; what stands in one column is told. */
static void rows_of_one_text(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	put(1, 50, 118, "Ett mål som står för alla rader som följer efter det");
	for (int i = 0; i < 4; i++) {
		put(1, 50, 136 + 18 * i, "Vandra");
		put(1, 200, 136 + 18 * i, "Vt 2026");
		put(1, 300, 136 + 18 * i, "Skolan");
	}
	put(1, 50, 208, "Ett stycke till");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Ett mål som står för alla rader som "
	    "följer efter det\",[\"Ett mål som står för alla rader som följer "
	    "efter det\"],[\"Ett mål som står för alla rader som följer efter "
	    "det\"]]}\n"
	    "{\"line\":3,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":4,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":5,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":6,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":7,\"cells\":[\"Ett stycke till\"]}\n"
	    "{\"end\":1,\"uncertain\":[7]}\n");
}

/* Two rows without white between them: the second column has a hole. */
static void rows_that_nothing_parts_are_told(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	put(1, 50, 118, "Utbilda alla i");
	put(1, 200, 118, "Vt 2026");
	put(1, 300, 118, "Skolan");
	put(1, 50, 130, "kommunen");
	put(1, 50, 142, "Vandra");
	put(1, 200, 142, "Ht 2026");
	put(1, 300, 142, "Skolan");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Utbilda alla i kommunen Vandra\","
	    "\"Vt 2026 Ht 2026\",\"Skolan Skolan\"]}\n"
	    "{\"end\":1,\"uncertain\":[2]}\n");
}

/* No white parts the rows, and each begins with a text in every column, or in
 * one that the line before has not: they are told apart, and asked about. */
static void rows_that_touch_are_shown(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	put(1, 50, 112, "Utbilda alla i");
	put(1, 200, 112, "Vt 2026");
	put(1, 300, 112, "Skolan");
	put(1, 50, 124, "kommunen");
	put(1, 50, 136, "Vandra i");
	put(1, 200, 136, "Ht 2026");
	put(1, 300, 136, "Skolan");
	put(1, 50, 148, "centrum");
	put(1, 50, 160, "Möt föreningar");
	put(1, 300, 160, "Staben och");
	put(1, 300, 172, "skolan");
	put(1, 50, 184, "Mät");
	put(1, 200, 184, "2027 –");
	put(1, 300, 184, "Staben");
	put(1, 50, 196, "utfallet");
	put(1, 200, 196, "2028");
	put(1, 300, 196, "och alla");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Utbilda alla i kommunen\",\"Vt 2026\","
	    "\"Skolan\"]}\n"
	    "{\"line\":3,\"cells\":[\"Vandra i centrum\",\"Ht 2026\","
	    "\"Skolan\"]}\n"
	    "{\"line\":4,\"cells\":[\"Möt föreningar\",null,"
	    "\"Staben och skolan\"]}\n"
	    "{\"line\":5,\"cells\":[\"Mät utfallet\",\"2027 – 2028\",\"Staben och alla\"]}\n"
	    "{\"end\":1,\"uncertain\":[2,3,4,5]}\n");
}

/* No white parts them, and they may as well be one row. */
static void rows_as_close_as_lines_are_told(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	put(1, 50, 118, "Vandra");
	put(1, 200, 118, "Vt 2026");
	put(1, 300, 118, "Skolan");
	put(1, 50, 130, "Utbilda");
	put(1, 200, 130, "Ht 2026");
	put(1, 300, 130, "Staben");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":3,\"cells\":[\"Utbilda\",\"Ht 2026\",\"Staben\"]}\n"
	    "{\"end\":1,\"uncertain\":[2,3]}\n");
}

/* What lacks a cell there may be the rest of the row before. */
static void a_table_goes_on_over_pages(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	for (int page = 1; page < 4; page++) {
		put(page, 50, 118, "Vandra");
		put(page, 200, 118, "Vt 2026");
		if (page < 3)
			put(page, 300, 118, "Skolan");
	}
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":3,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"line\":4,\"cells\":[\"Vandra\",\"Vt 2026\"]}\n"
	    "{\"end\":1,\"uncertain\":[4]}\n");
}

static void two_tables_on_a_page(void **state)
{
	(void)state;
	begin_page();
	put_heading(1, 100);
	put(1, 50, 118, "Vandra");
	put(1, 200, 118, "Vt 2026");
	put(1, 300, 118, "Skolan");
	put(1, 50, 200, "Namn");
	put(1, 240, 200, "Telefon");
	reads(
	    "{\"table\":1}\n"
	    "{\"line\":1,\"cells\":[\"Aktivitet\",\"Tidplan\",\"Ansvarig\"]}\n"
	    "{\"line\":2,\"cells\":[\"Vandra\",\"Vt 2026\",\"Skolan\"]}\n"
	    "{\"end\":1}\n{\"table\":2}\n"
	    "{\"line\":1,\"cells\":[\"Namn\",\"Telefon\"]}\n{\"end\":2}\n");
}

static void without_a_table_it_is_refused(void **state)
{
	(void)state;
	begin_page();
	office_refuses(lay_out_words(), "no words but pictures");
	begin_page();
	put(1, 50, 100, "Bara en text");
	office_refuses(lay_out_words(), "has no table");
	buffer_free(&tsv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_of_several_lines),
		cmocka_unit_test(title_beside_a_box),
		cmocka_unit_test(rows_of_one_text),
		cmocka_unit_test(rows_that_nothing_parts_are_told),
		cmocka_unit_test(rows_that_touch_are_shown),
		cmocka_unit_test(rows_as_close_as_lines_are_told),
		cmocka_unit_test(a_table_goes_on_over_pages),
		cmocka_unit_test(two_tables_on_a_page),
		cmocka_unit_test(without_a_table_it_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, office_done);
}
