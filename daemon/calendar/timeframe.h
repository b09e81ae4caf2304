/* SPDX-License-Identifier: ISC */
/* A timeframe as a Swedish plan writes it ("Ht 2022 - Vt 2023", "senast
 * kvartal 3 2024", "löpande"), read into days. Pure: text in, reading out; no
 * locale, no clock, no allocation. The table it follows is
 * docs/timeframes.md. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_H
#define DAEMON_CALENDAR_TIMEFRAME_H

#include <stdbool.h>

#include "daemon/calendar/day.h"

#define TIMEFRAME_MAX    200 /* characters of the text */
#define TIMEFRAME_REASON 160

enum timeframe_kind {
	TIMEFRAME_FIXED,     /* start and end */
	TIMEFRAME_DEADLINE,  /* end */
	TIMEFRAME_OPEN,      /* start */
	TIMEFRAME_ONGOING,   /* no due date; may have bounds */
	TIMEFRAME_RECURRING, /* again and again; no due date */
	TIMEFRAME_EVENT,     /* tied to something without a date */
	TIMEFRAME_UNDATED,   /* no year, or not understood */
	TIMEFRAME_INVALID,   /* impossible */
};

struct timeframe {
	enum timeframe_kind kind;
	struct day start, end; /* DAY_NONE where there is none; start <= end */
	bool vague;            /* "början av 2026": a guess, to be confirmed */
	/* Of TIMEFRAME_RECURRING, else 0: the months from one time to the next
	 * ("kvartalsvis" 3, "vartannat år" 24; at least 1), 0 where they are
	 * not written; and the month, 1 to 12, that it comes in ("årligen i
	 * maj", the first of several), 0 where none is named. */
	int interval_months, month;
	/* Why it is vague, undated or invalid, in one English sentence that
	 * does not repeat the text; else "". */
	char reason[TIMEFRAME_REASON];
};

/* Reads UTF-8 `text`. `year` is the plan's year for texts that name none, 0
 * for none: with it "kvartal 3" is read in that year and marked vague. Never
 * fails: what is not understood is TIMEFRAME_UNDATED and says why. */
struct timeframe timeframe_read(const char *text, int year);

/* "fixed", "deadline", ..., each in its place, and NULL. */
extern const char *const timeframe_kind_words[];

#endif
