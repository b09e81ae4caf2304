/* SPDX-License-Identifier: ISC */
/* A reply as it came: whom it answers, when it was written, and its words. */
#ifndef CLIENT_MAIL_H
#define CLIENT_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

struct mail {
	struct buffer from;    /* the address */
	struct buffer answers; /* Message-IDs without <>, a line each; the
				* nearest first */
	char date[32];         /* YYYY-MM-DD where it was written; "": none */
	int64_t written;       /* when, in UTC seconds; 0: not known */
	char reply[65];        /* SHA-256 of its Message-ID without <>; where it
				* has none, of all of it */
	struct buffer text;    /* UTF-8, lines end in LF */
	bool automatic;        /* sent by a machine (RFC 3834) */
	bool read;             /* `text` holds the plain text */
	bool html;             /* `text` is that of HTML: there is no plain */
};

/* Reads a mail (RFC 5322) with its parts (RFC 2046): the first text that is
 * no attachment, plain before HTML. ERR_INVALID for what is no mail, or a
 * text in characters that cannot be read. The caller releases in any case. */
int mail_read(
    struct mail *mail, const char *bytes, size_t length, struct err *err);
void mail_release(struct mail *mail); /* takes {0} */

#endif
