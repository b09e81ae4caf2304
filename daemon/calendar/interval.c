/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/interval.h"

#define YEARS_MAX 10

static bool in_units(int number, char unit, struct interval *interval)
{
	*interval = (struct interval){ 0 };
	switch (unit) {
	case 'd':
		interval->days = number;
		return number <= YEARS_MAX * 366;
	case 'w':
		interval->days = 7 * number;
		return number <= YEARS_MAX * 53;
	case 'm':
		interval->months = number;
		return number <= YEARS_MAX * 12;
	case 'y':
		interval->months = 12 * number;
		return number <= YEARS_MAX;
	default:
		return false;
	}
}

bool interval_read(const char *text, struct interval *interval)
{
	int number = 0, digits = 0;

	for (; *text >= '0' && *text <= '9' && digits < 4; text++, digits++)
		number = 10 * number + (*text - '0');
	return number > 0 && text[0] != '\0' && text[1] == '\0' &&
	    in_units(number, text[0], interval);
}

struct day interval_plus(struct day base, struct interval interval, int times)
{
	struct date date = day_date(base);
	int months = date.year * 12 + date.month - 1 + interval.months * times;
	int year = months / 12, month = months % 12 + 1;
	int last = month_days(year, month);

	if (interval.months == 0)
		return day_plus(base, interval.days * times);
	return day_of(year, month, date.day < last ? date.day : last);
}

struct day interval_next(
    struct day base, struct interval interval, struct day after)
{
	int times = 1;
	struct day next = interval_plus(base, interval, times);

	while (day_compare(next, after) <= 0)
		next = interval_plus(base, interval, ++times);
	return next;
}
