/* SPDX-License-Identifier: ISC */
/* An entry of the log as an export has it: one line of the chain, and two
 * texts that the line holds the hashes of (docs/verify.md). */
#ifndef CLIENT_CONNECTION_CHAIN_H
#define CLIENT_CONNECTION_CHAIN_H

#include <stdbool.h>

#include "protocol/error.h"
#include "protocol/message.h"

/* What its request and its reading hash to. */
struct texts {
	uint8_t request[SIGN_SHA512];
	uint8_t reading[SIGN_SHA256];
};

struct texts texts_of(const char *request, const char *reading);
bool texts_are(const struct texts *texts, const struct texts *others);

struct link {
	struct receipt place;
	int64_t at; /* UTC seconds */
	uint8_t key[SIGN_PUBLIC];
	struct texts texts; /* as they were at first */
	uint8_t signature[SIGN_SIGNATURE];
	uint8_t previous[SIGN_SHA256];
};

/* Reads "planvakt-log-1 SEQ AT ...", without a line feed, whose hash `place`
 * gets; ERR_TRUST where it is not exactly that. */
int link_read(struct link *link, const char *line, struct err *err);

/* Whether it follows on `last` ({0} before the first); whether its signature
 * holds. ERR_TRUST. */
int link_follows(
    const struct link *link, const struct link *last, struct err *err);
int link_signed(const struct link *link, struct err *err);

#endif
