/* SPDX-License-Identifier: ISC */
/* A rung in words, as `ladder show` says it. Pure. */
#ifndef DAEMON_LADDER_LADDER_WORDS_H
#define DAEMON_LADDER_LADDER_WORDS_H

#include "daemon/ladder/stage.h"
#include "protocol/buffer.h"

/* Appends when the stage's notices come, in English; "off" where they do
 * not. */
void ladder_words(struct buffer *to, enum stage stage, const struct rung *rung);

#endif
