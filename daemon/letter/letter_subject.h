/* SPDX-License-Identifier: ISC */
/* The subject: the plan, what there is, by when to answer, the case. Pure. */
#ifndef DAEMON_LETTER_LETTER_SUBJECT_H
#define DAEMON_LETTER_LETTER_SUBJECT_H

#include "daemon/letter/letter_say.h"

void letter_write_subject(struct buffer *subject,
    const struct letter_words *words, const struct letter *letter);

#endif
