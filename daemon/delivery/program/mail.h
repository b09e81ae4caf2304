/* SPDX-License-Identifier: ISC */
/* A dispatch as an Internet message. */
#ifndef DAEMON_DELIVERY_PROGRAM_MAIL_H
#define DAEMON_DELIVERY_PROGRAM_MAIL_H

#include "daemon/delivery/program/dispatch.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

/* Appends the message (RFC 5322, MIME of RFC 2045 to 2047), with lines that
 * end in '\n' and are at most 76 bytes, but that an address or a Message-ID is
 * not broken. The same dispatch gives the same bytes, whatever the time, the
 * host and the locale; the Message-ID is by dispatch_name(). ERR_INTERNAL
 * where GMime fails. */
int mail_write(
    struct buffer *to, const struct handed_dispatch *dispatch, struct err *err);

#endif
