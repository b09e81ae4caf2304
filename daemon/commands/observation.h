/* SPDX-License-Identifier: ISC */
/* Observations: what functions saw, the ground of the situation picture. */
#ifndef DAEMON_COMMANDS_OBSERVATION_H
#define DAEMON_COMMANDS_OBSERVATION_H

#include "daemon/contract/invocation.h"

/* Stores one, of its cells and their reading: its id. `row` is its place among
 * those of one request, -1 where it is alone. */
int observation_put(struct invocation *invocation, const json_t *cells,
    const json_t *reading, int64_t row, int64_t *id, struct err *err);

/* How many there are already that are the same in every cell. */
int observation_same(struct invocation *invocation, const json_t *cells,
    const json_t *reading, int64_t *count, struct err *err);

#endif
