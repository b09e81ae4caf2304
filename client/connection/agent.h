/* SPDX-License-Identifier: ISC */
/* The ssh-agent at SSH_AUTH_SOCK: its keys and its signatures (the SSH agent
 * protocol, draft-ietf-sshm-ssh-agent, sections 3.5 and 3.6). */
#ifndef CLIENT_CONNECTION_AGENT_H
#define CLIENT_CONNECTION_AGENT_H

#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/sign.h"

/* The signature that sign_message() would make with that key. A user at a
 * terminal may have to confirm it: there the agent is waited for up to a
 * minute, else for 5 seconds. ERR_DENIED where there is no agent, it is silent,
 * or it has not this key or will not use it. */
int agent_sign(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const struct buffer *message, uint8_t signature[SIGN_SIGNATURE],
    struct err *err);

/* How many Ed25519 keys the agent has, and the first of them; -1 where no
 * agent answers as it should; *err is set only where it is silent for 5
 * seconds. */
int agent_keys(uint8_t first[SIGN_PUBLIC], struct err *err);

#endif
