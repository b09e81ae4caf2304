/* SPDX-License-Identifier: ISC */
/* What was read of rows before: a plan says few things of time, owner and
 * state, and has many rows. */
#ifndef DAEMON_COMMANDS_IMPORT_KNOWN_H
#define DAEMON_COMMANDS_IMPORT_KNOWN_H

#include <jansson.h>

#include "protocol/row_cells.h"

/* What decides the reading of a packed row, but for which activity it is: its
 * cells as they are spelled. In the row's arena. */
const char *import_known_cells(const struct row_cells *row);

/* The reading of such cells, as JSON, or NULL; keeps it, not for ever. */
const char *import_known_find(const json_t *known, const char *cells);
void import_known_keep(json_t *known, const char *cells, const char *reading);

#endif
