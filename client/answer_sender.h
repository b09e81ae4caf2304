/* SPDX-License-Identifier: ISC */
/* Whose address a reply came from. It proves nothing, but a stranger's is a
 * reason to look. */
#ifndef CLIENT_ANSWER_SENDER_H
#define CLIENT_ANSWER_SENDER_H

#include <jansson.h>

#include "client/answer_reading.h"
#include "client/call.h"

/* Sets *strangers to the departments that the reply would be recorded for and
 * that the sender's address is none of: code -> their address. One is theirs
 * where its domain is that of their address or of their escalation's, or lies
 * within one of these, or they in it: people answer from their own. Of who has
 * no address nobody can tell. The caller releases it in any case. */
int answer_sender_find(json_t **strangers, const struct answer_reading *reading,
    struct call *call, const char *from, struct err *err);

#endif
