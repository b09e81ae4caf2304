/* SPDX-License-Identifier: ISC */
/* What the calendar and the department list make of a plan's rows today. */
#ifndef DAEMON_COMMANDS_IMPORT_READ_H
#define DAEMON_COMMANDS_IMPORT_READ_H

#include "daemon/contract/invocation.h"

/* Fills reading.rows, for each row what was read of it (null for one that is
 * left out), and invocation->remarks with every cell that could not be read:
 * {"line","column","text","reason"}. Of a row: "id", the activity that it is
 * (0: a new one; import_match.h); "timeframe" and "form", how it was made of
 * start and end; "lead", "cooperating", "unresolved" and "equal", how many of
 * cooperating, the first, are of the lead's rank; "area" and "strategy", where
 * all of their cells could be read; and what import_progress_read() adds.
 * ERR_INVALID with the line where a timeframe is impossible. */
int import_read(struct invocation *invocation, struct err *err);

#endif
