/* SPDX-License-Identifier: ISC */
/* What a report is written on: the same headings, tables and charts as HTML
 * (paper_html.c) and as plain text (paper_text.c). Who writes says what there
 * is; how it looks is the format's. */
#ifndef CLIENT_OFFICE_PAPER_H
#define CLIENT_OFFICE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"

#define PAPER_COLUMNS 8

/* How a thing stands; of the five states of an activity each has its colour and
 * its word. */
enum paper_state {
	PAPER_DONE,
	PAPER_STARTED,
	PAPER_PLANNED,
	PAPER_LATE,
	PAPER_DROPPED,
	PAPER_STATES
};

/* A part of a whole. */
struct paper_share {
	enum paper_state state;
	const char *name;
	size_t count;
};

/* A bar in a timeline: where it stands between the timeline's first and last
 * day, in parts of it from 0 to 1. */
struct paper_bar {
	enum paper_state state;
	bool some; /* there are dates */
	bool open; /* it has no end */
	double from, to;
	const char *words; /* what the dates are */
};

/* The axis of a timeline: years, each where it begins, and the day. */
struct paper_axis {
	int first, years, step; /* each step-th year is named */
	double day;             /* where the day stands; less than 0: nowhere */
	const char *day_words;
};

/* A bar of a chart by months. */
struct paper_month {
	const char *name; /* "2026-03" */
	size_t count;     /* how high it stands */
	const char *mark; /* what stands on it */
};

struct paper;

struct paper_format {
	void (*begin)(struct paper *, const char *title, const char *language);
	void (*end)(struct paper *);
	void (*heading)(struct paper *, int level, const char *text);
	void (*paragraph)(struct paper *, const char *text);
	void (*link)(struct paper *, const char *to, const char *text);
	void (*items)(struct paper *, bool begin);
	void (*item)(struct paper *, const char *text);
	/* A table of names and values. */
	void (*facts)(struct paper *, const char *caption);
	void (*fact)(struct paper *, const char *name, const char *value);
	void (*facts_end)(struct paper *);
	/* A table, whose first column names the row. */
	void (*table)(struct paper *, const char *caption);
	void (*group)(struct paper *, const char *name);
	void (*row)(struct paper *, const char *const *cells);
	void (*table_end)(struct paper *);
	void (*shares)(struct paper *, const char *title,
	    const struct paper_share *shares, size_t count);
	void (*axis)(
	    struct paper *, const char *caption, const struct paper_axis *axis);
	void (*bar)(
	    struct paper *, const char *name, const struct paper_bar *bar);
	void (*axis_end)(struct paper *);
	void (*months)(struct paper *, const char *title, const char *words,
	    const struct paper_month *months, size_t count);
};

extern const struct paper_format paper_html, paper_text;

struct paper {
	const struct paper_format *format;
	struct buffer to; /* owned */
	/* Of the table or timeline that is being written. */
	const char *heads[PAPER_COLUMNS];
	unsigned widths[PAPER_COLUMNS]; /* their shares of the paper's */
	bool numbers[PAPER_COLUMNS];    /* set to the right */
	size_t columns;
	const struct paper_axis *axis;
	size_t charts; /* so far: they are numbered */
};

#endif
