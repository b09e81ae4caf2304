/* SPDX-License-Identifier: ISC */
/* Who signs our requests: a private key that we can read, or the ssh-agent
 * that has it. */
#ifndef CLIENT_CONNECTION_SIGNER_H
#define CLIENT_CONNECTION_SIGNER_H

#include <stdbool.h>

#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/sign.h"

struct signer {
	struct sign_key *key; /* NULL: the agent signs */
	uint8_t public[SIGN_PUBLIC];
	bool guessed; /* there is no such file: it is the agent's only key */
};

/* Takes the key in the file. Where that is missing, not readable or has a
 * passphrase, or is a .pub file, and SSH_AUTH_SOCK names an agent, the agent
 * signs: with the key whose public half is in the file or in PATH.pub; where
 * neither is there, with its only Ed25519 key. */
int signer_open(struct signer *signer, const char *path, struct err *err);
void signer_close(struct signer *signer); /* takes {0} */

/* Appends a request's frame. Fails only where an agent does: ERR_DENIED. */
int signer_frame(const struct signer *signer, struct buffer *to,
    const struct buffer *body, struct err *err);

#endif
