/* SPDX-License-Identifier: ISC */
/* A calendar as iCalendar (RFC 5545), by libical, whose one doorkeeper this is.
 *
 * Its lines are objects. The first is {"calendar":{"name":TEXT}}, a text
 * without comma, semicolon, backslash and line break; each other one is
 * {"event":{...}} of these members:
 *	uid, summary, description, category	texts
 *	sequence	a number that grows
 *	changed		an instant, "2022-06-30T06:00:00Z"
 *	status		CONFIRMED, TENTATIVE or CANCELLED
 *	day		"2022-06-30", of what takes all of that day; or
 *	start, minutes	"2022-09-01T08:15" in Swedish time; how long it takes
 *	location	a text; may be left out
 *	alarm		how long before it begins one is reminded, "-P1D"; may
 *			be left out */
#ifndef CLIENT_OFFICE_WRITE_CALENDAR_H
#define CLIENT_OFFICE_WRITE_CALENDAR_H

#include <stdio.h>

#include "protocol/error.h"

/* Writes what it reads, to the end of the file; the same for the same. */
int write_calendar(FILE *from, FILE *to, struct err *err);

#endif
