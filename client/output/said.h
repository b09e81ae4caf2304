/* SPDX-License-Identifier: ISC */
/* Sentences of the daemon's that stand in results: alarms, remarks on an
 * import, notes. They come in English, with their values in them. */
#ifndef CLIENT_OUTPUT_SAID_H
#define CLIENT_OUTPUT_SAID_H

#include <jansson.h>

#include "protocol/buffer.h"

/* Appends the sentence in the reader's language, as format_clean() has it; one
 * that is not known here as it is. */
void said_words(struct buffer *to, const char *text);

/* Appends what an alarm of status says, the fault of a check in the reader's
 * language, too. */
void said_alarm(struct buffer *to, json_t *alarm);

/* Appends a row's cell as format_words() has it, with such sentences (`words`)
 * and the roles that are told (`told`) in the reader's language. */
void said_cell(struct buffer *to, json_t *row, const char *field);

#endif
