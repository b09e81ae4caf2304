/* SPDX-License-Identifier: ISC */
/* What the calendar and the department list make of a plan's rows today. */
#ifndef DAEMON_COMMANDS_IMPORT_READ_H
#define DAEMON_COMMANDS_IMPORT_READ_H

#include "daemon/contract/invocation.h"

/* Fills reading.rows, one {"timeframe","lead","cooperating","unresolved"} a
 * row (null for one that is skipped), with "equal", how many of cooperating,
 * the first, are of the lead's rank, where it is no more than the first named;
 * and invocation->remarks with every cell that could not be read:
 * {"line","column","text","reason"}. ERR_INVALID with the line where a
 * timeframe is impossible. */
int import_read(struct invocation *invocation, struct err *err);

#endif
