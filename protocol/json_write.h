/* SPDX-License-Identifier: ISC */
/* JSON values into a buffer, in the bytes of jansson's JSON_COMPACT: it writes
 * each character by a call, and the rows of a plan are many. */
#ifndef PROTOCOL_JSON_WRITE_H
#define PROTOCOL_JSON_WRITE_H

#include <jansson.h>

#include "protocol/buffer.h"

void json_write(struct buffer *to, const json_t *value);

#endif
