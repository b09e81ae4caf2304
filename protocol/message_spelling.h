/* SPDX-License-Identifier: ISC */
/* How a request's envelope is spelled: so that who verifies an export finds its
 * members by their bytes, without reading JSON (schema/verify.sh). */
#ifndef PROTOCOL_MESSAGE_SPELLING_H
#define PROTOCOL_MESSAGE_SPELLING_H

#include <stddef.h>

#include "protocol/error.h"

/* ERR_MALFORMED where a name or text outside of `params` has a backslash, or a
 * number is written -0, which one reader takes for whole and another not. The
 * body is that of a request that was read: valid JSON and no unknown member. */
int message_spelling_check(const char *body, size_t length, struct err *err);

#endif
