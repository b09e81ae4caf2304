/* SPDX-License-Identifier: ISC */
/* The ladders that a municipality and its plans have, from the store. */
#ifndef DAEMON_COMMANDS_LADDER_H
#define DAEMON_COMMANDS_LADDER_H

#include "daemon/ladder/stage.h"
#include "daemon/store/store.h"

/* The ladders in force. The default one of all plans stands first, under
 * plan "". */
struct ladders {
	struct plan_ladder {
		char *plan; /* owned */
		struct ladder ladder;
	} * list; /* owned */
	size_t count, capacity;
};

int ladders_load(struct ladders *ladders, struct store *store, struct err *err);
void ladders_release(struct ladders *ladders); /* takes {0} */

/* The ladder of a plan: its own, or the municipality's where it has none. */
const struct ladder *ladders_of(
    const struct ladders *ladders, const char *plan);

#endif
