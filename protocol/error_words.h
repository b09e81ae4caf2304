/* SPDX-License-Identifier: ISC */
/* An error in the language of who reads it. */
#ifndef PROTOCOL_ERROR_WORDS_H
#define PROTOCOL_ERROR_WORDS_H

#include <jansson.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Adds the error's sentence: the catalogue's for its template, with its values
 * put in; its English text where the catalogue has none. What the wire says is
 * data here: no template goes to printf. */
void err_words(struct buffer *to, const struct err *err);

/* The same for the operator (translate_aloud()); until the next call. */
const char *err_aloud(const struct err *err);

/* Sets the error's template and values to those that the wire has for it, if it
 * has any. Takes the word out of `data`. */
void err_said_read(struct err *error, json_t *data);

#endif
