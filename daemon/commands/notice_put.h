/* SPDX-License-Identifier: ISC */
/* The notices of a message, as an entry of the log has them. */
#ifndef DAEMON_COMMANDS_NOTICE_PUT_H
#define DAEMON_COMMANDS_NOTICE_PUT_H

#include "daemon/contract/invocation.h"

/* Puts those of notice.issue, which `dispatch` carries; in a handler only. */
int notice_put(
    struct invocation *invocation, int64_t dispatch, struct err *err);

#endif
