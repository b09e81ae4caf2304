/* SPDX-License-Identifier: ISC */
/* An activity as it is answered. */
#ifndef DAEMON_COMMANDS_ACTIVITY_READ_H
#define DAEMON_COMMANDS_ACTIVITY_READ_H

#include "daemon/contract/invocation.h"

/* Appends the activity as JSON (docs/wire.md). */
int activity_one(struct invocation *invocation, int64_t id, struct err *err);

/* The closed sets of its words; NULL ends them. */
extern const char *const area_words[], *const strategy_words[];

#endif
