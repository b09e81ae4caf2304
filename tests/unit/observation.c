/* SPDX-License-Identifier: ISC */
/* Observations: what is taken, who reads it, and that it comes
 * out of the log again. */
#include "daemon/commands/observation.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static void cells_are_read_in_both_languages(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "observation.add",
	    "{'date':'2022-06-02','area':'VBE','kind':'Klistermärke',"
	    "'environment':'Högerextrem','district':'Centrum','place':'Torget',"
	    "'count':3,'source':'Fritidsgården','text':'På stolpar'}");
	rig_is(rig->result, "date", "'2022-06-02'");
	rig_is(rig->result, "area", "'vbe'");
	rig_is(rig->result, "kind", "'poster'");
	rig_is(rig->result, "environment", "'right-wing'");
	rig_is(rig->result, "count", "3");
	rig_must(rig, "observation.add",
	    "{'date':'v. 22 2022','area':'heder','kind':'honour norm',"
	    "'text':'T'}");
	/* ISO week 22 of 2022 begins on Monday 30 May. */
	rig_is(rig->result, "date", "'2022-05-30'");
	rig_is(rig->result, "area", "'hrv'");
	rig_is(rig->result, "environment", "'unknown'");
	rig_is(rig->result, "count", "1");
	rig_is(rig->result, "district", "null");
	rig_is_replayed(rig);
}

static void what_is_wrong_is_refused(void **state)
{
	static const struct {
		const char *words, *params;
	} rows[] = {
		{ "date: is in the future",
		    "{'date':'2022-07-02','area':'vbe','kind':'poster','text':'T'}" },
		{ "date: is no day and no week",
		    "{'date':'vår 2022','area':'vbe','kind':'poster','text':'T'}" },
		{ "date: is no day and no week",
		    "{'date':'2022-02-30','area':'vbe','kind':'poster','text':'T'}" },
		{ "area: is none of: vbe hrv other",
		    "{'date':'2022-06-02','area':'x','kind':'poster','text':'T'}" },
		{ "there is no kind \"postr\"",
		    "{'date':'2022-06-02','area':'vbe','kind':'postr','text':'T'}" },
		{ "environment: is none of",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster','text':'T','environment':'x'}" },
		{ "place: looks like somebody's home",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster','text':'T','place':'Storgatan 5, 2 tr'}" },
		{ "text: looks like somebody's home",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster','text':'Vid lgh 1102'}" },
		{ "text: looks like a personal identity number",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster','text':'121212-1212'}" },
		{ "count",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster','text':'T','count':0}" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		rig_refused(rig, ERR_INVALID, rows[i].words, "observation.add",
		    "%s", rows[i].params);
}

#define ONE "'area':'vbe','kind':'graffiti','text':'Hemligt'"

static void who_reported_reads_and_others_do_not(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks, *bun, *auditor;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	bun = rig_key(rig, "Skolan", "department", "bun");
	auditor = rig_key(rig, "Revisorn", "auditor", NULL);
	assert_int_equal(rig_ask(rig, ks, "observation.add",
			     "{'date':'2022-06-02'," ONE "}"),
	    ERR_NONE);
	rig_must(rig, "observation.add", "{'date':'2022-06-01'," ONE "}");
	assert_int_equal(rig_ask(rig, auditor, "observation.add",
			     "{'date':'2022-06-02'," ONE "}"),
	    ERR_DENIED);
	rig_must(rig, "observation.list", "{}");
	rig_is(rig->result, "rows.0.date", "'2022-06-01'");
	rig_is(rig->result, "rows.1.text", "'Hemligt'");
	assert_int_equal(rig_ask(rig, ks, "observation.list", "{}"), ERR_NONE);
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	rig_is(rig->result, "rows.0.department", "'ks'");
	assert_int_equal(
	    rig_ask(rig, ks, "observation.list", "{'all':true}"), ERR_DENIED);
	assert_int_equal(rig_ask(rig, bun, "observation.list", "{}"), ERR_NONE);
	rig_is(rig->result, "rows", "[]");
	assert_int_equal(
	    rig_ask(rig, auditor, "observation.list", "{}"), ERR_NONE);
	rig_is(rig->result, "rows", "[]");
	rig_is_replayed(rig);
}

/* What is read by few stands in no list that all read. */
static void the_list_of_the_log_tells_no_word_of_it(void **state)
{
	struct rig *rig = *state;
	char *text;

	rig_must(rig, "observation.add",
	    "{'date':'2022-06-02','place':'Torget','source':'Vakten'," ONE "}");
	rig_must(rig, "observation.import",
	    "{'rows':[{'line':2,'date':'2022-06-03',"
	    "'kind':'poster','text':'Hemligt'}]}");
	rig_must(rig, "log.list", "{}");
	rig_is(rig->result, "rows.1.what", "'reported an observation'");
	rig_is(rig->result, "rows.2.what", "'imported 1 observation'");
	text = json_dumps(rig->result, 0);
	assert_null(strstr(text, "Hemligt"));
	assert_null(strstr(text, "Torget"));
	assert_null(strstr(text, "Vakten"));
	assert_null(strstr(text, "graffiti"));
	free(text);
}

static void pages_follow_each_other(void **state)
{
	struct rig *rig = *state;

	for (int i = 1; i <= 3; i++)
		rig_must(rig, "observation.add",
		    "{'date':'2022-06-0%d'," ONE "}", 4 - i);
	rig_must(rig, "observation.list", "{'after':'2022-06-01 3'}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 2);
	rig_is(rig->result, "rows.0.id", "2");
	rig_must(
	    rig, "observation.list", "{'from':'2022-06-02','to':'2022-06-02'}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	rig_refused(rig, ERR_INVALID, "to: is before from", "observation.list",
	    "{'from':'2022-06-03','to':'2022-06-02'}");
}

/* ... and the log itself gives them to who may read them. */
static void the_log_is_exported_to_who_may_read_it(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks, *bun, *auditor;
	int64_t entry;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	bun = rig_key(rig, "Skolan", "department", "bun");
	auditor = rig_key(rig, "Revisorn", "auditor", NULL);
	assert_int_equal(rig_ask(rig, ks, "observation.add",
			     "{'date':'2022-06-02'," ONE "}"),
	    ERR_NONE);
	entry = rig_head(rig);
	for (int i = 0; i < 3; i++) {
		struct sign_key *key = i == 0 ? ks : i == 1 ? auditor : bun;

		assert_int_equal(rig_ask(rig, key, "log.export", "{'after':%d}",
				     (int)entry - 1),
		    ERR_NONE);
		assert_true((rig_at(rig->result, "rows.0.request") == NULL) ==
		    (key == bun));
		assert_true((rig_at(rig->result, "rows.0.reading") == NULL) ==
		    (key == bun));
		assert_non_null(rig_at(rig->result, "rows.0.line"));
		assert_int_equal(rig_ask(rig, key, "log.piece",
				     "{'seq':%d,'of':'request'}", (int)entry),
		    key == bun ? ERR_DENIED : ERR_NONE);
	}
	/* What is no observation, all read. */
	assert_int_equal(rig_ask(rig, bun, "log.export", "{}"), ERR_NONE);
	assert_non_null(rig_at(rig->result, "rows.1.request"));
}

/* --- a table --- */

#define ROW                                                                    \
	"{'line':%d,'date':'2022-06-02','kind':'klotter','district':'%s',"     \
	"'count':'2','text':'T'}"

static void a_table_comes_again(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "observation.import",
	    "{'rows':[" ROW "," ROW "," ROW "]}", 2, "Norr", 3, "Norr", 4,
	    "Söder");
	rig_is(rig->result, "added", "3");
	rig_must(rig, "observation.import",
	    "{'rows':[" ROW "," ROW "," ROW "]}", 2, "Norr", 3, "norr", 4,
	    "Söder");
	rig_is(rig->result, "unchanged", "true");
	rig_is(rig->result, "unchanged_rows", "3");
	/* A third one of two that are there is new. */
	rig_must(rig, "observation.import",
	    "{'rows':[" ROW "," ROW "," ROW "]}", 2, "Norr", 3, "Norr", 4,
	    "Norr");
	rig_is(rig->result, "added", "1");
	rig_is(rig->result, "unchanged_rows", "2");
	rig_must(rig, "observation.list", "{}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 4);
	rig_is(rig->result, "rows.3.field", "'rows[2].text'");
	rig_is_replayed(rig);
}

static void all_rows_are_taken_or_none(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "line 7: count: is no number",
	    "observation.import",
	    "{'rows':[" ROW ",{'line':7,'date':'2022-06-02','kind':'klotter',"
	    "'count':'ca 3'}]}",
	    2, "Norr");
	rig_refused(rig, ERR_INVALID, "nothing to import", "observation.import",
	    "{'rows':[]}");
	rig_must(rig, "observation.list", "{}");
	rig_is(rig->result, "rows", "[]");
	rig_must(rig, "observation.import", "{'dry_run':true,'rows':[" ROW "]}",
	    2, "Norr");
	rig_is(rig->result, "added", "1");
	rig_must(rig, "observation.list", "{}");
	rig_is(rig->result, "rows", "[]");
}

/* --- redaction --- */

static void words_are_taken_out_and_the_counts_stay(void **state)
{
	struct rig *rig = *state;
	int64_t entry;

	rig_must(rig, "observation.add",
	    "{'date':'2022-06-02','district':'Norr','place':'Torget'," ONE "}");
	entry = rig_head(rig);
	rig_must(rig, "observation.import", "{'rows':[" ROW "," ROW "]}", 2,
	    "Norr", 3, "Söder");
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'text','reason':'Ett namn'}", (int)entry);
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'district','reason':'Ett namn'}", (int)entry);
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'place','reason':'Ett namn'}", (int)entry);
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'rows[1].text','reason':'Ett namn'}",
	    (int)entry + 1);
	rig_must(rig, "observation.list", "{}");
	assert_non_null(strstr(
	    json_string_value(rig_at(rig->result, "rows.0.text")), "[red"));
	assert_non_null(strstr(
	    json_string_value(rig_at(rig->result, "rows.0.place")), "[red"));
	rig_is(rig->result, "rows.0.kind", "'graffiti'");
	/* What another entry named so too keeps its name. */
	rig_is(rig->result, "rows.1.district", "'Norr'");
	/* The table that comes again does not bring the words back. */
	rig_must(rig, "observation.import", "{'rows':[" ROW "," ROW "]}", 2,
	    "Norr", 3, "Söder");
	rig_is(rig->result, "unchanged", "true");
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(cells_are_read_in_both_languages),
		RIG_TEST(what_is_wrong_is_refused),
		RIG_TEST(who_reported_reads_and_others_do_not),
		RIG_TEST(the_list_of_the_log_tells_no_word_of_it),
		RIG_TEST(the_log_is_exported_to_who_may_read_it),
		RIG_TEST(pages_follow_each_other),
		RIG_TEST(a_table_comes_again),
		RIG_TEST(all_rows_are_taken_or_none),
		RIG_TEST(words_are_taken_out_and_the_counts_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
