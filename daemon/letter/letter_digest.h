/* SPDX-License-Identifier: ISC */
/* The coordinator's letter of the week, list by list. Pure. */
#ifndef DAEMON_LETTER_LETTER_DIGEST_H
#define DAEMON_LETTER_LETTER_DIGEST_H

#include "daemon/letter/letter.h"
#include "daemon/letter/letter_words.h"

void letter_write_digest(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

#endif
