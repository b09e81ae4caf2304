/* SPDX-License-Identifier: ISC */
/* One time among those a timeframe names ("vt 2024", "mars", "kv 1-2",
 * "början av 2025"), as written: its year may be missing. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_PART_H
#define DAEMON_CALENDAR_TIMEFRAME_PART_H

#include "daemon/calendar/timeframe_reader.h"

enum part_sort {
	PART_YEAR,
	PART_SCHOOL_YEAR,
	PART_SEASON,
	PART_BLOCK, /* quarters, four months, half-years */
	PART_MONTH,
	PART_WEEK,
	PART_DAY,
	PART_TURN,      /* from a month's last day to the next day */
	PART_HALF_TURN, /* 1 July, or by 30 June */
};

struct part {
	enum part_sort sort;
	int year;        /* 0: not written */
	int pair;        /* the second of two years with a slash, else 0 */
	int first, last; /* months (13 is next January), weeks, days */
	int month;       /* of days */
	/* From `from` to `to` of `of` equal pieces; `of` 0 for all of it. */
	struct part_piece {
		int from, to, of;
	} piece;
	bool close;    /* by its last day */
	bool opening;  /* on its first day */
	bool last_day; /* on its last day */
	bool guessed;  /* "mars 24": the year may be a day */
	bool doubtful; /* "jul": July only beside another month */
	bool trailing; /* its year stands after it: "vt 2024" */
	bool leading;  /* its year stands before it: "2024 vt" */
	bool period;   /* "perioden 2021-2023": surely one */
	bool listed;   /* "kvartal 1 och 2": times of their own */
	bool choice;   /* "kvartal 1 eller 2" */
};

/* Reads one part and its year. False with reader->problem set, or with it
 * unset where no part begins here. */
bool part_read(struct timeframe_reader *reader, struct part *part);

#endif
