/* SPDX-License-Identifier: ISC */
/* When each dispatch that waits is tried: hands it to the workers, as many
 * at once as the configuration allows, brings the outcome into the log, and
 * tries again what may pass. */
#ifndef DAEMON_DELIVERY_DELIVERY_H
#define DAEMON_DELIVERY_DELIVERY_H

#include <stddef.h>

#include "daemon/machine/config.h"
#include "daemon/request/door.h"

struct delivery;
struct event_base;

/* `worker` is the daemon's end of the worker's socket, owned from here on;
 * `config` is borrowed. Where the first process has ended the loop is broken
 * with *failed set. */
struct delivery *delivery_new(struct event_base *base, struct door *door,
    const struct config *config, int worker, bool *failed);
void delivery_free(struct delivery *delivery); /* takes NULL */

/* After each turn: if it committed, what waits is begun. */
void delivery_turn(struct delivery *delivery, bool committed);

/* Before the last turn: what became of a letter is written down at once, where
 * it can be, and no other is handed over, for nobody would hear of it. */
void delivery_end(struct delivery *delivery);

/* After *config has changed: the workers read theirs anew, and the turn that
 * follows tries all that was put off. */
void delivery_reload(struct delivery *delivery);

#endif
