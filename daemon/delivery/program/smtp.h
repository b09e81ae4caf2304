/* SPDX-License-Identifier: ISC */
/* A mail server, and what its answer means: the one that asks libcurl. */
#ifndef DAEMON_DELIVERY_PROGRAM_SMTP_H
#define DAEMON_DELIVERY_PROGRAM_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/delivery/program/dispatch.h"
#include "protocol/error.h"

/* Whether these are SERVER and its options, NULL at the end:
 *	--tls yes|no          by default yes, but for a server on this machine
 *	--trust FILE          certificates; by default the system's
 *	--login NAME --password-file FILE
 *	--timeout SECONDS     for all of it; by default 30 */
bool smtp_takes(char *const *words);

/* Hands `mail`, whose lines end in '\n', to the server for each of
 * dispatch->to, all or none. The words are such as smtp_takes() takes. Returns
 * as sysexits(3): EX_OK once the server has said that it has the message;
 * EX_UNAVAILABLE where it said 5yz, but for a login that it wants or refuses;
 * else EX_TEMPFAIL: 4yz, no connection, no TLS, no time left. *err then has
 * the server's reply, or libcurl's words. */
int smtp_deliver(char *const *words, const struct handed_dispatch *dispatch,
    const char *mail, size_t length, struct err *err);

#endif
