/* SPDX-License-Identifier: ISC */
/* An import of so many rows that they stay texts (protocol/message_pack.h), and
 * what was read of cells before is not read again: it does what the same rows
 * do a few at a time. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/message_pack.h"
#include "tests/unit/rig/rig.h"

#define ROWS 650
#define FEW  13

/* Of each kind many: what is read alike, what is not, what is left out. */
static const char *const kinds[] = {
	"'timeframe':'Vt 2027','owner':'Kommunstyrelsen'",
	"'timeframe':'Vt 2027','owner':'Kommunstyrelsen','status':'Klar'",
	"'timeframe':'senast kvartal 3 2027','owner':'Kommunstyrelsen, i"
	" samverkan med Socialnämnden'",
	"'start':'2027-01-01','end':'2027-03-31','owner':'Socialnämnden',"
	"'cooperating':'Kommunstyrelsen','goal':'M\\u00e5l'",
	"'end':'2027-03-31','progress':'40 %','area':'vbe','strategy':"
	"'förebygga','comment':'Ord'",
	"'timeframe':'snart','owner':'Nämnden','date':'2026-01-01',"
	"'area':'annat'",
	"'timeframe':'2026-01-01 ✅','owner':'Socialnämnden','other':"
	"[{'name':'Mått','text':'\\\"3\\\"'}]",
	"'timeframe':'Löpande','owner':'Socialnämnden','key':'k%d'",
	/* Each differs in one cell from one above. */
	"'timeframe':'Ht 2027','owner':'Kommunstyrelsen'",
	"'timeframe':'Vt 2027','owner':'Socialnämnden'",
	"'start':'2027-02-01','end':'2027-03-31','owner':'Socialnämnden',"
	"'cooperating':'Kommunstyrelsen','goal':'M\\u00e5l'",
	"'end':'2027-03-31','progress':'50 %','area':'vbe','strategy':"
	"'förebygga','comment':'Ord'",
	"'end':'2027-03-31','progress':'40 %','area':'hrv','strategy':"
	"'förebygga','comment':'Ord'",
};
#define KINDS ((int)(sizeof(kinds) / sizeof(kinds[0])))

enum { ALIKE, COOPERATING, NOTES, ADDED_AT };

static const char *const sql[] = {
	[ALIKE] =
	    "SELECT count(*) FROM activity a JOIN activity b"
	    " ON b.plan = 'few' AND b.activity = a.activity"
	    " JOIN imported i ON i.activity = a.id"
	    " JOIN imported j ON j.activity = b.id"
	    " WHERE a.plan = 'vbe' AND (a.key, a.goal, a.timeframe, a.kind,"
	    "  a.start, a.end, a.vague, a.reason, a.due, a.lead, a.owner_text,"
	    "  a.unresolved, a.unclear, a.areas, a.strategies, a.other,"
	    "  a.status, a.progress, a.done_on, i.text, i.timeframe, i.owner,"
	    "  i.areas, i.strategies, i.goal, i.status, i.comment, i.date,"
	    "  i.progress, i.other) IS (b.key, b.goal, b.timeframe, b.kind,"
	    "  b.start, b.end, b.vague, b.reason, b.due, b.lead, b.owner_text,"
	    "  b.unresolved, b.unclear, b.areas, b.strategies, b.other,"
	    "  b.status, b.progress, b.done_on, j.text, j.timeframe, j.owner,"
	    "  j.areas, j.strategies, j.goal, j.status, j.comment, j.date,"
	    "  j.progress, j.other)",
	[COOPERATING] = "SELECT count(*) FROM cooperating c JOIN activity a"
			" ON a.id = c.activity WHERE a.plan = ?1",
	[NOTES] = "SELECT count(*) FROM progress_note n JOIN activity a"
		  " ON a.id = n.activity WHERE a.plan = ?1",
	[ADDED_AT] = "SELECT max(added_at) FROM activity WHERE plan = ?1",
	NULL,
};

static json_t *one_row(int i, const char *purpose)
{
	struct buffer row = { 0 }, kind = { 0 };
	json_t *json;

	buffer_printf(&kind, "%s", kinds[i % KINDS]);
	if (strstr(kind.bytes, "%d") != NULL) {
		buffer_cut(&kind, kind.length - 3);
		buffer_printf(&kind, "%d'", i);
	}
	buffer_printf(&row,
	    "{'line':%d,'activity':'Nummer %d','purpose':'%s',%s}", i + 2, i,
	    purpose, kind.bytes);
	json = rig_json("%s", row.bytes);
	buffer_free(&row);
	buffer_free(&kind);
	return json;
}

static json_t *rows(int from, int count, const char *purpose)
{
	json_t *list = json_array();

	for (int i = from; i < from + count; i++)
		json_array_append_new(list, one_row(i, purpose));
	return list;
}

/* The answer is the rig's. */
static json_t *give(struct rig *rig, const char *plan, json_t *list)
{
	json_t *params = json_pack("{s:s, s:o}", "plan", plan, "rows", list);
	char *text = json_dumps(params, JSON_COMPACT);
	json_t *result;

	json_decref(params);
	result = rig_must(rig, "plan.import", "%s", text);
	free(text);
	return result;
}

/* So long that the request is packed. */
static const char *long_words(void)
{
	static char words[850];

	memset(words, 'o', sizeof(words) - 1);
	assert_true(ROWS * (sizeof(words) - 1) > MESSAGE_PACK_FROM);
	return words;
}

static void many_are_read_as_a_few_are(void **state)
{
	struct rig *rig = *state;
	const char *words = long_words();
	json_t *result;

	rig_fill(rig);
	rig_prepare(rig, sql);
	rig_must(rig, "plan.add", "{'code':'few','title':'Samma rader'}");
	result = give(rig, "vbe", rows(0, ROWS, words));
	rig_is(result, "added", "650");
	assert_int_equal(
	    json_array_size(rig_at(result, "unread")), 2 * ROWS / KINDS);
	for (int i = 0; i < ROWS; i += FEW)
		give(rig, "few", rows(i, FEW, words));
	assert_int_equal(rig_number(rig, sql, ALIKE, BIND_NONE), ROWS);
	assert_int_equal(rig_number(rig, sql, COOPERATING, BIND(TEXT("vbe"))),
	    3 * ROWS / KINDS);
	assert_int_equal(rig_number(rig, sql, NOTES, BIND(TEXT("vbe"))),
	    rig_number(rig, sql, NOTES, BIND(TEXT("few"))));
	rig_is_replayed(rig);
}

static void many_are_found_again(void **state)
{
	struct rig *rig = *state;
	const char *words = long_words();
	json_t *list = rows(0, ROWS, words), *result;

	rig_fill(rig);
	give(rig, "vbe", json_deep_copy(list));
	result = give(rig, "vbe", json_deep_copy(list));
	rig_is(result, "unchanged_rows", "650");
	rig_is(result, "unchanged", "true");
	json_object_set_new(
	    json_array_get(list, 8), "owner", json_string("Socialnämnden"));
	result = give(rig, "vbe", list);
	rig_is(result, "changed", "1");
	rig_is(result, "changes.0.line", "10");
	rig_is_replayed(rig);
}

/* The log is two days ahead of a clock that a coordinator has confirmed: what is
 * read has the time that it is, and that is when these were added, then and in
 * each replay. */
static void many_are_added_when_it_is(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_prepare(rig, sql);
	rig_clock(rig, "2022-07-06T10:00");
	rig_must(rig, "plan.add", "{'code':'next','title':'Nästa'}");
	rig_clock(rig, "2022-07-04T10:00");
	rig_must(rig, "clock.confirm", "{}");
	give(rig, "vbe", rows(0, ROWS, long_words()));
	/* Ten o'clock in summer is eight, UTC. */
	assert_int_equal(
	    rig_number(rig, sql, ADDED_AT, BIND(TEXT("vbe"))), 1656921600);
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(many_are_read_as_a_few_are),
		RIG_TEST(many_are_found_again),
		RIG_TEST(many_are_added_when_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
