/* SPDX-License-Identifier: ISC */
/* An activity as a text that a person edits: a heading, a colon and the words;
 * a line that begins with a blank goes on with the words above, `#` begins a
 * remark. */
#ifndef CLIENT_ACTIVITY_TEXT_H
#define CLIENT_ACTIVITY_TEXT_H

#include <jansson.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Appends the text of an activity as the daemon shows it. */
void activity_text_write(struct buffer *to, json_t *activity);

/* The fields of activity.edit that a text has, a new object; areas and
 * strategies are lists. *lines, a new object too, has the line of each. NULL,
 * ERR_INVALID and the line for what cannot be read. */
json_t *activity_text_read(const char *text, json_t **lines, struct err *err);

#endif
