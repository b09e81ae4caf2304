/* SPDX-License-Identifier: ISC */
/* An activity as it is answered. */
#ifndef DAEMON_COMMANDS_ACTIVITY_READ_H
#define DAEMON_COMMANDS_ACTIVITY_READ_H

#include "daemon/contract/invocation.h"

/* Appends the activity as JSON (docs/wire.md). */
int activity_one(struct invocation *invocation, int64_t id, struct err *err);

/* Appends `,"NAME_count":N,"NAME":[...]`: what is open and due from a day
 * (DAY_NONE: from the first) to another, the earliest first, at most a hundred
 * of them; for a department's key what it leads or joins. Each has "answered",
 * when its lead was last heard, or null. */
int activity_put_due(struct invocation *invocation, const char *name,
    struct day from, struct day to, struct err *err);

#endif
