/* SPDX-License-Identifier: ISC */
/* What was refused, for the person who typed it. */
#ifndef CLIENT_REFUSED_H
#define CLIENT_REFUSED_H

#include "client/words.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

/* Adds the error as err_words() has it. A refusal whose English begins with the
 * name of a field, "done_on: ", has instead what was typed, "--done-on", or
 * what the value is called; in English the field's name is both. */
void refused_words(
    struct buffer *to, const struct err *err, const struct words *words);

#endif
