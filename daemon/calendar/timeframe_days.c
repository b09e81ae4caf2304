/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_days.h"

#define LEAP_YEAR 2000

/* Months count on into the next year: 13 is its January. */
static struct day month_start(int year, int month)
{
	return day_of(year + (month - 1) / 12, (month - 1) % 12 + 1, 1);
}

static struct day month_end(int year, int month)
{
	return day_plus(month_start(year, month + 1), -1);
}

enum problem part_check(const struct part *part)
{
	int year = part->year != 0 ? part->year : LEAP_YEAR;

	if (part->sort == PART_WEEK &&
	    part->last > (part->year != 0 ? year_iso_weeks(year) : 53))
		return PROBLEM_WEEK;
	if (part->sort != PART_DAY)
		return PROBLEM_NONE;
	if (!date_is_valid(year, part->month, part->first) ||
	    !date_is_valid(year, part->month, part->last))
		return PROBLEM_DAY;
	return part->first > part->last ? PROBLEM_ORDER : PROBLEM_NONE;
}

/* What lies in two years says both: only then is it known which. */
static enum problem check_pair(const struct part *part)
{
	if (part->pair != 0)
		return PROBLEM_NONE;
	if (part->sort == PART_TURN && part->first == 12)
		return PROBLEM_TURN;
	if (part->sort == PART_SEASON && part->last > 12)
		return PROBLEM_WINTER;
	return PROBLEM_NONE;
}

static void whole_days(
    const struct part *part, struct day *start, struct day *end)
{
	switch (part->sort) {
	case PART_DAY:
		*start = day_of(part->year, part->month, part->first);
		*end = day_of(part->year, part->month, part->last);
		break;
	case PART_WEEK:
		*start = day_of_iso_week(part->year, part->first);
		*end = day_plus(day_of_iso_week(part->year, part->last), 6);
		break;
	case PART_TURN:
		*start = month_end(part->year, part->last);
		*end = day_plus(*start, 1);
		break;
	case PART_HALF_TURN:
		*start = *end = month_start(part->year, part->last + 1);
		break;
	default:
		*start = month_start(part->year, part->first);
		*end = month_end(part->year, part->last);
	}
}

static bool is_months(const struct part *part)
{
	return part->sort <= PART_MONTH;
}

/* Where the n-th of `of` equal pieces begins: on the first of a month where
 * the months can be divided so, on the 1st, 11th and 21st in one month. */
static struct day piece_start(
    const struct part *part, struct day start, struct day end, int n)
{
	int months = part->last - part->first + 1;
	int days = end.number - start.number + 1;

	if (n == part->piece.of)
		return day_plus(end, 1);
	if (is_months(part) && months % part->piece.of == 0)
		return month_start(
		    part->year, part->first + months / part->piece.of * n);
	if (is_months(part) && months == 1 && part->piece.of == 3)
		return day_plus(start, 10 * n);
	return day_plus(start, days * n / part->piece.of);
}

enum problem part_days(
    const struct part *part, struct day *start, struct day *end)
{
	enum problem problem = part_check(part);
	struct day from, to;

	if (problem == PROBLEM_NONE)
		problem = check_pair(part);
	if (problem != PROBLEM_NONE)
		return problem;
	whole_days(part, &from, &to);
	*start = from;
	*end = to;
	if (part->piece.of != 0) {
		*start = piece_start(part, from, to, part->piece.from);
		*end =
		    day_plus(piece_start(part, from, to, part->piece.to), -1);
		if (day_compare(*end, *start) < 0)
			*end = *start;
	}
	if (part->close || part->last_day)
		*start = *end;
	if (part->opening)
		*end = *start;
	return PROBLEM_NONE;
}
