/* SPDX-License-Identifier: ISC */
/* A row of an import with its reading, and what it makes of its activity. */
#ifndef DAEMON_COMMANDS_IMPORT_ROW_H
#define DAEMON_COMMANDS_IMPORT_ROW_H

#include "daemon/commands/activity.h"
#include "daemon/commands/import_tell.h"

/* Optional cells that the file does not have are NULL. */
struct import_row {
	json_t *cells, *readings; /* owned: what the texts point into */
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
};

/* import_row_release() it. */
struct import_row import_row_fetch(struct invocation *invocation, size_t i);
void import_row_release(struct import_row *row);

int import_row_add(struct import *import, const struct import_row *row,
    int64_t *id, struct err *err);

/* Applies the cells that differ from the last import's, or of a list that
 * planvakt wrote from the activity. ERR_INVALID where a due date changes and
 * there is no decision, ERR_CONFLICT where it is one of an activity that is
 * closed. */
int import_row_change(struct import *import, const struct import_row *row,
    int64_t id, enum import_outcome *outcome, struct err *err);

#endif
