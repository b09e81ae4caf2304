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

/* What a command says of an activity that nobody will hear of any more. */
#define PLAN_CLOSED_NOTE                                                       \
	"the plan is closed: nobody is reminded of the activity"

/* Adds a `note` to the activity that activity_one() answered; none where that
 * says already that its plan is closed. */
void activity_note(struct invocation *invocation, const char *note);

#endif
