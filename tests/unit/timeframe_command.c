/* SPDX-License-Identifier: ISC */
/* timeframe.read: one row per text, in their order, whatever they are. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static void texts_are_read_in_order(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "timeframe.read",
	    "{'texts':['Vt 2022','senast 2022-07-01','från 2022','hösten',"
	    "'v. 54 2022','','Vt 2022']}");

	rig_is(result, "rows.0",
	    "{'text':'Vt 2022','kind':'fixed','start':'2022-01-01','end':"
	    "'2022-06-30','reason':null,'vague':false}");
	rig_is(result, "rows.1.kind", "'deadline'");
	rig_is(result, "rows.1.start", "null");
	rig_is(result, "rows.1.end", "'2022-07-01'");
	rig_is(result, "rows.2.start", "'2022-01-01'");
	rig_is(result, "rows.2.end", "null");
	rig_is(result, "rows.3.kind", "'undated'");
	rig_is(result, "rows.3.reason", "'No year is written; add it.'");
	rig_is(result, "rows.4.kind", "'invalid'");
	rig_is(result, "rows.4.reason",
	    "'The year has no such week; ISO weeks are 1 to 52, in some years"
	    " 53.'");
	rig_is(result, "rows.5.text", "''");
	rig_is(result, "rows.6.kind", "'fixed'");
	assert_int_equal(json_array_size(rig_at(result, "rows")), 7);
	assert_false(rig->reply.has_receipt);
}

/* docs/wire.md: {"text","kind","start","end","reason"}. */
static void row_has_its_members(void **state)
{
	static const char *const names[] = { "text", "kind", "start", "end",
		"reason" };
	struct rig *rig = *state;
	json_t *row = rig_at(
	    rig_must(rig, "timeframe.read", "{'texts':['Vt 2022']}"), "rows.0");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_non_null(json_object_get(row, names[i]));
}

static void none_are_none(void **state)
{
	struct rig *rig = *state;

	rig_is(
	    rig_must(rig, "timeframe.read", "{'texts':[]}"), "", "{'rows':[]}");
}

/* Everyone may ask; nothing is logged. */
static void anyone_may_ask(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "R", "auditor", NULL);
	int64_t head = rig_head(rig);

	assert_int_equal(
	    rig_ask(rig, auditor, "timeframe.read", "{'texts':['Vt 2022']}"),
	    ERR_NONE);
	assert_int_equal(rig_head(rig), head);
}

/* The most and longest that the contract takes is one frame. */
static void largest_answer_is_one_frame(void **state)
{
	struct rig *rig = *state;
	json_t *texts = json_array(), *params;
	struct request request;
	char text[4 * 1000 + 1];

	for (int i = 0; i < 1000; i++)
		memcpy(text + 4 * i, "\xf0\x9f\x98\x80", 4);
	text[4000] = '\0';
	for (int i = 0; i < 200; i++)
		json_array_append_new(texts, json_string(text));
	params = json_pack("{s:o}", "texts", texts);
	request = rig_request(rig, "timeframe.read", params);
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	json_decref(params);
}

/* --- pages --- */

/* Texts that no page of 512 KiB holds all of: each is a number and then
 * nothing of interest, but for every hundredth, which has a date. */
static json_t *many_texts(int count)
{
	json_t *texts = json_array();
	char rest[1001];

	memset(rest, 'x', sizeof(rest) - 1);
	rest[sizeof(rest) - 1] = '\0';
	for (int i = 0; i < count; i++)
		json_array_append_new(texts,
		    i % 100 == 0 ? json_string("Vt 2022")
				 : json_sprintf("%d %s", i, rest));
	return texts;
}

/* One page, from the text `after` on; 0 for the first. */
static json_t *page(struct rig *rig, json_t *texts, int64_t after)
{
	json_t *params = json_pack("{s:O}", "texts", texts);
	struct request request;

	if (after != 0)
		json_object_set_new(params, "after", json_integer(after));
	request = rig_request(rig, "timeframe.read", params);
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	json_decref(params);
	return rig->result;
}

/* The pages make the whole, in order, no text twice; `next` is how many there
 * have been, and there is none where all were. */
static void pages_make_the_whole(void **state)
{
	enum { COUNT = 1500 };
	struct rig *rig = *state;
	json_t *texts = many_texts(COUNT), *row;
	int64_t seen = 0, next;
	int pages = 0;
	size_t i;

	do {
		json_t *result = page(rig, texts, seen);

		json_array_foreach (json_object_get(result, "rows"), i, row) {
			assert_true(json_equal(json_object_get(row, "text"),
			    json_array_get(texts, (size_t)seen)));
			rig_is(row, "kind",
			    seen % 100 == 0 ? "'fixed'" : "'undated'");
			seen++;
		}
		assert_true(i > 0);
		next = json_integer_value(json_object_get(result, "next"));
		assert_int_equal(next, seen < COUNT ? seen : 0);
		pages++;
	} while (next != 0);
	assert_int_equal(seen, COUNT);
	assert_true(pages > 2);
	json_decref(texts);
}

static void page_begins_after_what_was_read(void **state)
{
	static const char texts[] = "'texts':['Vt 2022','snart','Ht 2022']";
	struct rig *rig = *state;
	json_t *result =
	    rig_must(rig, "timeframe.read", "{%s,'after':1}", texts);

	rig_is(result, "rows.0.text", "'snart'");
	rig_is(result, "rows.1.text", "'Ht 2022'");
	assert_int_equal(json_array_size(rig_at(result, "rows")), 2);
	assert_null(json_object_get(result, "next"));
	rig_is(rig_must(rig, "timeframe.read", "{%s,'after':0}", texts),
	    "rows.0.text", "'Vt 2022'");
	rig_is(rig_must(rig, "timeframe.read", "{%s,'after':3}", texts), "",
	    "{'rows':[]}");
	rig_is(rig_must(rig, "timeframe.read", "{%s,'after':9}", texts), "",
	    "{'rows':[]}");
	rig_refused(rig, ERR_INVALID, "after", "timeframe.read",
	    "{%s,'after':-1}", texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(texts_are_read_in_order),
		RIG_TEST(row_has_its_members),
		RIG_TEST(none_are_none),
		RIG_TEST(anyone_may_ask),
		RIG_TEST(largest_answer_is_one_frame),
		RIG_TEST(pages_make_the_whole),
		RIG_TEST(page_begins_after_what_was_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
