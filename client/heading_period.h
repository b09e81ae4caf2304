/* SPDX-License-Identifier: ISC */
/* Columns that are times: "Q1", "kv 2 2026", "Mars", "2027". A mark in one of
 * them says when. */
#ifndef CLIENT_HEADING_PERIOD_H
#define CLIENT_HEADING_PERIOD_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"

/* Whether a heading is a time and nothing else. */
bool heading_is_period(const char *heading);

/* Whether a cell is a mark, "x" or a tick or a dot. */
bool heading_is_mark(const char *cell);

/* Whether a cell says that there is no mark, "-" or "0". */
bool heading_is_blank(const char *cell);

/* Marked columns of one row, in their order: what stands side by side is from
 * the first to the last. Start with {0}. */
struct period_marks {
	struct buffer text;      /* owned */
	size_t first, last;      /* columns of the run; valid with names */
	const char *begin, *end; /* their headings, borrowed; NULL: no run */
};

void period_marks_add(
    struct period_marks *marks, size_t column, const char *heading);

/* Ends the last run, and returns what they say, "Q1 – Q2, Q4"; NULL where
 * nothing was marked. It is the caller's until the marks are released. */
const char *period_marks_text(struct period_marks *marks);
void period_marks_release(struct period_marks *marks); /* takes {0} */

#endif
