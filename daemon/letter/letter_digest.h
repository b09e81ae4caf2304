/* SPDX-License-Identifier: ISC */
/* The coordinator's letter of the week, list by list. Pure. */
#ifndef DAEMON_LETTER_LETTER_DIGEST_H
#define DAEMON_LETTER_LETTER_DIGEST_H

#include "daemon/letter/letter_say.h"

void letter_write_digest_subject(struct buffer *subject,
    const struct letter_words *words, const struct letter *letter);
void letter_add_digest_opening(struct buffer *line,
    const struct letter_words *words, const struct letter *letter);
void letter_write_digest(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

#endif
