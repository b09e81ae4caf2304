/* SPDX-License-Identifier: ISC */
/* What an import tells of a cell that it could not read. */
#ifndef DAEMON_COMMANDS_IMPORT_REMARK_H
#define DAEMON_COMMANDS_IMPORT_REMARK_H

#include "daemon/contract/invocation.h"
#include "protocol/row_cells.h"
#include "daemon/text/owner_names.h"

/* Adds {"line","column","text","reason"} of the row to invocation->remarks;
 * a cell that the file does not have, NULL, is none. */
void import_remark(struct invocation *invocation, struct row_cells *row,
    const char *column, const char *text, const char *reason);

/* How many there were, told or not. */
int64_t import_remarks(const struct invocation *invocation);

/* Why a text names no department, and what mends it: the one that it may mean.
 * In the arena. */
const char *import_unresolved_reason(struct invocation *invocation,
    const struct owner_names *names, const char *text);

#endif
