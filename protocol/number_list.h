/* SPDX-License-Identifier: ISC */
/* Numbers of activities in a sentence. */
#ifndef PROTOCOL_NUMBER_LIST_H
#define PROTOCOL_NUMBER_LIST_H

#include <jansson.h>
#include <stddef.h>

#include "protocol/buffer.h"

/* Appends "11", of several "1, 2", or "1–12" of three or more that follow on
 * each other; at most ten such. Returns how many of the first `count` integers
 * of the list it told. */
size_t number_list_words(struct buffer *to, const json_t *list, size_t count);

#endif
