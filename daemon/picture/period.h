/* SPDX-License-Identifier: ISC */
/* A period of the situation picture, and those that it is held against. Pure.
 */
#ifndef DAEMON_PICTURE_PERIOD_H
#define DAEMON_PICTURE_PERIOD_H

#include "daemon/calendar/day.h"

/* Both days are of it. */
struct picture_period {
	struct day first, last;
};

/* Months are counted from that of year 0. */
int period_month(struct day day);
struct day period_month_first(int month);
struct day period_month_last(int month);

/* Whether it is made of whole months of the calendar. */
bool period_is_whole(struct picture_period period);

/* As long and just before: so many months where it is whole ones, else so many
 * days. */
struct picture_period period_before(struct picture_period period);

/* The same months, or the same days, of the year before. */
struct picture_period period_year_before(struct picture_period period);

/* How many months it is: of one that is not whole its part of the days. */
double period_length(struct picture_period period);

/* What of a month lies in it. */
struct picture_period period_in_month(struct picture_period period, int month);

#endif
