/* SPDX-License-Identifier: ISC */
/* Tables of OpenDocument, sheets and texts, as lines. */
#include "client/office/read_odf.h"

#include "tests/unit/office.h"

static int read_content(const char *body)
{
	struct buffer content = { 0 };
	int result;

	buffer_printf(&content,
	    "<office:document-content xmlns:office='o'><office:automatic-styles>"
	    "<number:date-style style:name='N1'><number:month/><number:year/>"
	    "</number:date-style><number:date-style style:name='N2'>"
	    "<number:day/><number:month/></number:date-style>"
	    "<style:style style:name='ce1' style:data-style-name='N1'/>"
	    "<style:style style:name='ce2' style:data-style-name='N2'/>"
	    "<style:style style:name='ta2'><style:table-properties "
	    "table:display='false'/></style:style>"
	    "</office:automatic-styles><office:body>%s</office:body>"
	    "</office:document-content>",
	    body);
	result = office_read_parts((struct office_part[]){
	    { "mimetype", "application/vnd.oasis.opendocument.text" },
	    { "content.xml", content.bytes },
	    { 0 },
	});
	buffer_free(&content);
	return result;
}

static void reads(const char *body, const char *lines)
{
	assert_int_equal(read_content(body), 0);
	office_says(lines);
}

static void sheets_have_names(void **state)
{
	(void)state;
	reads("<office:spreadsheet><table:table table:name='Plan'>"
	      "<table:table-row><table:table-cell><text:p>a</text:p>"
	      "</table:table-cell></table:table-row></table:table>"
	      "<table:table table:name='Dold' table:style-name='ta2'/>"
	      "</office:spreadsheet>",
	    "{\"table\":1,\"sheet\":\"Plan\"}\n{\"line\":1,\"cells\":[\"a\"]}\n"
	    "{\"end\":1}\n{\"table\":2,\"sheet\":\"Dold\",\"hidden\":true}\n"
	    "{\"end\":2}\n");
}

/* A month alone is no day, whatever the file keeps. */
static void days_and_numbers(void **state)
{
	(void)state;
	reads(
	    "<table:table><table:table-column "
	    "table:number-columns-repeated='2'/><table:table-column "
	    "table:default-cell-style-name='ce1' table:visibility='collapse'/>"
	    "<table:table-row><table:table-cell office:value-type='date' "
	    "office:date-value='2026-04-30' table:style-name='ce2'>"
	    "<text:p>30 april</text:p></table:table-cell>"
	    "<table:table-cell office:value-type='percentage' "
	    "office:value='0.4'><text:p>40 %</text:p></table:table-cell>"
	    "<table:table-cell office:value-type='date' "
	    "office:date-value='2026-05-01T00:00:00'><text:p>maj 26</text:p>"
	    "</table:table-cell><table:table-cell office:value-type='float' "
	    "office:value='3'/></table:table-row></table:table>",
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"2026-04-30\",\"40 %\","
	    "\"2026-05\",\"3\"]}\n{\"end\":1,\"hidden_columns\":[3]}\n");
}

static void merged_and_repeated(void **state)
{
	(void)state;
	reads(
	    "<table:table><table:table-header-rows><table:table-row>"
	    "<table:table-cell table:number-columns-spanned='2'><text:p>T"
	    "</text:p></table:table-cell><table:covered-table-cell/>"
	    "</table:table-row></table:table-header-rows>"
	    "<table:table-row><table:table-cell table:number-rows-spanned='2'>"
	    "<text:p>G</text:p></table:table-cell><table:table-cell><text:p>a"
	    "</text:p></table:table-cell></table:table-row><table:table-row>"
	    "<table:covered-table-cell/><table:table-cell><text:p>b</text:p>"
	    "</table:table-cell></table:table-row><table:table-row "
	    "table:number-rows-repeated='2' table:visibility='filter'>"
	    "<table:table-cell table:number-columns-repeated='2'><text:p>x"
	    "</text:p></table:table-cell></table:table-row><table:table-row "
	    "table:number-rows-repeated='1048570'><table:table-cell "
	    "table:number-columns-repeated='16384'/></table:table-row>"
	    "</table:table>",
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"T\",[\"T\"]]}\n"
	    "{\"line\":2,\"cells\":[\"G\",\"a\"]}\n"
	    "{\"line\":3,\"cells\":[[\"G\"],\"b\"]}\n"
	    "{\"line\":4,\"cells\":[\"x\",\"x\"]}\n"
	    "{\"line\":5,\"cells\":[\"x\",\"x\"]}\n"
	    "{\"end\":1,\"hidden_rows\":[4,5]}\n");
}

#define CELL(words)                                                            \
	"<table:table><table:table-row><table:table-cell>" words               \
	"</table:table-cell></table:table-row></table:table>"

/* As it reads when all changes are accepted; notes are below the page. */
static void words_of_a_cell(void **state)
{
	(void)state;
	reads(
	    "<office:text><text:tracked-changes><text:changed-region>"
	    "<text:deletion><text:p>bort</text:p></text:deletion>"
	    "</text:changed-region></text:tracked-changes>" CELL(
		"<text:p>För\xc2\xadvaltning<text:note><text:note-citation>1"
		"</text:note-citation><text:note-body><text:p>not</text:p>"
		"</text:note-body></text:note><text:s text:c='2'/>och<text:"
		"tab/><text:change-start/><text:span> mer</text:span></text:p>"
		"<text:list><text:list-item><text:p>två<text:line-break/>tre"
		"</text:p></text:list-item></text:list><text:p><text:a>länk"
		"</text:a><office:annotation><text:p>tyst</text:p>"
		"</office:annotation></text:p>") "</office:text>",
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"Förvaltning  och\\t mer\\n"
	    "två\\ntre\\nlänk\"]}\n{\"end\":1}\n");
	/* Ticked is what the document says so, whatever its sign. */
	reads("<office:text>" CELL(
		  "<text:p><loext:content-control loext:checkbox='true' "
		  "loext:checked='true'>\u2612</loext:content-control>"
		  "<loext:content-control loext:checkbox='true'>\u2612"
		  "</loext:content-control><loext:content-control>ord"
		  "</loext:content-control></text:p>") "</office:text>",
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"\u2611\u2610ord\"]}\n"
	    "{\"end\":1}\n");
}

static void a_table_in_a_cell_is_a_table_and_words(void **state)
{
	(void)state;
	reads(CELL("<text:p>ute</text:p>" CELL("<text:p>inne</text:p>")),
	    "{\"table\":2}\n{\"line\":1,\"cells\":[\"inne\"]}\n{\"end\":2}\n"
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"ute\\ninne\"]}\n"
	    "{\"end\":1}\n");
}

static void what_is_too_much_is_refused(void **state)
{
	(void)state;
	office_refuses(read_content("<office:text/>"), "has no tables");
	office_refuses(read_content(CELL(CELL(
			   CELL(CELL(CELL(CELL(CELL(CELL(CELL("x")))))))))),
	    "deep in each other");
	office_refuses(read_content("<table:table><table:table-row "
				    "table:number-rows-repeated='1000000'>"
				    "<table:table-cell><text:p>x</text:p>"
				    "</table:table-cell></table:table-row>"
				    "</table:table>"),
	    "over 60000 rows");
	office_refuses(
	    read_content(
		"<table:table><table:table-row "
		"table:number-rows-repeated='5000'><table:table-cell "
		"table:number-columns-repeated='250'><text:p>x</text:p>"
		"</table:table-cell></table:table-row></table:table>"),
	    "over 250,000 cells");
	office_refuses(office_read_parts((struct office_part[]){
			   { "content.xml", "\x01\x02" },
			   { "META-INF/manifest.xml",
			       "<m:manifest><m:file-entry><m:encryption-data/>"
			       "</m:file-entry></m:manifest>" },
			   { 0 } }),
	    "encrypted");
	office_refuses(office_read_parts((struct office_part[]){
			   { "mimetype", "application/vnd.oasis" },
			   { "encrypted-package", "\x01\x02" }, { 0 } }),
	    "encrypted");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheets_have_names),
		cmocka_unit_test(days_and_numbers),
		cmocka_unit_test(merged_and_repeated),
		cmocka_unit_test(words_of_a_cell),
		cmocka_unit_test(a_table_in_a_cell_is_a_table_and_words),
		cmocka_unit_test(what_is_too_much_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, office_done);
}
