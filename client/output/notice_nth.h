/* SPDX-License-Identifier: ISC */
/* The how manieth time a stage comes. */
#ifndef CLIENT_OUTPUT_NOTICE_NTH_H
#define CLIENT_OUTPUT_NOTICE_NTH_H

#include <stdint.h>

#include "protocol/buffer.h"

/* Appends ", reminder 2" behind what is reminded of; of what is passed on that
 * it is so again; nothing of the first, and of the week's letter. */
void notice_nth(struct buffer *to, const char *stage, int64_t n);

#endif
