/* SPDX-License-Identifier: ISC */
#include "client/connection/signer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/connection/agent.h"
#include "protocol/frame.h"
#include "protocol/public_file.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

static bool have_agent(void)
{
	const char *socket = getenv("SSH_AUTH_SOCK");

	return socket != NULL && socket[0] != '\0';
}

/* The public half of a private key that we cannot use: from its own file,
 * which has it in the clear, or from the one beside. */
static bool find_public(uint8_t public[SIGN_PUBLIC], const char *path)
{
	struct buffer beside = { 0 };
	struct err why;
	bool found;

	if (sign_key_read_public(path, public, &why) == 0)
		return true;
	buffer_printf(&beside, "%s.pub", path);
	found = public_file_read(public, beside.bytes, &why) == 0;
	buffer_free(&beside);
	return found;
}

static bool is_public_name(const char *path)
{
	size_t length = strlen(path);

	return length > 4 && strcmp(path + length - 4, ".pub") == 0;
}

static int open_public(struct signer *signer, const char *path, struct err *err)
{
	if (public_file_read(signer->public, path, err) != 0)
		return -1;
	if (have_agent())
		return 0;
	return err_set(err, ERR_DENIED,
	    "%s is a public key and no ssh-agent is there to sign with the"
	    " private one (SSH_AUTH_SOCK is not set): start one and `ssh-add`"
	    " it, or give the private key's file",
	    path);
}

/* Who is here for the first time has none yet. */
static int no_key(struct err *err)
{
	return err_set(err, ERR_NOT_FOUND,
	    "%p: make a key (ssh-keygen -t ed25519), or name yours with --key"
	    " FILE",
	    (void *)err);
}

/* There is no key file, as *err says already. If the agent has just one Ed25519
 * key, that one signs. */
static int guess(struct signer *signer, const char *path, struct err *err)
{
	int keys = agent_keys(signer->public, err);

	if (keys == 1) {
		signer->guessed = true;
		return 0;
	}
	if (keys < 1)
		return err->code == ERR_NOT_FOUND ? no_key(err) : -1;
	return err_set(err, ERR_NOT_FOUND,
	    "%s is not there and the ssh-agent has %d Ed25519 keys: name yours"
	    " with --key FILE.pub (`ssh-add -L` shows them)",
	    path, keys);
}

/* We cannot sign with the file ourselves, *err says why; perhaps the agent can
 * with the same key. */
static int open_agent_key(
    struct signer *signer, const char *path, struct err *err)
{
	bool known = find_public(signer->public, path);

	if (known && have_agent())
		return 0;
	if (known && err->code == ERR_INVALID)
		return err_set(err, ERR_INVALID,
		    "%p; or start an ssh-agent and `ssh-add` it", (void *)err);
	if (!known && have_agent() && err->code == ERR_NOT_FOUND)
		return guess(signer, path, err);
	return !known && err->code == ERR_NOT_FOUND ? no_key(err) : -1;
}

int signer_open(struct signer *signer, const char *path, struct err *err)
{
	*signer = (struct signer){ 0 };
	if (is_public_name(path))
		return open_public(signer, path, err);
	if (sign_key_read(&signer->key, path, err) == 0) {
		memcpy(
		    signer->public, sign_key_public(signer->key), SIGN_PUBLIC);
		return 0;
	}
	signer->key = NULL;
	return open_agent_key(signer, path, err);
}

void signer_close(struct signer *signer)
{
	sign_key_free(signer->key);
	*signer = (struct signer){ 0 };
}

int signer_frame(const struct signer *signer, struct buffer *to,
    const struct buffer *body, struct err *err)
{
	uint8_t signature[SIGN_SIGNATURE], length[FRAME_LENGTH_SIZE];
	size_t rest = FRAME_SEAL_SIZE + body->length;

	if (signer->key != NULL) {
		frame_write(
		    to, signer->key, SIGN_REQUEST, body->bytes, body->length);
		return 0;
	}
	if (agent_sign(signer->public, SIGN_REQUEST, body, signature, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(length); i++)
		length[i] = (uint8_t)(rest >> (24 - 8 * i));
	buffer_add(to, length, sizeof(length));
	buffer_add(to, signer->public, SIGN_PUBLIC);
	buffer_add(to, signature, sizeof(signature));
	buffer_add(to, body->bytes, body->length);
	return 0;
}
