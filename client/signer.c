/* SPDX-License-Identifier: ISC */
#include "client/signer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/agent.h"
#include "client/key_file.h"
#include "protocol/frame.h"

/* The public half beside a private one that we cannot read. */
static int read_public(
    uint8_t public[SEAL_PUBLIC], const char *path, struct err *err)
{
	struct buffer name = { 0 }, line = { 0 };
	int result;

	buffer_printf(&name, "%s.pub", path);
	result = key_file_read(&line, name.bytes, err);
	if (result == 0)
		result = seal_public_read(line.bytes, public, err);
	buffer_free(&name);
	buffer_free(&line);
	return result;
}

int signer_open(struct signer *signer, const char *path, struct err *err)
{
	const char *agent = getenv("SSH_AUTH_SOCK");
	struct err why;

	*signer = (struct signer){ 0 };
	if (seal_key_read(&signer->key, path, err) == 0) {
		memcpy(
		    signer->public, seal_key_public(signer->key), SEAL_PUBLIC);
		return 0;
	}
	signer->key = NULL;
	if (agent == NULL || agent[0] == '\0' ||
	    read_public(signer->public, path, &why) != 0)
		return -1;
	return 0;
}

void signer_close(struct signer *signer)
{
	seal_key_free(signer->key);
	*signer = (struct signer){ 0 };
}

int signer_frame(const struct signer *signer, struct buffer *to,
    const struct buffer *body, struct err *err)
{
	uint8_t signature[SEAL_SIGNATURE], length[FRAME_LENGTH_SIZE];
	size_t rest = FRAME_SEAL_SIZE + body->length;

	if (signer->key != NULL) {
		frame_write(
		    to, signer->key, SEAL_REQUEST, body->bytes, body->length);
		return 0;
	}
	if (agent_sign(signer->public, SEAL_REQUEST, body, signature, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(length); i++)
		length[i] = (uint8_t)(rest >> (24 - 8 * i));
	buffer_add(to, length, sizeof(length));
	buffer_add(to, signer->public, SEAL_PUBLIC);
	buffer_add(to, signature, sizeof(signature));
	buffer_add(to, body->bytes, body->length);
	return 0;
}
