/* SPDX-License-Identifier: ISC */
/* What an import answers. */
#ifndef DAEMON_COMMANDS_IMPORT_TELL_H
#define DAEMON_COMMANDS_IMPORT_TELL_H

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

/* Moves past the remarks up to `line`; tells those of the line itself where
 * `tell`. */
void import_tell_remarks(struct import *import, int64_t line, bool tell);
void import_tell_outcome(
    struct import *import, int64_t line, int64_t id, const char *outcome);

/* Appends the whole answer (docs/wire.md). */
int import_tell(struct import *import, struct err *err);

#endif
