/* SPDX-License-Identifier: ISC */
/* An activity passes from one lead to another. */
#ifndef DAEMON_COMMANDS_ACTIVITY_TRANSFER_H
#define DAEMON_COMMANDS_ACTIVITY_TRANSFER_H

#include "daemon/contract/invocation.h"

/* Writes down that an activity passes to `lead` (NULL: to nobody) where
 * another leads it; before activity_put_owner(). Back with one who was told
 * that it leads, before anybody else was, nothing has passed. */
int activity_transfer(struct invocation *invocation, int64_t id,
    const char *lead, struct err *err);

#endif
