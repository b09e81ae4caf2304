/* SPDX-License-Identifier: ISC */
/* What an entry of the log did, as a sentence whose subject is who did it:
 * "moved 11 'Ta fram en rutin' from 31 March to 30 April 2022, decision § 4".
 * Pure. */
#ifndef CLIENT_LOG_SENTENCE_H
#define CLIENT_LOG_SENTENCE_H

#include <jansson.h>

#include "protocol/buffer.h"

/* Appends the sentence of a row of `log list` (docs/wire.md): all that its
 * params say, in words where the command has some here, else its name and
 * `detail`. */
void log_sentence(struct buffer *to, json_t *row);

#endif
