/* SPDX-License-Identifier: ISC */
/* Names for codes: what a line says where a code or a word of a closed set is
 * wanted, the daemon reads (code.read) before it is signed. */
#ifndef CLIENT_CODE_H
#define CLIENT_CODE_H

#include "client/connection/session.h"
#include "client/words.h"
#include "protocol/error.h"

/* Puts codes for names into the params of a line. ERR_NOT_FOUND names what is
 * nearest to a name that nobody has; what the daemon cannot judge is left as it
 * is, for the command itself to refuse. */
int code_read(
    struct session *session, const struct words *words, struct err *err);

#endif
