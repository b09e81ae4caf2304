/* SPDX-License-Identifier: ISC */
/* What holds of the reading of any text, sense or none: for the fuzzer, and
 * for the tests that replay what it began with and found. */
#ifndef TESTS_FUZZ_TIMEFRAME_CHECK_H
#define TESTS_FUZZ_TIMEFRAME_CHECK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "daemon/calendar/timeframe.h"

/* A reading takes at most a millisecond of the processor. What sanitizers
 * slow down has more, so that it still finds what grows without bounds. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define TIMEFRAME_SLOWED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define TIMEFRAME_SLOWED
#endif
#ifdef TIMEFRAME_SLOWED
#define TIMEFRAME_NANOSECONDS INT64_C(20000000)
#else
#define TIMEFRAME_NANOSECONDS INT64_C(1000000)
#endif

/* What the contract of a logged reading takes. */
#define TIMEFRAME_INTERVAL_MOST 1200

/* The plan's year of those readings that have one: a leap year. */
#define TIMEFRAME_PLAN_YEAR 2024

static inline const char *timeframe_breach_dates(const struct timeframe *read)
{
	static const struct {
		bool start, end, optional;
	} has[] = {
		[TIMEFRAME_FIXED] = { true, true, false },
		[TIMEFRAME_DEADLINE] = { false, true, false },
		[TIMEFRAME_OPEN] = { true, false, false },
		[TIMEFRAME_ONGOING] = { true, true, true },
		[TIMEFRAME_INVALID] = { false, false, false },
	};
	bool start = day_is_some(read->start), end = day_is_some(read->end);

	if (start != has[read->kind].start &&
	    (start || !has[read->kind].optional))
		return "the start is not its kind's";
	if (end != has[read->kind].end && (end || !has[read->kind].optional))
		return "the end is not its kind's";
	if (start && end && day_compare(read->start, read->end) > 0)
		return "it ends before it starts";
	if (start && day_date(read->start).year < YEAR_MIN - 1)
		return "it starts before all years";
	if (end && day_date(read->end).year > YEAR_MAX + 1)
		return "it ends after all years";
	return NULL;
}

/* What a reading breaks of its header's promise; NULL for nothing. */
static inline const char *timeframe_breach(const struct timeframe *read)
{
	size_t length = strnlen(read->reason, sizeof(read->reason));
	bool failed =
	    read->kind == TIMEFRAME_UNDATED || read->kind == TIMEFRAME_INVALID;

	if ((int)read->kind < 0 || (int)read->kind > TIMEFRAME_INVALID)
		return "it is of no kind";
	if (length == sizeof(read->reason))
		return "the reason has no end";
	if ((read->vague || failed) != (length > 0))
		return "a reason is missing, or is there without need";
	if (length > 0 && read->reason[length - 1] != '.')
		return "the reason is no sentence";
	if (read->vague && failed)
		return "it is vague without a date";
	if (read->interval_months < 0 ||
	    read->interval_months > TIMEFRAME_INTERVAL_MOST ||
	    read->month < 0 || read->month > 12)
		return "it comes back in no month";
	if (read->kind != TIMEFRAME_RECURRING &&
	    (read->interval_months != 0 || read->month != 0))
		return "it comes back and is not recurring";
	return timeframe_breach_dates(read);
}

static inline int64_t timeframe_processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* The best of some tries: what else the machine does is no matter. */
static inline bool timeframe_is_slow(const char *text, int year)
{
	for (int tries = 0; tries < 10; tries++) {
		int64_t from = timeframe_processor_time();

		timeframe_read(text, year);
		if (timeframe_processor_time() - from < TIMEFRAME_NANOSECONDS)
			return false;
	}
	return true;
}

static inline const char *timeframe_check_year(const char *text, int year)
{
	int64_t from = timeframe_processor_time();
	struct timeframe read = timeframe_read(text, year);
	int64_t taken = timeframe_processor_time() - from;

	if (taken >= TIMEFRAME_NANOSECONDS && timeframe_is_slow(text, year))
		return "it takes too long";
	return timeframe_breach(&read);
}

/* Reads any bytes, up to the first that is zero, without and with a plan's
 * year. NULL where all holds, else what does not. */
static inline const char *timeframe_check(const uint8_t *bytes, size_t size)
{
	/* No longer than the text, so that a sanitizer sees its end. */
	char *text = strndup((const char *)bytes, size);
	const char *breach;

	if (text == NULL)
		abort();
	breach = timeframe_check_year(text, 0);
	if (breach == NULL)
		breach = timeframe_check_year(text, TIMEFRAME_PLAN_YEAR);
	free(text);
	return breach;
}

#endif
