/* SPDX-License-Identifier: ISC */
/* What a report or a page holds, asked of the daemon: one JSON object for
 * planvakt-office (client/office/report.h). */
#ifndef CLIENT_REPORT_GATHER_H
#define CLIENT_REPORT_GATHER_H

#include <jansson.h>

#include "client/call.h"
#include "protocol/error.h"

#define GATHER_DAY 11 /* "2026-08-31", terminated */

/* What is asked, and of when. */
struct gather {
	struct call *call; /* opened */
	char today[GATHER_DAY];
	char now[24];          /* "2026-08-31 14:05", local */
	const char *past;      /* a day before today; NULL: as it is now */
	char from[GATHER_DAY]; /* since when it tells; "": from the beginning */
	const char *plan;      /* NULL: all that are open */
	const char *department; /* NULL: all */
	json_t *whole;          /* owned: what was gathered */
};

/* Asks what day it is. */
int gather_begin(struct gather *gather, struct call *call, struct err *err);
void gather_end(struct gather *gather); /* takes {0} */

/* The day so many days after another. */
void gather_day_plus(char to[GATHER_DAY], const char *day, int days);

/* The last report that was handed over before `as_of`: its day, or "". */
int gather_last_report(struct gather *gather, const char *as_of,
    char day[GATHER_DAY], struct err *err);

/* Fills gather->whole; asks again where something changed meanwhile. */
int gather_all(struct gather *gather, struct err *err);

#endif
