/* SPDX-License-Identifier: ISC */
/* A dispatch as planvaktd hands it over: one message to one address, as one
 * JSON object. */
#ifndef DAEMON_DELIVERY_PROGRAM_DISPATCH_H
#define DAEMON_DELIVERY_PROGRAM_DISPATCH_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/error.h"

#define DISPATCH_MAX  (1u << 20) /* bytes of the JSON */
#define DISPATCH_NAME 64         /* bytes of dispatch_name() with its end */

/* The strings point into `root`. What goes into a header holds no control
 * character, and the addresses are plain ASCII (RFC 5322, section 3.4.1:
 * dot-atom "@" domain), so that nothing can add a header. */
struct handed_dispatch {
	json_t *root;          /* owned; dispatch_release() */
	int64_t number;        /* the dispatch's own, from 1 */
	const char *token;     /* 64 lower-case hexadecimal digits */
	int64_t date;          /* UTC seconds, before the year 10000 */
	int64_t offset;        /* seconds east of UTC, whole minutes */
	const char *from;      /* address */
	const char *from_name; /* the name shown with it */
	const char *reply_to;  /* addresses (protocol/address.h); NULL: none */
	const char *to;        /* addresses */
	const char *to_name;   /* the name shown with it; NULL for none */
	const char *answers;   /* the name of an earlier dispatch, of which it
	                        * is the next; NULL for none */
	const char *subject;
	const char *text;     /* lines end in '\n' */
	const char *language; /* ISO 639, two or three letters */
	json_t *calendar;     /* events (events.h); NULL: none */
	bool rehearsal;       /* it goes to a Maildir, whatever the transport */
};

/* Reads the JSON strictly; ERR_INVALID for an unknown, doubled, missing or
 * wrong member. The error never repeats a member's value. */
int dispatch_read(struct handed_dispatch *dispatch, const char *json,
    size_t length, struct err *err);
void dispatch_release(struct handed_dispatch *dispatch); /* takes {0} */

/* "dispatch-17.TOKEN", with the token's first 32 digits: the same for every
 * repeat of a dispatch, and not to be guessed by others. */
void dispatch_name(
    char name[DISPATCH_NAME], const struct handed_dispatch *dispatch);

#endif
