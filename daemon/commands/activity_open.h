/* SPDX-License-Identifier: ISC */
/* Whether an activity is open, and what to do where it is not. */
#ifndef DAEMON_COMMANDS_ACTIVITY_OPEN_H
#define DAEMON_COMMANDS_ACTIVITY_OPEN_H

#include "daemon/commands/activity.h"

/* Whether it is done or dropped. */
bool activity_is_closed(const struct activity_state *state);

/* -1 and ERR_CONFLICT: it was carried, and has another number now. */
int activity_goes_on(
    int64_t id, const struct activity_state *state, struct err *err);

/* ERR_CONFLICT, with what to do, where it is done or dropped. */
int activity_check_open(
    int64_t id, const struct activity_state *state, struct err *err);

#endif
