/* SPDX-License-Identifier: ISC */
/* The calendar beside a letter: its lines, and what is no list of events. */
#include "daemon/delivery/program/events.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static json_t *list(const char *text)
{
	json_t *events = json_loads(text, JSON_DECODE_ANY, NULL);

	assert_non_null(events);
	return events;
}

#define EVENT(day, words)                                                        \
	"{\"uid\":\"a@b\",\"sequence\":12,\"changed\":1656655200,\"day\":\"" day \
	"\",\"words\":\"" words "\"}"

static void is_written(const char *text, const char *expected)
{
	json_t *events = list(text);
	struct buffer calendar = { 0 };

	assert_null(events_wrong(events));
	events_write(&calendar, events, "sv");
	assert_string_equal(calendar.bytes, expected);
	buffer_free(&calendar);
	json_decref(events);
}

#define HEAD                                                                   \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"                                   \
	"PRODID:-//planvakt//planvakt//EN\r\nCALSCALE:GREGORIAN\r\n"
#define BEGINS                                                                 \
	"BEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20220701T060000Z\r\n"              \
	"LAST-MODIFIED:20220701T060000Z\r\nSEQUENCE:12\r\n"
#define ENDS "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
#define END  "END:VCALENDAR\r\n"

/* 2024 has a 29 February; the day after the last is of the next year. */
static void an_event_is_a_day(void **state)
{
	(void)state;
	is_written("[]", HEAD END);
	is_written("[" EVENT("2024-02-28", "A, b; c\\\\d\\ne") "]",
	    HEAD BEGINS
	    "DTSTART;VALUE=DATE:20240228\r\nDTEND;VALUE=DATE:20240229\r\n"
	    "SUMMARY:Slutdatum: A\\, b\\; c\\\\d e\r\n" ENDS END);
	is_written("[" EVENT("2022-12-31", "Nyår") "]",
	    HEAD BEGINS
	    "DTSTART;VALUE=DATE:20221231\r\nDTEND;VALUE=DATE:20230101\r\n"
	    "SUMMARY:Slutdatum: Nyår\r\n" ENDS END);
}

/* "SUMMARY:Slutdatum: " is 19 octets: 56 more fit, 28 letters of two. */
static void lines_are_folded_between_letters(void **state)
{
	(void)state;
	is_written("[" EVENT("2022-12-31",
		       "åååååååååååååååååååååååååååååååååååååååå") "]",
	    HEAD BEGINS
	    "DTSTART;VALUE=DATE:20221231\r\nDTEND;VALUE=DATE:20230101\r\n"
	    "SUMMARY:Slutdatum: åååååååååååååååååååååååååååå\r\n"
	    " åååååååååååå\r\n" ENDS END);
	is_written(
	    "[" EVENT("2022-12-31", "xååååååååååååååååååååååååååååå") "]",
	    HEAD BEGINS
	    "DTSTART;VALUE=DATE:20221231\r\nDTEND;VALUE=DATE:20230101\r\n"
	    "SUMMARY:Slutdatum: xååååååååååååååååååååååååååå\r\n"
	    " åå\r\n" ENDS END);
}

static void what_is_no_event_is_refused(void **state)
{
	static const char *const wrong[] = { "{}", "\"x\"", "[1]", "[{}]",
		"[" EVENT("2022-12-3", "x") "]",
		"[" EVENT("20221231--", "x") "]",
		"[" EVENT("2022-12-311", "x") "]",
		"[{\"uid\":\"a\\nb\",\"sequence\":1,\"changed\":1,\"day\":"
		"\"2022-12-31\",\"words\":\"x\"}]",
		"[{\"uid\":\"a\",\"sequence\":0,\"changed\":1,\"day\":"
		"\"2022-12-31\",\"words\":\"x\"}]",
		"[{\"uid\":\"a\",\"sequence\":1,\"changed\":1,\"day\":"
		"\"2022-12-31\",\"words\":\"x\",\"more\":1}]" };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		json_t *events = list(wrong[i]);

		assert_non_null(events_wrong(events));
		json_decref(events);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_a_day),
		cmocka_unit_test(lines_are_folded_between_letters),
		cmocka_unit_test(what_is_no_event_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
