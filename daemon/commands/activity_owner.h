/* SPDX-License-Identifier: ISC */
/* Owners that are given as codes. */
#ifndef DAEMON_COMMANDS_ACTIVITY_OWNER_H
#define DAEMON_COMMANDS_ACTIVITY_OWNER_H

#include "daemon/contract/invocation.h"

/* 0 where all of them are departments in force and none is named twice. */
int activity_owner_check(struct invocation *invocation, const char *lead,
    const json_t *cooperating, struct err *err);

/* The activity as the reply, with a note where its lead has no address. */
int activity_owner_reply(
    struct invocation *invocation, int64_t id, struct err *err);

#endif
