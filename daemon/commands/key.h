/* SPDX-License-Identifier: ISC */
/* Whose keys are known, and what each may do. */
#ifndef DAEMON_COMMANDS_KEY_H
#define DAEMON_COMMANDS_KEY_H

#include "daemon/contract/invocation.h"

/* Who signs with this key. 1: *principal is set; 0: nobody known; -1: the key
 * was revoked (ERR_DENIED), or the store failed. */
int key_principal(struct store *store, const uint8_t public[SIGN_PUBLIC],
    struct principal *principal, struct err *err);

/* Adds a key; `line` is "ssh-ed25519 BASE64". In a handler only. */
int key_put(struct invocation *invocation, const char *name, const char *line,
    enum role role, const char *department, struct err *err);

#endif
