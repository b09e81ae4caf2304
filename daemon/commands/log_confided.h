/* SPDX-License-Identifier: ISC */
/* Entries whose words are for a few: another department's key is not given
 * them, with what else the log holds (docs/privacy.md). */
#ifndef DAEMON_COMMANDS_LOG_CONFIDED_H
#define DAEMON_COMMANDS_LOG_CONFIDED_H

#include "daemon/contract/invocation.h"

/* Whether who asks may not read the entry. The coordinator and an auditor may
 * read each. */
int log_confided(struct invocation *invocation, int64_t seq, bool *confided,
    struct err *err);

#endif
