/* SPDX-License-Identifier: ISC */
/* How to answer and what happens else; what a coordinator does. Pure. */
#ifndef DAEMON_LETTER_LETTER_ASK_H
#define DAEMON_LETTER_LETTER_ASK_H

#include "daemon/letter/letter_say.h"

bool letter_hears(const struct letter *letter);
const struct ask_words *letter_ask_words(
    const struct letter *letter, const struct letter_words *words);
struct day letter_answer_by(const struct letter *letter);
void letter_write_asked(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);
void letter_write_tasks(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

#endif
