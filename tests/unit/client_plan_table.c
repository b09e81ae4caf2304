/* SPDX-License-Identifier: ISC */
/* Which columns of a table are what, and which of its rows are activities. */
#include "client/plan_table.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/csv_table.h"

static struct plan_table table;
static struct err err;
static struct plan_table_options options;

static int read_table(const char *text)
{
	struct buffer bytes = { 0 };
	struct grid grid;
	int result;

	plan_table_release(&table);
	err = (struct err){ 0 };
	options.path = "plan.csv";
	options.plan = "vbe";
	buffer_text(&bytes, text);
	assert_int_equal(csv_table_read(&grid, &bytes, "plan.csv", &err), 0);
	result = plan_table_read(&table, &grid, &options, &err);
	grid_release(&grid);
	buffer_free(&bytes);
	return result;
}

static void must_read(const char *text)
{
	if (read_table(text) != 0)
		fail_msg("%s", err.text);
}

static void refused(const char *text, const char *words)
{
	assert_int_equal(read_table(text), -1);
	assert_int_equal(err.code, ERR_INVALID);
	if (strstr(err.text, words) == NULL)
		fail_msg("'%s' is not in: %s", words, err.text);
}

/* JSON, ' for ". */
static void json_is(json_t *json, const char *wanted)
{
	char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
	char copy[1024];

	assert_non_null(text);
	snprintf(copy, sizeof(copy), "%s", wanted);
	for (char *at = copy; *at != '\0'; at++)
		*at = *at == '\'' ? '"' : *at;
	assert_string_equal(text, copy);
	free(text);
}

static void columns_are(const char *list, const char *wanted)
{
	json_is(json_object_get(table.columns, list), wanted);
}

static void row_is(size_t row, const char *field, const char *wanted)
{
	const char *text = json_string_value(
	    json_object_get(json_array_get(table.rows, row), field));

	if (wanted == NULL)
		assert_null(text);
	else if (text == NULL || strcmp(text, wanted) != 0)
		fail_msg("%s of row %zu is '%s', not '%s'", field, row,
		    text != NULL ? text : "", wanted);
}

static void rows_are(size_t count)
{
	assert_int_equal(json_array_size(table.rows), count);
}

/* --- columns --- */

static void names_in_four_languages(void **state)
{
	static const char *const heads[] = {
		"Åtgärd;Syfte;Tidplan;Ansvarig;Samverkan;Status;Kommentar\n",
		"ÅTGÄRDER;Syfte:;Tidsplan*;Ansvarig nämnd;Samverkanspart(er);"
		"Status (2025-08-31);Kommentarer\n",
		"\"Vad ska\ngöras?\";Varför?;När;Vem ansvarar?;Medverkande;Läge;"
		"Anteckning\n",
		"Planerade insatser;Syfte;Planerad tid;Ansvarig chef;"
		"Samverkan med;Nuläge;Kommentar till status\n",
		"Action;Purpose;Timeline;Responsible party;Partners;Status;"
		"Notes\n",
		"Tiltak;Formål;Tidspunkt;Ansvarlig;Samarbeidspartnere;Status;"
		"Merknad\n",
		"Indsats;Formål;Tidsramme;Ansvarlig;Samarbejdspartnere;Status;"
		"Bemærkninger\n",
		"Recommendation;Rationale;Timescale;Lead officer;"
		"Delivery partners;RAG status;Progress update\n",
		"Delaktivitet;Avsikt;Start/slut;Ansv.;Delaktiga;Status;Anm.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct buffer text = { 0 };

		buffer_printf(&text, "%sa;b;c;d;e;f;g\n", heads[i]);
		must_read(text.bytes);
		buffer_free(&text);
		row_is(0, "activity", "a");
		row_is(0, "purpose", "b");
		row_is(0, "timeframe", "c");
		row_is(0, "owner", "d");
		row_is(0, "cooperating", "e");
		row_is(0, "status", "f");
		row_is(0, "comment", "g");
		columns_are("kept", "[]");
	}
}

/* What is about the follow-up is not about the plan. */
static void names_that_only_look_so(void **state)
{
	(void)state;
	must_read("Aktivitet;Ansvarig;Ansvarig för uppföljning;Tid;Datum för "
		  "uppföljning;Status;Uppföljning av åtgärder\n"
		  "a;b;c;d;e;f;g\n");
	columns_are("read",
	    "{'Aktivitet':'activity','Ansvarig':'owner','Tid':'timeframe',"
	    "'Status':'status'}");
	columns_are("kept",
	    "['Ansvarig för uppföljning','Datum för uppföljning',"
	    "'Uppföljning av åtgärder']");
	json_is(json_object_get(json_array_get(table.rows, 0), "other"),
	    "[{'name':'Ansvarig för uppföljning','text':'c'},"
	    "{'name':'Datum för uppföljning','text':'e'},"
	    "{'name':'Uppföljning av åtgärder','text':'g'}]");
}

static void two_columns_of_a_kind(void **state)
{
	(void)state;
	must_read("Aktivitet;Åtgärd;Ansvarig;Tid\nA;B;C;D\n");
	row_is(0, "goal", "A");
	row_is(0, "activity", "B");
	must_read("Mål;Aktivitet;Ansvarig;Tid\nA;B;C;D\n");
	row_is(0, "goal", "A");
	must_read("Aktivitet;Mål;Ansvarig;Tid\nA;B;C;D\n");
	row_is(0, "purpose", "B");
	must_read("Aktivitet;Tid;Datum;Ansvarig;Kommentar;Kommentar\n"
		  "A;B;C;D;E;F\n");
	row_is(0, "date", "C");
	columns_are("kept", "['Kommentar (2)']");
	must_read("Aktivitet;Datum;Ansvarig\nA;B;C\n");
	row_is(0, "timeframe", "B");
}

static void cells_that_say_what_their_column_is(void **state)
{
	(void)state;
	must_read("Uppdrag;Ansvarig;Tid;Beslut\nA;B;C;Förklaras fullgjort\n"
		  "D;E;F;Förklaras inte fullgjort\n");
	row_is(1, "status", "Förklaras inte fullgjort");
	must_read("Uppdrag;Ansvarig;Tid;Beslut\nA;B;C;KS 2024-02-21\n");
	columns_are("kept", "['Beslut']");
	must_read("Åtgärd;Ansvarig;Klart\nA;B;2026-04-30\nC;D;46142\n");
	row_is(0, "end", "2026-04-30");
	must_read("Åtgärd;Ansvarig;Tid;Klart\nA;B;C;x\nD;E;F;nej\n");
	row_is(0, "status", "Klart: x");
	must_read("Åtgärd;Ansvarig;Tid;Genomförd\nA;B;C;2025-03-01\n");
	row_is(0, "status", "Genomförd: 2025-03-01");
	must_read("Åtgärd;Ansvarig;Tid;Ej påbörjad;Pågår;Klar\nA;B;C;;x;\n");
	row_is(0, "status", "Pågår: x");
}

static void heading_over_two_rows(void **state)
{
	(void)state;
	must_read("Aktivitet;Ansvarig;Tidplan;;Status\n;;Start;Slut;\n"
		  "A;B;2025;2026;Klar\n");
	rows_are(1);
	row_is(0, "start", "2025");
	row_is(0, "end", "2026");
	row_is(0, "timeframe", NULL);
}

static void numbers_that_are_no_keys(void **state)
{
	(void)state;
	must_read("Nr;Aktivitet;Ansvarig;Tid\n4 ä;A;B;C\n4 bb;D;E;F\n");
	row_is(1, "key", "4 bb");
	must_read("Nr;Aktivitet;Ansvarig;Tid\n1;A;B;C\n1;D;E;F\n");
	row_is(0, "key", NULL);
	columns_are("kept", "['Nr']");
}

/* --- questions --- */

static void choices(const char *first, const char *second)
{
	json_decref(options.chosen);
	options.chosen = json_array();
	json_array_append_new(options.chosen, json_string(first));
	if (second != NULL)
		json_array_append_new(options.chosen, json_string(second));
}

static void what_is_missing_is_a_question(void **state)
{
	(void)state;
	refused("Aktivitet;Syfte;Färg\nA;B;C\n", "--column timeframe=HEADING");
	assert_non_null(strstr(err.text, "--column owner=HEADING"));
	assert_non_null(strstr(err.text, "Aktivitet, Syfte, Färg"));
	choices("timeframe=", "owner=färg");
	must_read("Aktivitet;Syfte;Färg\nA;B;C\n");
	row_is(0, "owner", "C");
	row_is(0, "timeframe", NULL);
	/* What is declined is kept, what is chosen is nothing else. */
	choices("timeframe=", "owner=");
	must_read("Aktivitet;Tid;Ansvarig\nA;B;C\n");
	columns_are("kept", "['Tid','Ansvarig']");
	choices("activity=Färg", NULL);
	must_read("Aktivitet;Tid;Ansvarig;Färg\nA;B;C;D\n");
	row_is(0, "activity", "D");
	choices("owner=Finns inte", NULL);
	refused("Aktivitet;Tid\nA;B\n",
	    "\"Finns inte\" is no heading of the table: choose one of "
	    "Aktivitet, Tid");
	choices("colour=Färg", NULL);
	refused("Aktivitet;Tid\nA;B\n", "is no field");
	json_decref(options.chosen);
	options.chosen = NULL;
}

static void heading_is_in_the_first_rows(void **state)
{
	struct buffer text = { 0 };

	(void)state;
	must_read("Plan för trygghet;;\n;;\nBeslutad 2024;;\n"
		  "Aktivitet;Ansvarig;Tid\nA;B;C\n");
	columns_are("passed", "[1,3]");
	for (int i = 0; i < 20; i++)
		buffer_text(&text, "Text;;\n");
	buffer_text(&text, "Aktivitet;Ansvarig;Tid\nA;B;C\n");
	refused(text.bytes, "no heading that is known");
	buffer_free(&text);
	refused("Aktivitet;Ansvarig;Tid\n;;\n", "no activities below");
}

/* --- rows --- */

static void rows_that_are_no_activities(void **state)
{
	(void)state;
	must_read("Nr;Aktivitet;Ansvarig;Tid\n" /* 1 */
		  "Trygg skola;;;\n"            /* 2 a goal */
		  "1;A;B;C\n"                   /* 3 */
		  "Sida 1 (2);;;\n"             /* 4 */
		  "Nr;Aktivitet;Ansvarig;Tid\n" /* 5 */
		  "Trygga torg;;;\n"            /* 6 a goal */
		  ";D;;\n"                      /* 7 bare */
		  "2;E;F;G\n"                   /* 8 */
		  "Summa;;;2\n"                 /* 9 */
		  "* Se bilaga;;;\n"            /* 10 */
		  "Ordlista;;;\n");             /* 11 */
	rows_are(3);
	row_is(0, "goal", "Trygg skola");
	row_is(1, "activity", "D");
	row_is(1, "goal", "Trygga torg");
	row_is(2, "goal", "Trygga torg");
	columns_are("passed", "[4,5,9,10,11]");
	columns_are("bare", "[7]");
	columns_are("ownerless", "[7]");
	refused("Aktivitet;Ansvarig;Tid\nA;B;C\n;B;C\n", "line 3");
	refused("Aktivitet;Ansvarig;Tid\nA;B;C;D\n", "more cells");
}

static void several_tables(void **state)
{
	(void)state;
	must_read("Del ett;;;\nAktivitet;Ansvarig;Tid;\nA;B;C;\n;;;\n"
		  "Del två;;;\nAktivitet;Tid;Ansvarig;Status\nD;E;F;Klar\n");
	rows_are(2);
	row_is(1, "timeframe", "E");
	row_is(1, "owner", "F");
	row_is(1, "status", "Klar");
	row_is(1, "goal", NULL);
}

static void merged_cells(void **state)
{
	static const char text[] = "Mål;Aktivitet;Ansvarig;Tid;Status\n"
				   "X;A;B;C;Klar\n;D;;;\n";

	(void)state;
	must_read(text);
	row_is(1, "goal", "X");
	row_is(1, "owner", NULL);
	columns_are("carried", "[3]");
	columns_are("ownerless", "[3]");
	columns_are("timeless", "[3]");
	options.fill_down = true;
	must_read(text);
	row_is(1, "owner", "B");
	row_is(1, "timeframe", "C");
	/* That one row is done says nothing of the next. */
	row_is(1, "status", NULL);
	options.fill_down = false;
}

/* --- times as columns --- */

static void a_mark_in_a_column_of_time_says_when(void **state)
{
	(void)state;
	must_read("Åtgärd;Ansvarig;Q1 2026;Q2 2026;Q3 2026;Q4 2026\n"
		  "A;B;x;;;\nC;B;;X;✓;\nD;B;x;-;;●\nE;B;1;1;1;1\nF;B;;0;;\n");
	rows_are(5);
	row_is(0, "timeframe", "Q1 2026");
	row_is(1, "timeframe", "Q2 2026 – Q3 2026");
	row_is(2, "timeframe", "Q1 2026, Q4 2026");
	row_is(3, "timeframe", "Q1 2026 – Q4 2026");
	row_is(4, "timeframe", NULL);
	columns_are("timeless", "[6]");
	must_read("Tiltak;Ansvarlig;jan;feb.;mars\nA;B;x;x;\n");
	row_is(0, "timeframe", "jan – feb.");
	must_read("Åtgärd;Ansvarig;2026;2027\nA;B;;x\n");
	row_is(0, "timeframe", "2027");
	/* What says more than a mark is no mark: money, numbers. */
	options.chosen = json_pack("[s]", "timeframe=");
	must_read("Åtgärd;Ansvarig;2026;2027\nA;B;150;x\n");
	row_is(0, "timeframe", NULL);
	columns_are("kept", "['2026','2027']");
	/* Numbered columns are no times. */
	must_read("Åtgärd;Ansvarig;1;2\nA;B;x;x\n");
	row_is(0, "timeframe", NULL);
	json_decref(options.chosen);
	options.chosen = NULL;
	/* Where there is a column for the time, it decides. */
	must_read("Åtgärd;Ansvarig;Tidplan;Q1;Q2\nA;B;2027;x;\n");
	row_is(0, "timeframe", "2027");
}

static void times_stand_below_their_year(void **state)
{
	(void)state;
	must_read("Åtgärd;Ansvarig;2026;;2027;\n;;Vt;Ht;Vt;Ht\n"
		  "A;B;;x;x;\n");
	rows_are(1);
	row_is(0, "timeframe", "Ht 2026 – Vt 2027");
	/* "Huvudansvarig" below "Ansvar" is the same column. */
	must_read("Åtgärd;Ansvar;;Tidplan;\n;Huvudansvarig;Medverkande;Start;"
		  "Slut\nA;B;C;2026;2027\n");
	rows_are(1);
	row_is(0, "owner", "B");
	row_is(0, "cooperating", "C");
	row_is(0, "start", "2026");
	row_is(0, "end", "2027");
}

static void sums_are_no_activities(void **state)
{
	(void)state;
	must_read("Nr;Åtgärd;Ansvarig;Tid;Kostnad\n1;A;B;2026;10 tkr\n"
		  "Summa;1;;;10\n;Totalt;;;10 tkr\nTotalt antal;1;;;100 %\n"
		  "Totalt;Antal möten räknas;B;2026;\n");
	rows_are(2);
	columns_are("passed", "[3,4,5]");
	row_is(1, "activity", "Antal möten räknas");
}

static void marks_beside_days_say_whether(void **state)
{
	(void)state;
	must_read("Åtgärd;Ansvarig;Klart;Klart (j/n)\nA;B;2026-03-31;Nej\n"
		  "C;B;2025-12-01;Ja\n");
	row_is(0, "end", "2026-03-31");
	row_is(0, "status", "Klart : Nej");
	row_is(1, "status", "Klart : Ja");
	/* Of what is done to the activity. */
	must_read("Risk;Åtgärd;Åtgärdsansvarig;Åtgärd klar senast;"
		  "Åtgärd genomförd\nA;B;C;2026-03-31;Ja\n");
	row_is(0, "activity", "B");
	row_is(0, "owner", "C");
	row_is(0, "end", "2026-03-31");
	row_is(0, "status", "genomförd: Ja");
	columns_are("kept", "['Risk']");
	/* Not of who follows it up. */
	must_read("Åtgärd;Uppföljningsansvarig;Ansvarig;Tid\nA;B;C;2026\n");
	row_is(0, "owner", "C");
	columns_are("kept", "['Uppföljningsansvarig']");
	/* Counts of a sum row are no days. */
	must_read("Åtgärd;Ansvarig;Tid;Pågår;Klar\nA;B;2026;;x\n"
		  "Summa;;;0;1\n");
	rows_are(1);
	row_is(0, "status", "Klar: x");
}

/* --- a list that planvakt wrote --- */

#define LISTED                                                                 \
	"id,plan,activity,timeframe.text,lead,owner_text,unclear,daemon\n"

static void list_of_ours(void **state)
{
	(void)state;
	must_read(LISTED "7,vbe,A,2025,ks,Staben,,SHA256:x\n"
			 "8,annan,B,2025,ks,Staben,,SHA256:x\n");
	rows_are(1);
	assert_int_equal(json_integer_value(json_object_get(
			     json_array_get(table.rows, 0), "number")),
	    7);
	row_is(0, "lead", "ks");
	row_is(0, "owner", "Staben");
	row_is(0, "unclear", "");
	row_is(0, "key", NULL);
	assert_string_equal(table.daemon, "SHA256:x");
	/* Of another plan the numbers mean nothing here. */
	must_read(LISTED "8,annan,B,2025,ks,Staben,,SHA256:x\n");
	assert_null(json_object_get(json_array_get(table.rows, 0), "number"));
	assert_null(table.daemon);
}

static int release(void **state)
{
	(void)state;
	plan_table_release(&table);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_in_four_languages),
		cmocka_unit_test(names_that_only_look_so),
		cmocka_unit_test(two_columns_of_a_kind),
		cmocka_unit_test(cells_that_say_what_their_column_is),
		cmocka_unit_test(heading_over_two_rows),
		cmocka_unit_test(numbers_that_are_no_keys),
		cmocka_unit_test(what_is_missing_is_a_question),
		cmocka_unit_test(heading_is_in_the_first_rows),
		cmocka_unit_test(rows_that_are_no_activities),
		cmocka_unit_test(several_tables),
		cmocka_unit_test(merged_cells),
		cmocka_unit_test(a_mark_in_a_column_of_time_says_when),
		cmocka_unit_test(times_stand_below_their_year),
		cmocka_unit_test(sums_are_no_activities),
		cmocka_unit_test(marks_beside_days_say_whether),
		cmocka_unit_test(list_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
