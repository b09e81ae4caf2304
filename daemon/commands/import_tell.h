/* SPDX-License-Identifier: ISC */
/* What an import answers. */
#ifndef DAEMON_COMMANDS_IMPORT_TELL_H
#define DAEMON_COMMANDS_IMPORT_TELL_H

#include "daemon/commands/activity_due.h"
#include "daemon/commands/import_match.h"
#include "daemon/contract/invocation.h"

enum import_outcome { IMPORT_UNCHANGED, IMPORT_CHANGED, IMPORT_ADDED };

/* An import on its way. */
struct import {
	struct invocation *invocation;
	const char *plan, *decision;
	int64_t *lines; /* by activity: the line that is it, 0 for none */
	int64_t ids;    /* how many `lines` has */
	int64_t last;   /* the last activity before it */
	int64_t counts[IMPORT_ADDED + 1], skipped;
	struct buffer outcomes, unread, timeframes, changes;
	struct buffer cells; /* that changed, of the row, as JSON texts */
	int64_t unlisted; /* parts of the answer's lists that found no room */
	size_t remark;    /* the next of invocation->remarks */
	json_t *known_timeframes; /* what was read of them, as it is spelled */
};

/* Moves past the remarks up to `line`; tells those of the line itself where
 * `tell`. */
void import_tell_remarks(struct import *import, int64_t line, bool tell);
void import_tell_outcome(
    struct import *import, int64_t line, int64_t id, const char *outcome);

/* What the timeframe of a row became. */
void import_tell_timeframe(
    struct import *import, int64_t line, const struct due *due);

/* Notes that a cell of the row changed; tells those of the row. */
void import_note_cell(struct import *import, const char *cell);
void import_tell_cells(struct import *import, int64_t line);

/* Appends the whole answer (docs/wire.md). */
int import_tell(struct import *import, struct err *err);

#endif
