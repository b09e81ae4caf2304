/* SPDX-License-Identifier: ISC */
/* One time among those a timeframe names ("vt 2024", "mars", "kv 1-2",
 * "början av 2025"), as written: its year may be missing. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_PART_H
#define DAEMON_CALENDAR_TIMEFRAME_PART_H

#include "daemon/calendar/timeframe_problem.h"
#include "daemon/calendar/timeframe_tokens.h"

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
	struct piece {
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

/* Where the reader is. What a rule does not want it leaves. */
struct timeframe_reader {
	const struct timeframe_token *at;
	bool between;         /* after "mellan" "och" joins as a dash does */
	enum problem problem; /* the first that a rule met */
};

/* Reads one part and its year. False with reader->problem set, or with it
 * unset where no part begins here. */
bool part_read(struct timeframe_reader *reader, struct part *part);

/* Whether its days exist, as far as they can be known without a year. */
enum problem part_check(const struct part *part);

/* The first and the last day of a part that has its year. */
enum problem part_days(
    const struct part *part, struct day *start, struct day *end);

/* --- between the files of the grammar --- */

/* "2025-03-31", "31/12", "20250331" and the like, which begin with digits.
 * False as above; where it is false the reader has not moved. */
bool part_read_digits(struct timeframe_reader *reader, struct part *part);

/* Everything that has words of its own and no year before it. False as for
 * part_read(), but where the reader then stands is not said. */
bool part_read_named(struct timeframe_reader *reader, struct part *part);

/* The year after a part that has none; what is no year is left. */
void part_read_year(struct timeframe_reader *reader, struct part *part);

/* "-24" after the years of `before`, as in 2022-24. False where it is none. */
bool part_read_last_year(struct timeframe_reader *reader,
    const struct part *before, struct part *part);

/* "06-30" after 2025-01-01 and a dash. False where it is none. */
bool part_read_last_day(struct timeframe_reader *reader,
    const struct part *before, struct part *part);

/* Whether it lies in two years, both of which are written. */
bool part_is_double(const struct part *part);

/* Two digits as a year: 1970..2069. */
int part_short_year(int value);

/* Whether it joins two times; a comma only where one is wanted. */
bool token_joins(const struct timeframe_token *token, bool comma);

bool reader_fail(
    struct timeframe_reader *reader, enum problem problem); /* false */
bool reader_take(struct timeframe_reader *reader, enum token_type type);
void reader_skip(struct timeframe_reader *reader); /* words that say nothing */

#endif
