/* SPDX-License-Identifier: ISC */
/* Days of the proleptic Gregorian calendar and instants of UTC, as types that
 * cannot be mixed. Pure. */
#ifndef DAEMON_CALENDAR_DAY_H
#define DAEMON_CALENDAR_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Seconds since 1970-01-01T00:00:00Z. */
struct instant {
	int64_t seconds;
};

/* Days since 1970-01-01. DAY_NONE stands for no day. */
struct day {
	int32_t number;
};
#define DAY_NONE ((struct day){ INT32_MIN })

#define DAY_TEXT 11 /* "YYYY-MM-DD", terminated */

/* The years that dates may name; Europe has the calendar since 1753 and
 * municipal plans do not reach 2200. */
#define YEAR_MIN 1753
#define YEAR_MAX 2199

/* Years that somebody can mean: when a plan was adopted, when a thing was done,
 * until when it is to be. Another one is a slip of the hand. */
#define YEAR_MEANT_MIN 1990
#define YEAR_MEANT_MAX 2099

struct date {
	int year, month, day; /* month and day from 1 */
};

struct day day_of(int year, int month, int day); /* a valid date */
struct date day_date(struct day day);
bool day_is_some(struct day day);
bool day_is_meant(struct day day); /* of a year that can be meant */
bool date_is_valid(int year, int month, int day);
bool year_is_leap(int year);
int month_days(int year, int month); /* 28..31 */

struct day day_plus(struct day day, int days);
int day_compare(struct day a, struct day b); /* <0, 0, >0 */
int day_between(struct day a, struct day b); /* days from a to b */

/* ISO 8601: 1 Monday .. 7 Sunday; the Monday of a week; the weeks of a year
 * (52 or 53). */
int day_weekday(struct day day);
struct day day_of_iso_week(int year, int week);
int year_iso_weeks(int year);

/* "YYYY-MM-DD"; nothing else, and only valid dates. */
bool day_read(const char *text, struct day *day);
/* DAY_NONE writes "". Returns text. */
const char *day_write(struct day day, char text[DAY_TEXT]);

/* The same where there may be none, as in SQL and JSON: DAY_NONE of NULL, and
 * of what is no day; NULL of DAY_NONE. */
struct day day_from(const char *text);
const char *day_text(struct day day, char text[DAY_TEXT]);

#endif
