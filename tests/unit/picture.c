/* SPDX-License-Identifier: ISC */
/* The situation picture over observations that are counted here by hand. It is
 * 2022-07-01; the bounds are those of docs/picture.md. */
#include "daemon/commands/picture_count.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

/* So many observations of a kind on the 10th of a month, of two each. */
static void observe(
    struct rig *rig, const char *month, const char *kind, int times)
{
	for (int i = 0; i < times; i++)
		rig_must(rig, "observation.add",
		    "{'date':'%s-10','area':'vbe','kind':'%s','count':2,"
		    "'district':'Norr','text':'T'}",
		    month, kind);
}

/* Twelve months with one each, from April 2021 on. */
static void observe_a_year(struct rig *rig, const char *kind)
{
	static const char *const months[] = { "2021-04", "2021-05", "2021-06",
		"2021-07", "2021-08", "2021-09", "2021-10", "2021-11",
		"2021-12", "2022-01", "2022-02", "2022-03" };

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		observe(rig, months[i], kind, 1);
}

#define APRIL "'from':'2022-04-01','to':'2022-04-30'"

static void what_departs_is_called(void **state)
{
	struct rig *rig = *state;

	observe_a_year(rig, "graffiti");
	observe(rig, "2022-04", "graffiti", 5);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(
	    rig->result, "before", "{'from':'2022-03-01','to':'2022-03-31'}");
	rig_is(rig->result, "year_before",
	    "{'from':'2021-04-01','to':'2021-04-30'}");
	rig_is(rig->result, "rows",
	    "[{'kind':'graffiti','count':10,'before':2,'year_before':2,"
	    "'alert':null,'change':null}]");
	rig_is(rig->result, "history", "12");
	rig_is(rig->result, "cells", "1");
	rig_is(rig->result, "departing", "0");
	observe(rig, "2022-04", "graffiti", 1);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "rows.0.alert", "'high'");
	rig_is(rig->result, "departing", "1");
	/* The number of observations, not the sum of their counts. */
	rig_must(rig, "observation.add",
	    "{'date':'2022-05-02','area':'vbe','kind':'graffiti','count':500,"
	    "'text':'T'}");
	rig_must(rig, "picture", "{'from':'2022-05-01','to':'2022-05-31'}");
	rig_is(rig->result, "rows.0.count", "500");
	rig_is(rig->result, "rows.0.alert", "null");
	rig_is_replayed(rig);
}

static void a_month_less_of_history_is_too_short(void **state)
{
	struct rig *rig = *state;

	observe(rig, "2021-05", "graffiti", 1);
	observe(rig, "2022-04", "graffiti", 50);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "rows.0.alert", "'short'");
	rig_is(rig->result, "history", "11");
	rig_is(rig->result, "cells", "0");
	/* With what came in April of anything else it is long enough. */
	observe(rig, "2021-04", "leaflet", 1);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "history", "12");
	rig_is(rig->result, "cells", "2");
	rig_is(rig->result, "rows.1.alert", "'high'");
}

/* 84 in twelve months: none in the next is low (docs/picture.md: P(0) is
 * 0.00116), once the month is over. */
static void silence_is_low_when_the_period_is_over(void **state)
{
	struct rig *rig = *state;

	for (int i = 0; i < 7; i++)
		observe_a_year(rig, "littering");
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "rows",
	    "[{'kind':'littering','count':0,'before':14,'year_before':14,"
	    "'alert':'low','change':'stopped'}]");
	/* 105 in fifteen months: P(0) is 0.0011. */
	observe(rig, "2022-04", "littering", 7);
	observe(rig, "2022-05", "littering", 7);
	observe(rig, "2022-06", "littering", 7);
	rig_must(rig, "picture", "{'from':'2022-07-01','to':'2022-07-31'}");
	rig_is(rig->result, "rows.0.alert", "null");
	rig_is(rig->result, "departing", "0");
}

static void what_is_new_and_what_stopped_is_told(void **state)
{
	struct rig *rig = *state;

	observe(rig, "2021-01", "threat", 1);
	observe(rig, "2022-03", "poster", 1);
	observe(rig, "2022-04", "poster", 1);
	observe(rig, "2022-03", "leaflet", 1);
	observe(rig, "2022-04", "graffiti", 1);
	observe(rig, "2022-04", "threat", 1);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "rows.0.kind", "'leaflet'");
	rig_is(rig->result, "rows.0.change", "'stopped'");
	rig_is(rig->result, "rows.1.change", "null");
	rig_is(rig->result, "rows.2.kind", "'graffiti'");
	rig_is(rig->result, "rows.2.change", "'new'");
	rig_is(rig->result, "rows.3.kind", "'threat'");
	rig_is(rig->result, "rows.3.change", "null");
	/* Eighteen kinds but for the three that were seen in April. */
	assert_int_equal(
	    json_array_size(rig_at(rig->result, "unreported")), 15);
	rig_is(rig->result, "unreported.0", "'leaflet'");
	rig_must(rig, "kind.retire", "{'name':'leaflet'}");
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "unreported.0", "'utterance'");
	/* Within a month what came earlier in it was there before. */
	rig_must(rig, "observation.add",
	    "{'date':'2022-05-02','area':'vbe','kind':'violence','text':'T'}");
	rig_must(rig, "observation.add",
	    "{'date':'2022-05-20','area':'vbe','kind':'violence','text':'T'}");
	rig_must(rig, "picture", "{'from':'2022-05-16','to':'2022-05-22'}");
	rig_is(rig->result, "rows.0.kind", "'violence'");
	rig_is(rig->result, "rows.0.change", "null");
}

static void it_is_counted_by_what_is_asked(void **state)
{
	struct rig *rig = *state;

	observe(rig, "2022-03", "poster", 3);
	observe(rig, "2022-04", "poster", 2);
	rig_must(rig, "observation.add",
	    "{'date':'2022-04-11','area':'hrv','kind':'poster',"
	    "'district':'Berga','text':'T'}");
	rig_must(rig, "observation.add",
	    "{'date':'2022-04-12','area':'hrv','kind':'threat','text':'T'}");
	rig_must(rig, "picture",
	    "{'from':'2022-03-01','to':'2022-04-30','by':['month']}");
	rig_is(rig->result, "rows",
	    "[{'month':'2022-03','count':6,'before':0,'year_before':0,"
	    "'alert':'short','change':'new'},"
	    "{'month':'2022-04','count':6,'before':6,'year_before':0,"
	    "'alert':'short','change':null}]");
	rig_must(rig, "picture", "{" APRIL ",'by':['area','kind']}");
	rig_is(rig->result, "rows.0.area", "'vbe'");
	rig_is(rig->result, "rows.0.count", "4");
	rig_is(rig->result, "rows.1.area", "'hrv'");
	rig_is(rig->result, "rows.1.kind", "'poster'");
	rig_is(rig->result, "rows.2.kind", "'threat'");
	/* Where none is named it stands first. */
	rig_must(rig, "picture", "{" APRIL ",'by':['district']}");
	rig_is(rig->result, "rows.0.district", "null");
	rig_is(rig->result, "rows.1.district", "'Berga'");
	rig_is(rig->result, "rows.2.district", "'Norr'");
	rig_is(rig->result, "rows.2.count", "4");
	/* Days that are no whole months, which go over the end of one. */
	rig_must(rig, "picture",
	    "{'from':'2022-03-10','to':'2022-04-11','by':['area']}");
	rig_is(rig->result, "rows.0.count", "10");
	rig_is(rig->result, "rows.1.count", "1");
	rig_must(rig, "picture", "{" APRIL ",'by':['district'],'after':2}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	rig_refused(rig, ERR_INVALID, "to: is before from", "picture",
	    "{'from':'2022-04-30','to':'2022-04-01'}");
}

/* History by month grows with each month, from the first observation on. */
static void each_month_has_its_own_history(void **state)
{
	struct rig *rig = *state;

	observe_a_year(rig, "graffiti");
	observe(rig, "2022-04", "graffiti", 6);
	observe(rig, "2022-05", "graffiti", 7);
	rig_must(rig, "picture",
	    "{'from':'2021-01-01','to':'2022-05-31','by':['month']}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 14);
	rig_is(rig->result, "rows.0.month", "'2021-04'");
	rig_is(rig->result, "rows.11.alert", "'short'");
	rig_is(rig->result, "rows.12.month", "'2022-04'");
	rig_is(rig->result, "rows.12.alert", "'high'");
	/* 18 in 13 months: high from 7 on (P of 6 or more is 0.0052, of 7 0.0013). */
	rig_is(rig->result, "rows.13.alert", "'high'");
	rig_is(rig->result, "history", "0");
	rig_is(rig->result, "cells", "2");
	rig_is(rig->result, "departing", "2");
}

/* Months that are read one after the other, and those of a period that begins
 * within one, which are read for themselves, say the same. */
static void each_month_is_held_against_two(void **state)
{
	static const char *const from[] = { "2022-03-01", "2022-03-02" };
	struct rig *rig = *state;

	observe_a_year(rig, "graffiti");
	observe(rig, "2022-04", "graffiti", 6);
	observe(rig, "2022-05", "graffiti", 7);
	for (size_t i = 0; i < 2; i++) {
		rig_must(rig, "picture",
		    "{'from':'%s','to':'2022-05-31','by':['month']}", from[i]);
		rig_is(rig->result, "rows",
		    "[{'month':'2022-03','count':2,'before':2,'year_before':0,"
		    "'alert':'short','change':null},"
		    "{'month':'2022-04','count':12,'before':2,'year_before':2,"
		    "'alert':'high','change':null},"
		    "{'month':'2022-05','count':14,'before':12,"
		    "'year_before':2,'alert':'high','change':null}]");
	}
	/* Of eighteen kinds one was reported on, by its rows or without them. */
	rig_must(rig, "picture", "{" APRIL ",'by':['area']}");
	assert_int_equal(
	    json_array_size(rig_at(rig->result, "unreported")), 17);
	rig_must(rig, "picture", "{" APRIL ",'by':['kind','month']}");
	assert_int_equal(
	    json_array_size(rig_at(rig->result, "unreported")), 17);
}

static void others_get_whole_months_and_no_small_number(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "Revisorn", "auditor", NULL);

	observe(rig, "2022-03", "poster", 1);
	observe(rig, "2022-04", "poster", 2);
	rig_must(rig, "observation.add",
	    "{'date':'2021-04-11','area':'vbe','kind':'poster','text':'T'}");
	assert_int_equal(
	    rig_ask(rig, auditor, "picture", "{" APRIL "}"), ERR_NONE);
	rig_is(rig->result, "rows",
	    "[{'kind':'poster','count':4,'before':'fewer than three',"
	    "'year_before':'fewer than three','alert':null,'change':null}]");
	assert_int_equal(rig_ask(rig, auditor, "picture",
			     "{'from':'2022-04-10','to':'2022-04-30'}"),
	    ERR_DENIED);
	assert_int_equal(rig_ask(rig, auditor, "picture", "{}"), ERR_NONE);
	rig_must(rig, "picture", "{" APRIL "}");
	rig_is(rig->result, "rows.0.before", "2");
}

/* --- adopted: when it is told of is tests/unit/reminder_run_told.c --- */

static void it_holds_for_two_years(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "picture.adopt",
		   "{'on':'2020-02-29','decision':'KS § 7'}"),
	    "",
	    "{'adopted':'2020-02-29','decision':'KS § 7','due':'2022-02-28'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "duties",
	    "[{'plan':null,'title':null,'stage':'picture',"
	    "'until':'2022-02-28','overdue':true}]");
	rig_is(rig->result, "duties_count", "1");
	rig_must(
	    rig, "picture.adopt", "{'on':'2020-02-29','decision':'KS § 7'}");
	rig_is(rig->result, "unchanged", "true");
	rig_must(
	    rig, "picture.adopt", "{'on':'2022-07-01','decision':'KS § 8'}");
	rig_is(rig->result, "due", "'2024-07-01'");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "duties", "[]");
	rig_is_replayed(rig);
}

static void a_day_that_cannot_be_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "on: is in the future", "picture.adopt",
	    "{'on':'2022-07-02','decision':'KS § 7'}");
	rig_must(
	    rig, "picture.adopt", "{'on':'2022-06-01','decision':'KS § 7'}");
	rig_refused(rig, ERR_CONFLICT, "on 2022-06-01", "picture.adopt",
	    "{'on':'2022-05-31','decision':'KS § 8'}");
}

/* The daemon's own entry; when it comes is tests/unit/digest_picture.c. */
static void a_departure_is_on_record_once(void **state)
{
	struct rig *rig = *state;

	for (int i = 0; i < 2; i++)
		rig_own(rig, "picture.depart",
		    "{'month':'2022-06','area':'vbe','kind':'graffiti','id':3,"
		    "'departure':'high'}");
	rig_must(rig, "log.list", "{}");
	rig_is(rig->result, "rows.1.what",
	    "'found that graffiti (vbe) departs in June 2022: high'");
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(what_departs_is_called),
		RIG_TEST(a_month_less_of_history_is_too_short),
		RIG_TEST(silence_is_low_when_the_period_is_over),
		RIG_TEST(what_is_new_and_what_stopped_is_told),
		RIG_TEST(it_is_counted_by_what_is_asked),
		RIG_TEST(each_month_has_its_own_history),
		RIG_TEST(each_month_is_held_against_two),
		RIG_TEST(others_get_whole_months_and_no_small_number),
		RIG_TEST(it_holds_for_two_years),
		RIG_TEST(a_departure_is_on_record_once),
		RIG_TEST(a_day_that_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
