/* SPDX-License-Identifier: ISC */
/* A sentence that a table's narrow cell had in several lines, in one. */
#ifndef CLIENT_OUTPUT_RUNNING_TEXT_H
#define CLIENT_OUTPUT_RUNNING_TEXT_H

#include "protocol/buffer.h"

/* Appends the text; its lines stay where one ends in a stop or the next begins
 * with a list's mark or number. */
void running_text(struct buffer *to, const char *text);

#endif
