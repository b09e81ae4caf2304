/* SPDX-License-Identifier: ISC */
/* What `status` counts: plans, departments, activities by how they stand. */
#ifndef DAEMON_COMMANDS_STATE_COUNTS_H
#define DAEMON_COMMANDS_STATE_COUNTS_H

#include "daemon/contract/invocation.h"

int state_counts_put(
    struct invocation *invocation, struct day today, struct err *err);

#endif
