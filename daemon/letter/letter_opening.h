/* SPDX-License-Identifier: ISC */
/* How a letter begins: whom it is to, what there is to do and by when. Pure. */
#ifndef DAEMON_LETTER_LETTER_OPENING_H
#define DAEMON_LETTER_LETTER_OPENING_H

#include "daemon/letter/letter_say.h"

void letter_write_opening(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

/* A sentence of advice on what a group tells; NULL where there is none for
 * this reader. Borrowed. */
const char *letter_advice(const struct letter *letter,
    const struct letter_words *words, enum group group);

#endif
