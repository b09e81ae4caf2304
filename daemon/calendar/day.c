/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/day.h"

#include <assert.h>

/* From 0001-01-01 to 1970-01-01, and of the calendar's period of 400 years. */
#define EPOCH_DAYS   719162
#define PERIOD_DAYS  146097
#define PERIOD_YEARS 400
/* From 0000-03-01 to 0001-01-01. */
#define MARCH_DAYS 306

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* From 0001-01-01 to the first day of `year`. */
static int64_t year_start(int64_t year)
{
	int64_t before = year - 1;

	return before * 365 + floor_divide(before, 4) -
	    floor_divide(before, 100) + floor_divide(before, 400);
}

bool year_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && year_is_leap(year));
}

bool date_is_valid(int year, int month, int day)
{
	return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 &&
	    month <= 12 && day >= 1 && day <= month_days(year, month);
}

struct day day_of(int year, int month, int day)
{
	int64_t days = year_start(year) + day - 1;

	assert(month >= 1 && month <= 12);
	assert(day >= 1 && day <= month_days(year, month));
	for (int m = 1; m < month; m++)
		days += month_days(year, m);
	return (struct day){ (int32_t)(days - EPOCH_DAYS) };
}

/* By years that begin in March, so that the leap day is their last: then the
 * months of 31 and 30 days come in one order, 153 days for each five. */
struct date day_date(struct day day)
{
	int64_t days = (int64_t)day.number + EPOCH_DAYS + MARCH_DAYS;
	int64_t period = floor_divide(days, PERIOD_DAYS);
	int32_t in_period = (int32_t)(days - period * PERIOD_DAYS);
	int32_t year = (in_period - in_period / 1460 + in_period / 36524 -
			   in_period / 146096) /
	    365;
	int32_t in_year = in_period - (365 * year + year / 4 - year / 100);
	int32_t month = (5 * in_year + 2) / 153;

	assert(day_is_some(day));
	return (struct date){
		.year = (int)(period * PERIOD_YEARS) + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = in_year - (153 * month + 2) / 5 + 1,
	};
}

bool day_is_some(struct day day)
{
	return day.number != DAY_NONE.number;
}

bool day_is_meant(struct day day)
{
	int year = day_date(day).year;

	return year >= YEAR_MEANT_MIN && year <= YEAR_MEANT_MAX;
}

struct day day_plus(struct day day, int days)
{
	if (!day_is_some(day))
		return DAY_NONE;
	return (struct day){ day.number + days };
}

int day_between(struct day a, struct day b)
{
	assert(day_is_some(a) && day_is_some(b));
	return b.number - a.number;
}

int day_compare(struct day a, struct day b)
{
	return (a.number > b.number) - (a.number < b.number);
}

int day_weekday(struct day day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t since_monday = (int64_t)day.number + 3;

	assert(day_is_some(day));
	return (int)(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

struct day day_of_iso_week(int year, int week)
{
	/* ISO 8601: 4 January is always in week 1. */
	struct day fourth = day_of(year, 1, 4);

	return day_plus(fourth, 1 - day_weekday(fourth) + (week - 1) * 7);
}

int year_iso_weeks(int year)
{
	return (day_of_iso_week(year + 1, 1).number -
		   day_of_iso_week(year, 1).number) /
	    7;
}

/* The number that `count` digits write; -1 where one of them is none. */
static int digits_read(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

bool day_read(const char *text, struct day *day)
{
	int year, month, in_month;

	if ((year = digits_read(text, 4)) < 0 || text[4] != '-' ||
	    (month = digits_read(text + 5, 2)) < 0 || text[7] != '-' ||
	    (in_month = digits_read(text + 8, 2)) < 0 || text[10] != '\0' ||
	    !date_is_valid(year, month, in_month))
		return false;
	*day = day_of(year, month, in_month);
	return true;
}

static void write_digits(char *text, int value, int count)
{
	for (; count-- > 0; value /= 10)
		text[count] = (char)('0' + value % 10);
}

const char *day_write(struct day day, char text[DAY_TEXT])
{
	struct date date;

	text[0] = '\0';
	if (!day_is_some(day))
		return text;
	date = day_date(day);
	assert(date.year >= 0 && date.year <= 9999);
	write_digits(text, date.year, 4);
	text[4] = '-';
	write_digits(text + 5, date.month, 2);
	text[7] = '-';
	write_digits(text + 8, date.day, 2);
	text[10] = '\0';
	return text;
}

struct day day_from(const char *text)
{
	struct day day = DAY_NONE;

	if (text != NULL)
		day_read(text, &day);
	return day;
}

const char *day_text(struct day day, char text[DAY_TEXT])
{
	return day_is_some(day) ? day_write(day, text) : NULL;
}
