/* SPDX-License-Identifier: ISC */
/* Which days Swedish municipalities work. By rule for every year 1953-2199:
 * lag (1989:253) om allmänna helgdagar (and lag (1952:48) before it), the
 * eves that the public sector has off, weekends, and the municipality's own
 * closed days. Pure. */
#ifndef DAEMON_CALENDAR_WORKDAY_H
#define DAEMON_CALENDAR_WORKDAY_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/calendar/day.h"

#define HOLIDAYS_MAX 24 /* of one year by rule */

struct holiday {
	struct day day;
	const char *name; /* Swedish; static */
	bool public; /* helgdag; else a customary day off (helgdagsafton) */
};

/* Days of every year, both included, as 100 x month + day; where the first is
 * after the last they pass the year's end. */
struct yearly {
	int first, last;
};

/* The municipality's own closed days: borrowed, sorted, may be {0}. */
struct workdays {
	const struct day *closed;
	size_t closed_count;
	const struct yearly *yearly;
	size_t yearly_count;
};

/* The holidays of `year` by rule, sorted by day; returns how many. Sundays
 * are not listed unless they are a named holiday. 0 outside 1953-2199. */
size_t holidays_of(int year, struct holiday holidays[HOLIDAYS_MAX]);
struct day easter_sunday(int year); /* Gregorian computus */

bool workday_is(const struct workdays *workdays, struct day day);

/* The nearest workday strictly after; at or after; at or before. */
struct day workday_after(const struct workdays *workdays, struct day day);
struct day workday_from(const struct workdays *workdays, struct day day);
struct day workday_until(const struct workdays *workdays, struct day day);

/* `count` workdays after `day` (0: `day` itself). */
struct day workday_plus(
    const struct workdays *workdays, struct day day, int count);

/* How many workdays w there are with a < w <= b; 0 where b <= a. */
int workday_between(
    const struct workdays *workdays, struct day a, struct day b);

#endif
