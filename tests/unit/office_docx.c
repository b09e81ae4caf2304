/* SPDX-License-Identifier: ISC */
/* Tables of .docx (ECMA-376), as lines. */
#include "client/office/read_docx.h"

#include "tests/unit/office.h"

#define T(words)    "<w:r><w:t>" words "</w:t></w:r>"
#define P(words)    "<w:p>" words "</w:p>"
#define TC(words)   "<w:tc>" words "</w:tc>"
#define TR(cells)   "<w:tr>" cells "</w:tr>"
#define TBL(rows)   "<w:tbl><w:tblPr/>" rows "</w:tbl>"
#define TEXT(words) TC(P(T(words)))

static int read_body(const char *body)
{
	struct buffer text = { 0 };
	int result;

	buffer_printf(&text,
	    "<w:document xmlns:w='w'><w:body>%s</w:body></w:document>", body);
	result = office_read_parts((struct office_part[]){
	    { "_rels/.rels",
		"<Relationships><Relationship Id='r1' Type='http://purl.oclc."
		"org/ooxml/officeDocument/relationships/officeDocument' "
		"Target='/word/document.xml'/></Relationships>" },
	    { "word/document.xml", text.bytes },
	    { 0 },
	});
	buffer_free(&text);
	return result;
}

static void reads(const char *body, const char *lines)
{
	assert_int_equal(read_body(body), 0);
	office_says(lines);
}

static void reads_cell(const char *words, const char *text)
{
	struct buffer body = { 0 }, lines = { 0 };

	buffer_printf(&body, TBL(TR(TC("%s"))), words);
	buffer_printf(&lines,
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"%s\"]}\n{\"end\":1}\n",
	    text);
	reads(body.bytes, lines.bytes);
	buffer_free(&body);
	buffer_free(&lines);
}

static void tables_are_numbered(void **state)
{
	(void)state;
	reads(P(T("Plan")) TBL(TR(TEXT("a") TEXT("b"))) TBL(TR(TEXT("c"))),
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"a\",\"b\"]}\n{\"end\":1}\n"
	    "{\"table\":2}\n{\"line\":1,\"cells\":[\"c\"]}\n{\"end\":2}\n");
}

static void merged_cells(void **state)
{
	(void)state;
	reads(
	    TBL(TR(TC("<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" P(T("T")))
		    TEXT("d"))
		    TR(TC("<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" P(
			T("G"))) TEXT("a") TEXT("x"))
			TR(TC("<w:tcPr><w:vMerge/></w:tcPr>" P("")) TEXT("b"))
			    TR("<w:trPr><w:gridBefore w:val='1'/></w:trPr>" TEXT(
				"c"))),
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"T\",[\"T\"],\"d\"]}\n"
	    "{\"line\":2,\"cells\":[\"G\",\"a\",\"x\"]}\n"
	    "{\"line\":3,\"cells\":[[\"G\"],\"b\"]}\n"
	    "{\"line\":4,\"cells\":[null,\"c\"]}\n{\"end\":1}\n");
}

/* As it reads when all is accepted. */
static void changes(void **state)
{
	(void)state;
	reads_cell(
	    P("<w:ins>" T(
		"ny") "</w:ins><w:del><w:r><w:delText>gammal"
		      "</w:delText></w:r></w:del><w:moveFrom>" T(
			  "bort") "</w:moveFrom><w:moveTo>" T(" hit") "</w:moveTo>"),
	    "ny hit");
	reads_cell(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("en "))
		       P(T("rad")) P(T("till")),
	    "en rad\\ntill");
	reads(TBL(TR("<w:trPr><w:del/></w:trPr>" TEXT("bort")) TR(TEXT("a"))
		      TR("<w:trPr><w:ins/></w:trPr>" TEXT("b")
			      TC("<w:tcPr><w:cellDel/></w:tcPr>" P(T("x"))))),
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"a\"]}\n"
	    "{\"line\":2,\"cells\":[\"b\"]}\n{\"end\":1}\n");
}

static void words_of_a_cell(void **state)
{
	(void)state;
	reads_cell(P(T("rad") "<w:r><w:br/><w:t>två</w:t></w:r>") P(T("tre")),
	    "rad\\ntvå\\ntre");
	reads_cell(P("<w:r><w:t>för</w:t><w:softHyphen/><w:t>skola</w:t>"
		     "<w:tab/><w:t>a</w:t><w:noBreakHyphen/></w:r>"),
	    "förskola\\ta-");
	reads_cell(P("<w:hyperlink>" T(
		       "länk") "</w:hyperlink><w:r>"
			       "<w:instrText>HYPERLINK</w:instrText></w:r><w:r>"
			       "<w:footnoteReference w:id='1'/></w:r>"),
	    "länk");
	reads_cell(P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r>"
		     "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>syns</w:t>"
		     "</w:r>"),
	    "syns");
	reads_cell(
	    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P(
		T("Klicka")) "</w:sdtContent></w:sdt><w:sdt><w:sdtPr/>"
			     "<w:sdtContent>" P(T("Val")) "</w:sdtContent>"
							  "</w:sdt>",
	    "Val");
	reads_cell(
	    P("<mc:AlternateContent><mc:Choice><w:txbxContent>" P(T(
		"ruta")) "</w:txbxContent></mc:Choice><mc:Fallback>" T("ruta") "</mc:Fallback></mc:AlternateContent>"),
	    "ruta");
}

/* A page that is one table, as layouts are made. */
#define CONTROL(checked, content)                                              \
	"<w:sdt><w:sdtPr><w:checkbox><w:checked w:val='" checked               \
	"'/></w:checkbox></w:sdtPr><w:sdtContent>" content                     \
	"</w:sdtContent></w:sdt>"
#define SYMBOL(font, character)                                                \
	"<w:r><w:sym w:font='" font "' w:char='" character "'/></w:r>"
#define FIELD(state)                                                           \
	"<w:r><w:fldChar><w:ffData><w:checkBox>" state                         \
	"</w:checkBox></w:ffData></w:fldChar></w:r>"

/* Ticked is what the document says so, whatever its sign. */
static void boxes_to_tick(void **state)
{
	(void)state;
	reads_cell(P(CONTROL("1", T("\u2612")) T(" a")), "\u2611 a");
	reads_cell(P(CONTROL("0", T("\u2610")) T(" b")), "\u2610 b");
	reads_cell(P(CONTROL("1", SYMBOL("MS Gothic", "2612"))), "\u2611");
	reads_cell(P(SYMBOL("MS Gothic", "2612")), "\u2612");
	reads_cell(P(CONTROL("true", SYMBOL("Wingdings", "F0FE"))), "\u2611");
	reads(TBL(TR(CONTROL("1", TEXT("X")) TEXT("c"))),
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"\u2611\",\"c\"]}\n"
	    "{\"end\":1}\n");
	reads_cell(P(FIELD("<w:default w:val='0'/><w:checked/>")), "\u2611");
	reads_cell(P(FIELD("<w:default w:val='1'/>")), "\u2611");
	reads_cell(
	    P(FIELD("<w:default w:val='1'/><w:checked w:val='0'/>")), "\u2610");
	reads_cell(P(SYMBOL("Wingdings", "F0FC")), "\u2713");
	reads_cell(P(SYMBOL("Wingdings 2", "A3")), "\u2610");
	reads_cell(P(SYMBOL("Wingdings", "F04A") T("d")), "d");
	/* A control that is none is what stands in it. */
	reads_cell(
	    P("<w:sdt><w:sdtContent>" T("\u2612") "</w:sdtContent></w:sdt>"),
	    "\u2612");
}

static void tables_in_cells_and_boxes(void **state)
{
	(void)state;
	reads(TBL(TR(TC(TBL(TR(TEXT("a") TEXT("b")) TR(TEXT("c"))) P("")))),
	    "{\"table\":2}\n{\"line\":1,\"cells\":[\"a\",\"b\"]}\n"
	    "{\"line\":2,\"cells\":[\"c\"]}\n{\"end\":2}\n"
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"a b\\nc\"]}\n"
	    "{\"end\":1}\n");
	reads(P("<w:txbxContent>" TBL(TR(TEXT("a"))) "</w:txbxContent>"),
	    "{\"table\":1}\n{\"line\":1,\"cells\":[\"a\"]}\n{\"end\":1}\n");
}

static void without_tables_it_is_refused(void **state)
{
	(void)state;
	office_refuses(read_body(P(T("Plan"))), "has no tables");
	office_refuses(read_body("<w:tbl><w:tr>"), "no whole XML");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_numbered),
		cmocka_unit_test(merged_cells),
		cmocka_unit_test(changes),
		cmocka_unit_test(words_of_a_cell),
		cmocka_unit_test(boxes_to_tick),
		cmocka_unit_test(tables_in_cells_and_boxes),
		cmocka_unit_test(without_tables_it_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, office_done);
}
