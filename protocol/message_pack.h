/* SPDX-License-Identifier: ISC */
/* The rows of a large request as texts: parsed they would take many times their
 * length, and they are looked at one by one. */
#ifndef PROTOCOL_MESSAGE_PACK_H
#define PROTOCOL_MESSAGE_PACK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "protocol/message.h"

/* Bodies from this length on are packed. */
#define MESSAGE_PACK_FROM (512u << 10)

/* As message_request_read(), of a large body with its rows packed where it has
 * any: then request->packed. */
int message_request_read_packed(
    struct request *request, const char *body, size_t length, struct err *err);

/* The elements of a list, whose text begins with its bracket, packed: the
 * caller's; NULL where it is no list. What is in an element may be no JSON. */
json_t *message_pack_list(const char *text, size_t length);

/* An element of a list, packed or not: the caller's; NULL where there is none
 * or its text is no JSON. */
json_t *message_row(const json_t *rows, size_t i);

#endif
