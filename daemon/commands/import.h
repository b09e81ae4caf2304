/* SPDX-License-Identifier: ISC */
/* What the calendar and the department list make of a plan's rows today. */
#ifndef DAEMON_COMMANDS_IMPORT_H
#define DAEMON_COMMANDS_IMPORT_H

#include "daemon/commands/context.h"

/* Fills reading.rows, one {"timeframe","lead","cooperating","unresolved"} a
 * row, and context->remarks with every cell that could not be read:
 * {"line","column","text","reason"}. ERR_INVALID with the line where a
 * timeframe is impossible. */
int import_read(struct context *context, struct err *err);

#endif
