/* SPDX-License-Identifier: ISC */
/* What `status` says that is to be done: plans to follow up or to close, the
 * situation picture to update. */
#ifndef DAEMON_COMMANDS_DUTY_H
#define DAEMON_COMMANDS_DUTY_H

#include "daemon/contract/invocation.h"

/* Appends the list and its count. */
int duty_put_status(
    struct invocation *invocation, struct day today, struct err *err);

#endif
