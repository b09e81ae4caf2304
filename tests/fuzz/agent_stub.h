/* SPDX-License-Identifier: ISC */
/* An ssh-agent at SSH_AUTH_SOCK that gives each client the bytes it is told
 * to, and knows what it should be asked and what the true answer is. */
#ifndef TESTS_FUZZ_AGENT_STUB_H
#define TESTS_FUZZ_AGENT_STUB_H

#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "protocol/sign.h"
#include "protocol/sign_key.h"
#include "tests/fuzz/ssh.h"

#define AGENT_MESSAGE "{\"jsonrpc\":\"2.0\"}"

/* An agent that gives each client the same bytes. */
struct agent_stub {
	int listening;
	sem_t served; /* posted when a client has had all */
	struct sign_key *key;
	struct buffer message, outgoing, truth;
	struct buffer answer;
	size_t first; /* bytes of the answer that come by themselves */
	bool asked;   /* the client asked as it should */
	char folder[40], path[64];
};

static struct agent_stub agent_stub;

/* SSH_AGENTC_SIGN_REQUEST, draft-ietf-sshm-ssh-agent, section 4.5: a key, the
 * data of PROTOCOL.sshsig, section 2, no flags. */
static inline void agent_write_question(struct agent_stub *stub)
{
	struct buffer body = { 0 }, part = { 0 };
	uint8_t hash[SIGN_SHA512];

	buffer_add(&body, "\15", 1);
	ssh_string(&part, "ssh-ed25519", 11);
	ssh_string(&part, sign_key_public(stub->key), SIGN_PUBLIC);
	ssh_nested(&body, &part);
	sign_sha512(stub->message.bytes, stub->message.length, hash);
	buffer_text(&part, "SSHSIG");
	ssh_string(&part, "planvakt", 8);
	ssh_string(&part, "", 0);
	ssh_string(&part, "sha512", 6);
	ssh_string(&part, hash, sizeof(hash));
	ssh_nested(&body, &part);
	buffer_add(&body, "\0\0\0\0", 4);
	ssh_nested(&stub->outgoing, &body);
	buffer_free(&body);
	buffer_free(&part);
}

/* SSH_AGENT_SIGN_RESPONSE, the same section. */
static inline void agent_write_truth(struct agent_stub *stub)
{
	struct buffer body = { 0 }, part = { 0 };
	uint8_t signature[SIGN_SIGNATURE];

	sign_message(stub->key, SIGN_REQUEST, stub->message.bytes,
	    stub->message.length, signature);
	buffer_add(&body, "\16", 1);
	ssh_string(&part, "ssh-ed25519", 11);
	ssh_string(&part, signature, sizeof(signature));
	ssh_nested(&body, &part);
	ssh_nested(&stub->truth, &body);
	buffer_free(&body);
	buffer_free(&part);
}

/* A client may leave before it has read all. */
static inline void *agent_serve(void *argument)
{
	struct agent_stub *stub = argument;

	for (;;) {
		int client = accept(stub->listening, NULL, NULL);
		char got[512];
		size_t length = stub->outgoing.length;

		stub->asked =
		    recv(client, got, length, MSG_WAITALL) == (ssize_t)length &&
		    memcmp(got, stub->outgoing.bytes, length) == 0;
		send(client, stub->answer.bytes, stub->first, MSG_NOSIGNAL);
		send(client, stub->answer.bytes + stub->first,
		    stub->answer.length - stub->first, MSG_NOSIGNAL);
		close(client);
		sem_post(&stub->served);
	}
	return NULL;
}

static inline void agent_forget(void)
{
	unlink(agent_stub.path);
	rmdir(agent_stub.folder);
}

static inline void agent_listen(struct agent_stub *stub)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	strcpy(stub->folder, "/tmp/planvakt-agent.XXXXXX");
	if (mkdtemp(stub->folder) == NULL)
		abort();
	snprintf(stub->path, sizeof(stub->path), "%s/agent", stub->folder);
	strcpy(address.sun_path, stub->path);
	stub->listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(stub->listening, (struct sockaddr *)&address,
		sizeof(address)) != 0 ||
	    listen(stub->listening, 1) != 0 ||
	    setenv("SSH_AUTH_SOCK", stub->path, 1) != 0)
		abort();
	atexit(agent_forget);
}

static inline void agent_start(struct agent_stub *stub)
{
	pthread_t thread;

	if (stub->key != NULL)
		return;
	sign_init();
	stub->key = sign_key_generate();
	buffer_text(&stub->message, AGENT_MESSAGE);
	agent_write_question(stub);
	agent_write_truth(stub);
	agent_listen(stub);
	if (sem_init(&stub->served, 0, 0) != 0 ||
	    pthread_create(&thread, NULL, agent_serve, stub) != 0)
		abort();
}

#endif
