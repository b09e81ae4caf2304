/* SPDX-License-Identifier: ISC */
#include "daemon/picture/period.h"

int period_month(struct day day)
{
	struct date date = day_date(day);

	return date.year * 12 + date.month - 1;
}

struct day period_month_first(int month)
{
	return day_of(month / 12, month % 12 + 1, 1);
}

struct day period_month_last(int month)
{
	return day_plus(period_month_first(month + 1), -1);
}

bool period_is_whole(struct picture_period period)
{
	return day_date(period.first).day == 1 &&
	    day_date(day_plus(period.last, 1)).day == 1;
}

/* Whole months, so many earlier. */
static struct picture_period months_earlier(
    struct picture_period period, int months)
{
	return (struct picture_period){
		period_month_first(period_month(period.first) - months),
		period_month_last(period_month(period.last) - months),
	};
}

struct picture_period period_before(struct picture_period period)
{
	int days = day_between(period.first, period.last) + 1;

	if (period_is_whole(period))
		return months_earlier(period,
		    period_month(period.last) - period_month(period.first) + 1);
	return (struct picture_period){ day_plus(period.first, -days),
		day_plus(period.first, -1) };
}

/* The day of the year before; of 29 February the 28th. */
static struct day year_earlier(struct day day)
{
	struct date date = day_date(day);
	int last = month_days(date.year - 1, date.month);

	return day_of(
	    date.year - 1, date.month, date.day < last ? date.day : last);
}

struct picture_period period_year_before(struct picture_period period)
{
	if (period_is_whole(period))
		return months_earlier(period, 12);
	return (struct picture_period){ year_earlier(period.first),
		year_earlier(period.last) };
}

struct picture_period period_in_month(struct picture_period period, int month)
{
	struct picture_period part = { period_month_first(month),
		period_month_last(month) };

	if (day_compare(part.first, period.first) < 0)
		part.first = period.first;
	if (day_compare(part.last, period.last) > 0)
		part.last = period.last;
	return part;
}

double period_length(struct picture_period period)
{
	double months = 0;

	for (int month = period_month(period.first);
	     month <= period_month(period.last); month++) {
		struct picture_period part = period_in_month(period, month);
		struct date date = day_date(part.first);

		months += (day_between(part.first, part.last) + 1.0) /
		    month_days(date.year, date.month);
	}
	return months;
}
