/* SPDX-License-Identifier: ISC */
/* What whoever watches the machine must be told now, worst first. */
#ifndef DAEMON_COMMANDS_ALARM_H
#define DAEMON_COMMANDS_ALARM_H

#include "daemon/calendar/schedule.h"
#include "daemon/commands/setting.h"
#include "daemon/contract/invocation.h"

/* What `status` knows already. */
struct alarm_case {
	const struct settings *settings;
	const struct schedule *schedule;
	struct day last; /* the day of the last run; DAY_NONE */
};

/* Appends [{"level","what"}]: level is "critical" or "warning", what a line
 * for an operator. What a clock says that is not believed is no alarm but the
 * one that it is held. Errors: of the store. */
int alarm_put(struct invocation *invocation, const struct alarm_case *now,
    struct err *err);

#endif
