/* SPDX-License-Identifier: ISC */
/* A table of meetings as people have it: a meeting a row (body, date, time), or
 * a month a row and a body a column, with days in the cells. */
#ifndef CLIENT_MEETING_TABLE_H
#define CLIENT_MEETING_TABLE_H

#include <jansson.h>

#include "client/grid.h"
#include "client/headings.h"

extern const struct heading_field meeting_fields[];

/* What a table says. The lists are owned by who gives them. */
struct meeting_table {
	json_t *rows;   /* as meeting.import takes them */
	json_t *unread; /* {"line","column","text"}: cells nobody understands */
	json_t *passed; /* lines of notes */
	json_t *columns; /* headings of columns that say nothing known */
};

/* `year` is that of months which name none, 0: the one that the heading or
 * what stands above it names. `chosen` are the headings of --column.
 * ERR_INVALID, with what to do, where there is no heading, no year or no
 * meeting, and for a day that its month has not. */
int meeting_table_read(struct meeting_table *table, const struct grid *grid,
    int year, json_t *chosen, const char *path, struct err *err);

#endif
