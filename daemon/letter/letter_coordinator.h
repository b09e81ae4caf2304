/* SPDX-License-Identifier: ISC */
/* What a letter tells the coordinator only: plans whose review is due,
 * messages that did not arrive, days on which nothing was sent. Pure. */
#ifndef DAEMON_LETTER_LETTER_COORDINATOR_H
#define DAEMON_LETTER_LETTER_COORDINATOR_H

#include "daemon/letter/letter.h"
#include "daemon/letter/letter_words.h"

void letter_write_plan(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan);
void letter_write_failure(struct buffer *text, const struct letter_words *words,
    const struct letter_failure *failure);

/* All days as one paragraph, of very many the first. */
void letter_write_missed(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

#endif
