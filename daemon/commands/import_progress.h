/* SPDX-License-Identifier: ISC */
/* How an import reads what a row says of the state of its activity. */
#ifndef DAEMON_COMMANDS_IMPORT_PROGRESS_H
#define DAEMON_COMMANDS_IMPORT_PROGRESS_H

#include "daemon/commands/import_match.h"

/* Adds to a row's reading "status", "done_on" and "progress", where there are
 * such and they hold today, and "told" where the cell of the status says more
 * and belongs into a note. */
void import_progress_read(struct invocation *invocation, struct row_cells *row,
    const struct import_match *match, json_t *reading);

#endif
