/* SPDX-License-Identifier: ISC */
/* A page of a list as it stands in an answer, unparsed: long lists in JSON
 * pass through as the daemon wrote them. */
#ifndef CLIENT_CONNECTION_PAGE_H
#define CLIENT_CONNECTION_PAGE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/sign.h"

struct page {
	int64_t id;
	uint8_t request[SIGN_SHA512];
	const char *rows; /* between the brackets; of the body */
	size_t length;
	json_t *next; /* owned by the caller; NULL on the last page */
};

/* Reads a body that is exactly what message_result_write() makes of a list:
 * `{"jsonrpc":"2.0","id":N,"request":"HEX","result":{"rows":[...]}}`, with
 * "next" after the rows where there is more. -1 for any other body, which is
 * then for message_answer_read(). */
int page_read(struct page *page, const char *body, size_t length);

#endif
