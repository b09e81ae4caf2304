/* SPDX-License-Identifier: ISC */
/* A row of an import with its reading. */
#ifndef DAEMON_COMMANDS_IMPORT_FETCH_H
#define DAEMON_COMMANDS_IMPORT_FETCH_H

#include "daemon/commands/activity.h"
#include "daemon/commands/import_tell.h"
#include "protocol/row_cells.h"

/* Optional cells that the file does not have are NULL. */
struct import_row {
	struct row_cells *cells, *read; /* what the texts point into */
	json_t *cooperating;            /* owned */
	bool is_left_out;
	int64_t line;
	int64_t id;     /* 0: a new one; -1 where the reading does not say */
	int64_t number; /* 0 for none */
	bool is_own;    /* of a list that planvakt wrote */
	const char *key, *goal, *text, *purpose, *timeframe, *owner;
	const char *areas, *strategies; /* JSON lists */
	const char *status, *comment, *date, *progress, *review;
	const char *other; /* a JSON object */
	struct due due;
	struct owner reading;
	/* As they were read, DAY_NONE and -1 where they were not. */
	int read_status; /* enum status */
	struct day done_on;
	int64_t percent;
	bool is_told; /* the status' cell belongs into a note */
	bool by_year; /* its timeframe is read in the import's year */
};

/* The row of this place in the request; what it holds stays until the next is
 * fetched. import_fetch_release() it. */
struct import_row import_fetch(struct import *import, size_t i);
void import_fetch_release(struct import_row *row);

#endif
