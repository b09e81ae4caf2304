/* SPDX-License-Identifier: ISC */
/* Whether the machine's clock is believed, and what time an entry has. */
#ifndef DAEMON_REQUEST_BELIEF_H
#define DAEMON_REQUEST_BELIEF_H

#include "daemon/request/door.h"

/* The time for a new entry: now, but never before the log's head, unless a
 * coordinator has confirmed that the log is ahead. */
struct instant door_now(struct door *door);

/* Whether the clock is believed (docs/clock.md): 1; 0, and *doubt says why not;
 * -1 where that cannot be found out. */
int door_believes(struct door *door, struct err *doubt);

#endif
