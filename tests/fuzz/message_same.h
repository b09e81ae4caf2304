/* SPDX-License-Identifier: ISC */
/* Whether two messages say the same. */
#ifndef TESTS_FUZZ_MESSAGE_SAME_H
#define TESTS_FUZZ_MESSAGE_SAME_H

#include <string.h>

#include "protocol/message.h"

static inline bool message_same_receipt(
    const struct receipt *a, const struct receipt *b)
{
	return a->seq == b->seq && memcmp(a->hash, b->hash, SIGN_SHA256) == 0;
}

static inline bool message_same_request(
    const struct request *a, const struct request *b)
{
	return a->id == b->id && strcmp(a->method, b->method) == 0 &&
	    strcmp(a->daemon, b->daemon) == 0 &&
	    json_equal(a->params, b->params) &&
	    a->has_session == b->has_session && a->has_seen == b->has_seen &&
	    a->has_blind == b->has_blind && a->tells == b->tells &&
	    memcmp(a->session, b->session, MESSAGE_SESSION) == 0 &&
	    memcmp(a->blind, b->blind, MESSAGE_BLIND) == 0 &&
	    message_same_receipt(&a->seen, &b->seen);
}

static inline bool message_same_answer(
    const struct answer *a, const struct answer *b)
{
	return a->id == b->id &&
	    memcmp(a->request, b->request, SIGN_SHA512) == 0 &&
	    (a->result == NULL ? b->result == NULL
			       : json_equal(a->result, b->result)) &&
	    a->has_receipt == b->has_receipt &&
	    message_same_receipt(&a->receipt, &b->receipt) &&
	    (a->told == NULL ? b->told == NULL
			     : json_equal(a->told, b->told)) &&
	    a->error.code == b->error.code &&
	    strcmp(a->error.text, b->error.text) == 0;
}

static inline bool message_same_hello(
    const struct hello *a, const struct hello *b)
{
	return strcmp(a->version, b->version) == 0 &&
	    strcmp(a->daemon, b->daemon) == 0 &&
	    memcmp(a->session, b->session, MESSAGE_SESSION) == 0 &&
	    message_same_receipt(&a->head, &b->head) &&
	    a->rehearsal == b->rehearsal;
}

#endif
