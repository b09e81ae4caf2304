/* SPDX-License-Identifier: ISC */
/* Which activity a row of an import is. The answer stands in the reading: how
 * words fold may change with Unicode and with us, what was done may not. */
#ifndef DAEMON_COMMANDS_IMPORT_MATCH_H
#define DAEMON_COMMANDS_IMPORT_MATCH_H

#include "daemon/contract/invocation.h"
#include "protocol/row_cells.h"

struct import_index;

struct import_match {
	int64_t id;     /* 0: a new one */
	bool is_closed; /* done or dropped */
	bool is_other;  /* the number is that of an activity of other words */
};

/* Of a plan's activities and of the request's rows; NULL with the error.
 * import_index_free() it. */
struct import_index *import_index_new(
    struct invocation *invocation, struct err *err);
void import_index_free(struct import_index *index); /* takes NULL */

/* Of the request's row of this place: it is the activity with its number,
 * where the file is a list of this daemon's; else with its key; else with its
 * words, folded: without case, white space, hyphens, and by Unicode's
 * compatibility forms. Where the file has the words more than once, or the plan
 * has, the goal decides. */
int import_index_find(struct import_index *index, size_t i,
    struct row_cells *row, struct import_match *match, struct err *err);

#endif
