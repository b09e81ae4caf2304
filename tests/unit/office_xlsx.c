/* SPDX-License-Identifier: ISC */
/* Sheets of .xlsx (ECMA-376), as lines. */
#include "client/office/read_xlsx.h"

#include "client/office/number_format.h"
#include "tests/unit/office.h"

#define SHEET_BEGIN                                                            \
	"<worksheet xmlns='http://schemas.openxmlformats.org/"                 \
	"spreadsheetml/2006/main'>"
#define RELATION(id, type, target)                                             \
	"<Relationship Id='" id                                                \
	"' Type='http://schemas.openxmlformats.org/officeDocument/2006/"       \
	"relationships/" type "' Target='" target "'/>"

static const char root[] = "<Relationships>" RELATION(
    "r1", "officeDocument", "xl/workbook.xml") "</Relationships>";
static const char relations[] =
    "<Relationships>" RELATION("r1", "worksheet", "worksheets/sheet1.xml")
	RELATION("r2", "sharedStrings", "/xl/sharedStrings.xml")
	    RELATION("r3", "styles", "styles.xml") RELATION("r4",
		"xlMacrosheet", "macrosheets/sheet1.xml") "</Relationships>";
static const char one_sheet[] =
    "<workbook><sheets><sheet name='Plan' r:id='r1'/></sheets></workbook>";
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='mmm\\ yyyy'/>"
    "<numFmt numFmtId='165' formatCode='0.0\" tkr\"'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
    "<xf numFmtId='9'/><xf numFmtId='165'/></cellXfs></styleSheet>";
static const char shared[] =
    "<sst><si><t>Åtgärd</t></si><si><r><t>För</t></r><r><t>valt\xc2\xad"
    "ning</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t>"
    "</si></sst>";

static int read_workbook(const char *workbook, const char *rows)
{
	struct buffer sheet = { 0 };
	int result;

	buffer_printf(&sheet, "%s%s</worksheet>", SHEET_BEGIN, rows);
	result = office_read_parts((struct office_part[]){
	    { "_rels/.rels", root },
	    { "xl/_rels/workbook.xml.rels", relations },
	    { "xl/workbook.xml", workbook },
	    { "xl/styles.xml", styles },
	    { "xl/sharedStrings.xml", shared },
	    { "xl/worksheets/sheet1.xml", sheet.bytes },
	    { 0 },
	});
	buffer_free(&sheet);
	return result;
}

static void reads(const char *rows, const char *lines)
{
	struct buffer wanted = { 0 };

	assert_int_equal(read_workbook(one_sheet, rows), 0);
	buffer_printf(&wanted, "{\"table\":1,\"sheet\":\"Plan\"}\n%s", lines);
	office_says(wanted.bytes);
	buffer_free(&wanted);
}

static void texts_of_every_kind(void **state)
{
	(void)state;
	reads("<sheetData><row r='2'><c r='A2' t='s'><v>0</v></c>"
	      "<c r='C2' t='s'><v>1</v></c><c t='inlineStr'><is><r><t>in</t>"
	      "</r><r><t> it</t></r></is></c><c t='str'><f>A1</f><v>sum</v>"
	      "</c></row><row><c t='s'><v>2</v></c><c t='b'><v>1</v></c>"
	      "<c t='e'><v>#REF!</v></c></row></sheetData>",
	    "{\"line\":2,\"cells\":[\"Åtgärd\",null,\"Förvaltning\",\"in it\","
	    "\"sum\"]}\n"
	    "{\"line\":3,\"cells\":[\"a\\rb_x0041_\",\"TRUE\",\"#REF!\"]}\n"
	    "{\"end\":1}\n");
}

/* 46142 is 2026-04-30: 46023 is 2026-01-01 and 119 days follow. */
static void numbers_by_their_format(void **state)
{
	(void)state;
	reads("<sheetData><row r='1'><c s='1'><v>46142</v></c>"
	      "<c s='2'><v>46142</v></c><c s='3'><v>0.4</v></c>"
	      "<c s='4'><v>2.25</v></c><c><v>46142</v></c>"
	      "<c><v>0.1</v></c></row></sheetData>",
	    "{\"line\":1,\"cells\":[\"2026-04-30\",\"2026-04\",\"40%\","
	    "\"2.2 tkr\",\"46142\",\"0.1\"]}\n{\"end\":1}\n");
	assert_int_equal(
	    read_workbook("<workbook><workbookPr date1904='1'/><sheets><sheet "
			  "name='Plan' r:id='r1'/></sheets></workbook>",
		"<sheetData><row><c s='1'><v>44680</v></c></row></sheetData>"),
	    0);
	office_says("{\"table\":1,\"sheet\":\"Plan\"}\n"
		    "{\"line\":1,\"cells\":[\"2026-04-30\"]}\n{\"end\":1}\n");
}

static void a_format_is(const char *code, const char *value, const char *shown)
{
	struct number_format format;
	struct buffer text = { 0 };

	number_format_read(&format, code);
	number_format_add(&text, &format, value, false);
	assert_string_equal(text.bytes, shown);
	buffer_free(&text);
}

/* Codes that Excel writes, Swedish ones among them. 60 is the day that never
 * was, 61 the first of March. */
static void formats(void **state)
{
	(void)state;
	a_format_is("General", "1E-3", "0.001");
	a_format_is("[$-41D]d mmmm yyyy;@", "46142", "2026-04-30");
	a_format_is("yyyy\\-mm\\-dd\\ hh:mm", "46142.5625", "2026-04-30 13:30");
	a_format_is("[h]:mm", "0.5", "12:00");
	a_format_is("yyyy", "46142", "2026");
	a_format_is("\"vecka\" 0", "12", "vecka 12");
	a_format_is("#,##0.00\\ \"kr\"", "1250", "1250.00 kr");
	a_format_is("0.00E+00", "1250", "1250");
	a_format_is("0.0 %", "0.125", "12.5 %");
	a_format_is("@", "12", "12");
	a_format_is("yyyy-mm-dd", "1", "1900-01-01");
	a_format_is("yyyy-mm-dd", "59", "1900-02-28");
	a_format_is("yyyy-mm-dd", "60", "1900-02-28");
	a_format_is("yyyy-mm-dd", "61", "1900-03-01");
	a_format_is("yyyy-mm-dd", "-1", "-1");
	a_format_is("yyyy-mm-dd", "2958465", "2958465");
	a_format_is("yyyy-mm-dd", "Vt 2026", "Vt 2026");
}

/* What stands under one is not seen: row 4 has no words of its own. */
static void merged_cells_reach_over_others(void **state)
{
	(void)state;
	reads("<sheetData><row r='1'><c t='str'><v>G</v></c><c t='str'><v>a</v>"
	      "</c></row><row r='2'><c r='B2' t='str'><v>b</v></c></row>"
	      "<row r='3'><c r='A3' t='str'><v>T</v></c></row>"
	      "<row r='4'><c r='A4' t='str'><v>under it</v></c></row>"
	      "</sheetData>"
	      "<mergeCells><mergeCell ref='A3:C4'/><mergeCell ref='A1:A2'/>"
	      "</mergeCells>",
	    "{\"line\":1,\"cells\":[\"G\",\"a\"]}\n"
	    "{\"line\":2,\"cells\":[[\"G\"],\"b\"]}\n"
	    "{\"line\":3,\"cells\":[\"T\",[\"T\"],[\"T\"]]}\n{\"end\":1}\n");
}

static void what_is_hidden_or_lacks_a_result_is_told(void **state)
{
	(void)state;
	reads("<cols><col min='2' max='3' hidden='1'/></cols><sheetData>"
	      "<row r='1'><c t='str'><v>a</v></c><c><f>1+1</f></c></row>"
	      "<row r='2' hidden='1'><c t='str'><v>b</v></c></row></sheetData>",
	    "{\"line\":1,\"cells\":[\"a\"]}\n{\"line\":2,\"cells\":[\"b\"]}\n"
	    "{\"end\":1,\"hidden_rows\":[2],\"hidden_columns\":[2,3],"
	    "\"unresolved\":[1]}\n");
}

static void a_sheet_of_macros_is_no_table(void **state)
{
	(void)state;
	office_refuses(read_workbook("<workbook><sheets><sheet name='M' "
				     "r:id='r4'/></sheets></workbook>",
			   ""),
	    "no sheet with cells");
}

static void damage_is_refused(void **state)
{
	struct buffer archive;

	(void)state;
	office_refuses(
	    read_workbook(one_sheet, "<sheetData><row>"), "no whole");
	office_refuses(read_workbook(one_sheet,
			   "<sheetData><row r='2'/><row r='2'/></sheetData>"),
	    "comes twice");
	office_refuses(
	    read_workbook(one_sheet, "<sheetData><c><v>1</v></c></sheetData>"),
	    "no row, or in another cell");
	office_refuses(read_workbook(one_sheet,
			   "<sheetData><row><c><v>1<c><v>2</v></c> 3</v></c>"
			   "</row></sheetData>"),
	    "no row, or in another cell");
	office_refuses(read_workbook(one_sheet,
			   "<sheetData><row><c><v>1<row/></v></c></row>"
			   "</sheetData>"),
	    "no row, or in another cell");
	office_refuses(read_workbook(one_sheet,
			   "<sheetData><row><c t='s'><v>3</v></c></row>"
			   "</sheetData>"),
	    "not there");
	office_refuses(read_workbook(one_sheet,
			   "<sheetData><row><c r='ZZ1' t='str'><v>x</v></c>"
			   "</row></sheetData>"),
	    "256 columns");
	office_refuses(
	    read_workbook("<!DOCTYPE w [<!ENTITY a 'b'>]><workbook/>", ""),
	    "document type");
	office_refuses(office_read_parts(
			   (struct office_part[]){ { "x.txt", "x" }, { 0 } }),
	    "no document");
	archive = office_archive((struct office_part[]){
	    { "_rels/.rels", root }, { "x.txt", "x" }, { 0 } });
	for (size_t i = 0; i < archive.length; i++)
		assert_int_equal(office_bytes(archive.bytes, i), -1);
	office_refuses(office_bytes(archive.bytes, archive.length),
	    "has no xl/workbook.xml");
	buffer_free(&archive);
	office_refuses(office_bytes("\xd0\xcf\x11\xe0 E\0n\0c", 10), "2003");
	office_refuses(
	    office_bytes("\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0"
			 "c\0k\0a\0g\0e\0",
		38),
	    "encrypted");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_every_kind),
		cmocka_unit_test(numbers_by_their_format),
		cmocka_unit_test(formats),
		cmocka_unit_test(merged_cells_reach_over_others),
		cmocka_unit_test(what_is_hidden_or_lacks_a_result_is_told),
		cmocka_unit_test(a_sheet_of_macros_is_no_table),
		cmocka_unit_test(damage_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, office_done);
}
