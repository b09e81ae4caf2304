/* SPDX-License-Identifier: ISC */
/* An import: what the calendar and the department list make of a plan's rows
 * today, and what is answered. */
#ifndef DAEMON_COMMANDS_IMPORT_H
#define DAEMON_COMMANDS_IMPORT_H

#include "daemon/contract/invocation.h"

/* An import on its way. */
struct import {
	struct invocation *invocation;
	const char *plan, *decision;
	int64_t *lines; /* by activity: the line that is it, 0 for none */
	int64_t ids;    /* how many `lines` has */
	int64_t added, changed, unchanged, skipped;
	struct buffer outcomes, unread;
	int64_t unlisted; /* parts of the answer's lists that found no room */
	size_t remark;    /* the next of invocation->remarks */
};

/* Fills reading.rows, one {"timeframe","lead","cooperating","unresolved"} a
 * row (null for one that is skipped), with "equal", how many of cooperating,
 * the first, are of the lead's rank, where it is no more than the first named;
 * and invocation->remarks with every cell
 * that could not be read: {"line","column","text","reason"}. ERR_INVALID with
 * the line where a timeframe is impossible. */
int import_read(struct invocation *invocation, struct err *err);

/* --- what is answered (import_tell.c) --- */

/* Moves past the remarks up to `line`; tells those of the line itself where
 * `tell`. */
void import_tell_remarks(struct import *import, int64_t line, bool tell);
void import_tell_outcome(
    struct import *import, int64_t line, int64_t id, const char *outcome);

/* Appends the whole answer (docs/wire.md). */
int import_tell(struct import *import, struct err *err);

#endif
