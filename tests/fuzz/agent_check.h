/* SPDX-License-Identifier: ISC */
/* The agent is asked as its protocol says, and of all its answers only the
 * one that holds the signature is taken. */
#ifndef TESTS_FUZZ_AGENT_CHECK_H
#define TESTS_FUZZ_AGENT_CHECK_H

#include "client/connection/agent.h"
#include "protocol/sign_key.h"
#include "tests/fuzz/agent_stub.h"

/* An input: whether the rest is the answer or what is changed of the true
 * one, and after how many bytes there is a pause. */
static inline void agent_answer_of(
    struct agent_stub *stub, const uint8_t *bytes, size_t size)
{
	struct buffer *answer = &stub->answer;

	buffer_cut(answer, 0);
	buffer_add(answer, bytes + 2, size - 2);
	for (size_t i = 0; i < answer->length && i < stub->truth.length; i++)
		if (bytes[0] % 2 == 0)
			answer->bytes[i] ^= stub->truth.bytes[i];
	stub->first = bytes[1] < answer->length ? bytes[1] : answer->length;
}

static inline const char *agent_check(const uint8_t *bytes, size_t size)
{
	struct agent_stub *stub = &agent_stub;
	uint8_t signature[SIGN_SIGNATURE];
	struct err err = { 0 };
	bool truth;
	int result;

	if (size < 2)
		return NULL;
	agent_start(stub);
	agent_answer_of(stub, bytes, size);
	truth = stub->answer.length >= stub->truth.length &&
	    memcmp(stub->answer.bytes, stub->truth.bytes, stub->truth.length) ==
		0;
	result = agent_sign(sign_key_public(stub->key), SIGN_REQUEST,
	    &stub->message, signature, &err);
	while (sem_wait(&stub->served) != 0)
		;
	if (!stub->asked)
		return "the agent is asked otherwise than its protocol says";
	if ((result == 0) != truth)
		return truth ? "the agent's signature is refused"
			     : "another answer is taken for a signature";
	if (result != 0 && (err.code != ERR_DENIED || err.text[0] == '\0'))
		return "the agent's answer is not refused as it should be";
	return NULL;
}

#endif
