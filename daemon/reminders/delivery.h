/* SPDX-License-Identifier: ISC */
/* Hands every dispatch that waits to the sibling, one at a time, and brings
 * its answer into the log. */
#ifndef DAEMON_REMINDERS_DELIVERY_H
#define DAEMON_REMINDERS_DELIVERY_H

#include "daemon/request.h"

struct delivery;
struct event_base;

/* `fd` is the daemon's end of sibling_start(); owned from here on. When the
 * sibling is gone the loop is broken with *failed set. */
int delivery_new(struct delivery **delivery, struct event_base *base,
    struct requests *requests, int fd, bool *failed, struct err *err);
void delivery_free(struct delivery *delivery); /* takes NULL */

/* After each turn: if it committed, what waits is begun. */
void delivery_turn(struct delivery *delivery, bool committed);

#endif
