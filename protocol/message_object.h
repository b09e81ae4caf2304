/* SPDX-License-Identifier: ISC */
/* The object that a body is. */
#ifndef PROTOCOL_MESSAGE_OBJECT_H
#define PROTOCOL_MESSAGE_OBJECT_H

#include <jansson.h>

#include "protocol/error.h"

/* One JSON object and nothing after it, in which no member stands twice; the
 * caller's. ERR_MALFORMED with what is wrong and where. */
int message_object_load(
    json_t **root, const char *body, size_t length, struct err *err);

#endif
