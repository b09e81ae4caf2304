/* SPDX-License-Identifier: ISC */
/* What an entry of the log did, as a sentence whose subject is who did it:
 * "moved 11 'Ta fram en rutin' from 31 March to 30 April 2022, decision § 4".
 * They are made here alone: `log list` shows and an export holds the same. */
#ifndef PROTOCOL_LOG_SENTENCE_H
#define PROTOCOL_LOG_SENTENCE_H

#include <jansson.h>
#include <stdbool.h>

#include "protocol/buffer.h"

/* Appends the sentence of a row of `log list` (docs/wire.md): all that its
 * params say, in words where the command has some here, else its name and
 * `detail`. */
void log_sentence(struct buffer *to, json_t *row);

/* Appends the row's line of log.txt, "12: 24 Jan 2022 anna moved 11 ...": the
 * day is UTC's, as in all of an export. The row has its sentence, "what". */
void log_sentence_line(struct buffer *to, json_t *row);

/* What log.csv begins with, and the row's line of it: as `log list
 * --format csv` writes them where the locale is Swedish. The row has its
 * sentence, "what". */
#define LOG_SENTENCE_CSV_HEAD                                                  \
	"\xef\xbb\xbfseq;at;by;role;command;activities;detail;uid;what\n"
void log_sentence_csv(struct buffer *to, json_t *row);

#endif
