/* SPDX-License-Identifier: ISC */
/* What a row of an import makes of its activity. */
#ifndef DAEMON_COMMANDS_IMPORT_ROW_H
#define DAEMON_COMMANDS_IMPORT_ROW_H

#include "daemon/commands/activity.h"
#include "daemon/commands/import_fetch.h"

int import_row_add(struct import *import, const struct import_row *row,
    int64_t *id, struct err *err);

/* Applies the cells that differ from the last import's, or of a list that
 * planvakt wrote from the activity. ERR_INVALID where a due date changes and
 * there is no decision, ERR_CONFLICT where it is one of an activity that is
 * closed. */
int import_row_change(struct import *import, const struct import_row *row,
    int64_t id, enum import_outcome *outcome, struct err *err);

#endif
