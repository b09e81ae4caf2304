/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/workday.h"

#include <assert.h>
#include <stdlib.h>

#define FIRST_YEAR 1953
#define LAST_YEAR  2199

#define SATURDAY 6
#define SUNDAY   7

enum anchor {
	ON_DATE,       /* month and day */
	FROM_SATURDAY, /* the first Saturday from month and day on */
	FROM_EASTER,   /* Easter Sunday */
};

struct holiday_rule {
	const char *name;
	bool public;
	enum anchor anchor;
	int month, day;
	int offset;      /* days after the anchor */
	int from, until; /* the first and the last year; 0 for any */
};

#define PUBLIC true
#define EVE    false

/* Lag (1989:253) om allmänna helgdagar, and lag (1952:48) before it, which
 * moved Midsummer and All Saints' to Saturdays; lag (2004:1320) gave the
 * national day for Whit Monday. The eves are those of lag (1930:173) om
 * beräkning av lagstadgad tid and the Saturdays before the great feasts. Half
 * days (trettondagsafton, skärtorsdagen, valborg, alla helgons afton) are
 * workdays. */
static const struct holiday_rule rules[] = {
	{ "nyårsdagen", PUBLIC, ON_DATE, 1, 1, 0, 0, 0 },
	{ "trettondedag jul", PUBLIC, ON_DATE, 1, 6, 0, 0, 0 },
	{ "långfredagen", PUBLIC, FROM_EASTER, 0, 0, -2, 0, 0 },
	{ "påskafton", EVE, FROM_EASTER, 0, 0, -1, 0, 0 },
	{ "påskdagen", PUBLIC, FROM_EASTER, 0, 0, 0, 0, 0 },
	{ "annandag påsk", PUBLIC, FROM_EASTER, 0, 0, 1, 0, 0 },
	{ "första maj", PUBLIC, ON_DATE, 5, 1, 0, 0, 0 },
	{ "Kristi himmelsfärdsdag", PUBLIC, FROM_EASTER, 0, 0, 39, 0, 0 },
	{ "pingstafton", EVE, FROM_EASTER, 0, 0, 48, 0, 0 },
	{ "pingstdagen", PUBLIC, FROM_EASTER, 0, 0, 49, 0, 0 },
	{ "annandag pingst", PUBLIC, FROM_EASTER, 0, 0, 50, 0, 2004 },
	{ "nationaldagen", PUBLIC, ON_DATE, 6, 6, 0, 2005, 0 },
	{ "midsommarafton", EVE, FROM_SATURDAY, 6, 20, -1, 0, 0 },
	{ "midsommardagen", PUBLIC, FROM_SATURDAY, 6, 20, 0, 0, 0 },
	{ "alla helgons dag", PUBLIC, FROM_SATURDAY, 10, 31, 0, 0, 0 },
	{ "julafton", EVE, ON_DATE, 12, 24, 0, 0, 0 },
	{ "juldagen", PUBLIC, ON_DATE, 12, 25, 0, 0, 0 },
	{ "annandag jul", PUBLIC, ON_DATE, 12, 26, 0, 0, 0 },
	{ "nyårsafton", EVE, ON_DATE, 12, 31, 0, 0, 0 },
};
#define RULES (sizeof(rules) / sizeof(*rules))

_Static_assert(RULES <= HOLIDAYS_MAX, "a year has room for every rule");

static struct day weekday_from(struct day day, int weekday)
{
	return day_plus(day, (weekday - day_weekday(day) + 7) % 7);
}

/* The Gregorian rule of 1582: Easter is the Sunday after the paschal full
 * moon, which falls on one of the 29 days from 21 March on. */
struct day easter_sunday(int year)
{
	int cycle = year % 19, century = year / 100;
	int solar = century - century / 4, lunar = (8 * century + 13) / 25;
	int moon = (19 * cycle + solar - lunar + 15) % 30;

	/* No full moon on 19 April, and none twice in a cycle on the 18th. */
	if (moon == 29 || (moon == 28 && cycle > 10))
		moon--;
	return weekday_from(day_plus(day_of(year, 3, 22), moon), SUNDAY);
}

static struct day rule_day(const struct holiday_rule *rule, int year)
{
	struct day anchor;

	if (rule->anchor == FROM_EASTER)
		anchor = easter_sunday(year);
	else
		anchor = day_of(year, rule->month, rule->day);
	if (rule->anchor == FROM_SATURDAY)
		anchor = weekday_from(anchor, SATURDAY);
	return day_plus(anchor, rule->offset);
}

static bool rule_holds(const struct holiday_rule *rule, int year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR &&
	    (rule->from == 0 || year >= rule->from) &&
	    (rule->until == 0 || year <= rule->until);
}

size_t holidays_of(int year, struct holiday holidays[HOLIDAYS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < RULES; i++) {
		struct holiday new = { DAY_NONE, rules[i].name,
			rules[i].public };
		size_t at = count;

		if (!rule_holds(&rules[i], year))
			continue;
		new.day = rule_day(&rules[i], year);
		for (; at > 0 && day_compare(holidays[at - 1].day, new.day) > 0;
		     at--)
			holidays[at] = holidays[at - 1];
		holidays[at] = new;
		count++;
	}
	return count;
}

/* The days off of one year by rule: a bit for each day of a month. */
struct year_off {
	int year;
	uint32_t months[13]; /* from 1 */
};

/* Each year is worked out once and remembered, for the rules never change while
 * we run. */
static const struct year_off *off_in(int year)
{
	static struct year_off years[64];
	struct year_off *off = &years[year % 64];

	if (off->year == year)
		return off;
	*off = (struct year_off){ .year = year };
	for (size_t i = 0; i < RULES; i++)
		if (rule_holds(&rules[i], year)) {
			struct date date = day_date(rule_day(&rules[i], year));

			off->months[date.month] |= UINT32_C(1) << date.day;
		}
	return off;
}

static bool is_holiday(struct day day)
{
	struct date date = day_date(day);

	return date.year >= FIRST_YEAR && date.year <= LAST_YEAR &&
	    (off_in(date.year)->months[date.month] >> date.day & 1) != 0;
}

static int compare_closed(const void *a, const void *b)
{
	const struct day *day = a, *closed = b;

	return day_compare(*day, *closed);
}

static bool is_closed(const struct workdays *workdays, struct day day)
{
	return workdays->closed_count > 0 &&
	    bsearch(&day, workdays->closed, workdays->closed_count,
		sizeof(*workdays->closed), compare_closed) != NULL;
}

static bool is_in_yearly(const struct workdays *workdays, struct day day)
{
	struct date date = day_date(day);
	int at = 100 * date.month + date.day;

	for (size_t i = 0; i < workdays->yearly_count; i++) {
		const struct yearly *yearly = &workdays->yearly[i];
		bool begun = at >= yearly->first, over = at > yearly->last;

		if (yearly->first <= yearly->last ? begun && !over
						  : begun || !over)
			return true;
	}
	return false;
}

bool workday_is(const struct workdays *workdays, struct day day)
{
	return day_is_some(day) && day_weekday(day) < SATURDAY &&
	    !is_closed(workdays, day) && !is_holiday(day) &&
	    (workdays->yearly_count == 0 || !is_in_yearly(workdays, day));
}

/* The nearest workday at `day` or beyond it; step is 1 or -1. */
static struct day nearest(
    const struct workdays *workdays, struct day day, int step)
{
	while (day_is_some(day) && !workday_is(workdays, day))
		day = day_plus(day, step);
	return day;
}

struct day workday_after(const struct workdays *workdays, struct day day)
{
	return nearest(workdays, day_plus(day, 1), 1);
}

struct day workday_from(const struct workdays *workdays, struct day day)
{
	return nearest(workdays, day, 1);
}

struct day workday_until(const struct workdays *workdays, struct day day)
{
	return nearest(workdays, day, -1);
}

struct day workday_plus(
    const struct workdays *workdays, struct day day, int count)
{
	assert(count >= 0);
	while (count-- > 0)
		day = workday_after(workdays, day);
	return day;
}

int workday_between(const struct workdays *workdays, struct day a, struct day b)
{
	int count = 0;

	if (!day_is_some(a))
		return 0;
	while (day_compare(a, b) < 0) {
		a = day_plus(a, 1);
		count += workday_is(workdays, a);
	}
	return count;
}
