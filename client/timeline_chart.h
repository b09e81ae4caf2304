/* SPDX-License-Identifier: ISC */
/* A plan over time, drawn in letters: a scale of years and months, and for each
 * activity a bar. Pure: it knows no terminal. */
#ifndef CLIENT_TIMELINE_CHART_H
#define CLIENT_TIMELINE_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"

#define CHART_WIDEST 200

/* Days are counted from 1970-01-01; CHART_NONE is none. */
#define CHART_NONE (-1000000L)

/* "2026-06-30"; CHART_NONE of NULL and of what is no day. */
long chart_day(const char *text);

struct chart_bar {
	long start, end; /* its days; without a start it is its last day */
	int progress;    /* per cent */
	bool done, dropped;
	bool carried; /* into another plan: not dropped, but drawn there */
	bool late;    /* open, and its end is before today */
	bool goes_on; /* has no end */
};

struct chart {
	size_t width;     /* of the bars, in columns */
	long first, last; /* its days: whole months */
	long today;
	bool plain;         /* ASCII */
	const char *months; /* three letters each, with blanks between */
};

/* Makes room for the day. `chart` begins with first and last CHART_NONE. */
void chart_hold(struct chart *chart, long day);

/* Widens what is held to whole months. */
void chart_settle(struct chart *chart);

/* Appends the scale: a line of years, a line of months, each with `indent`
 * blanks before it and a line feed. */
void chart_scale(struct buffer *to, const struct chart *chart, size_t indent);

/* Appends a bar, as wide as the chart; a late bar's `late` and `normal` stand
 * around the part after its end (colours, or empty). */
void chart_draw(struct buffer *to, const struct chart *chart,
    const struct chart_bar *bar, const char *late, const char *normal);

/* The sign before a bar, of one column: "!" of what is late. */
const char *chart_sign(const struct chart *chart, const struct chart_bar *bar);

/* Appends what the letters mean. */
void chart_key(struct buffer *to, const struct chart *chart, const char *today);

#endif
