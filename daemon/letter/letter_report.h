/* SPDX-License-Identifier: ISC */
/* What a coordinator or a steering group is told of a plan, of messages that
 * did not arrive, of days on which nothing was sent. Pure. */
#ifndef DAEMON_LETTER_LETTER_REPORT_H
#define DAEMON_LETTER_LETTER_REPORT_H

#include "daemon/letter/letter_say.h"

void letter_write_plan(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan,
    bool at_length);
/* Where it is taken up, and by when the papers must be ready, if that is
 * known. */
void letter_add_meeting(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan);
void letter_write_failure(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_failure *failure);
void letter_add_missed(struct buffer *line, const struct letter_words *words,
    const struct letter *letter);

#endif
