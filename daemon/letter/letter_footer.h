/* SPDX-License-Identifier: ISC */
/* How a letter ends: who asks, the plans, the log's head. Pure. */
#ifndef DAEMON_LETTER_LETTER_FOOTER_H
#define DAEMON_LETTER_LETTER_FOOTER_H

#include "daemon/letter/letter_say.h"

void letter_write_footer(struct buffer *text, const struct letter_words *words,
    const struct letter *letter);

#endif
