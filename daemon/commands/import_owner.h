/* SPDX-License-Identifier: ISC */
/* Which departments the cells of a row name. */
#ifndef DAEMON_COMMANDS_IMPORT_OWNER_H
#define DAEMON_COMMANDS_IMPORT_OWNER_H

#include "daemon/contract/invocation.h"
#include "daemon/text/owner_names.h"
#include "protocol/row_cells.h"

struct import_owners {
	struct invocation *invocation;
	const struct owner_names *names; /* borrowed */
	json_t *known; /* readings of texts that raise no question: owned */
};

/* Adds lead, cooperating, unresolved and equal to the reading of a row. */
void import_owner_read(
    struct import_owners *import, struct row_cells *row, json_t *reading);

/* Appends a code, or a word of a set, that is neither the lead's nor there. */
void import_owner_add_code(json_t *codes, const char *lead, const char *code);

#endif
