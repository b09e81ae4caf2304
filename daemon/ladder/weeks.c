/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/weeks.h"

struct day week_monday(struct day day)
{
	return day_plus(day, 1 - day_weekday(day));
}

struct day week_first(const struct workdays *workdays, struct day monday)
{
	struct day day = workday_from(workdays, monday);

	return day_compare(day, day_plus(monday, 6)) <= 0 ? day : DAY_NONE;
}

struct day month_first(const struct workdays *workdays, struct day base,
    struct day after, int every)
{
	struct date date = day_date(base);
	struct day day;
	int passed;

	if (every == 0)
		return DAY_NONE;
	if (day_compare(after, base) > 0) {
		struct date late = day_date(after);

		passed = 12 * (late.year - date.year) + late.month - date.month;
		date.month += passed / every * every;
	} else {
		after = base;
	}
	do {
		date.year += (date.month - 1) / 12;
		date.month = (date.month - 1) % 12 + 1;
		if (date.year >= YEAR_MAX)
			return DAY_NONE;
		day = workday_from(workdays, day_of(date.year, date.month, 1));
		date.month += every;
	} while (day_compare(day, after) <= 0);
	return day;
}
