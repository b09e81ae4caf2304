/* SPDX-License-Identifier: ISC */
/* What was answered about an activity, as every letter about it tells. Pure. */
#ifndef DAEMON_LETTER_LETTER_ANSWER_H
#define DAEMON_LETTER_LETTER_ANSWER_H

#include "daemon/letter/letter_say.h"

void letter_write_answer(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item);
void letter_add_answer(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item,
    enum letter_reader reader, bool quoted);
void letter_add_status(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_answer *answer);

/* Whose words they are: the department's name, or "samordnaren". */
const char *letter_answerer(
    const struct letter_words *words, const struct letter_answer *answer);

#endif
