/* SPDX-License-Identifier: ISC */
/* Who signs our requests: a private key that we can read, or the ssh-agent
 * that has it. */
#ifndef CLIENT_SIGNER_H
#define CLIENT_SIGNER_H

#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/seal.h"

struct signer {
	struct seal_key *key; /* NULL: the agent signs */
	uint8_t public[SEAL_PUBLIC];
};

/* Takes the key in the file; or, where it is missing, not readable or has a
 * passphrase and SSH_AUTH_SOCK names an agent, the public one in PATH.pub. */
int signer_open(struct signer *signer, const char *path, struct err *err);
void signer_close(struct signer *signer); /* takes {0} */

/* Appends a request's frame. Fails only where an agent does: ERR_DENIED. */
int signer_frame(const struct signer *signer, struct buffer *to,
    const struct buffer *body, struct err *err);

#endif
