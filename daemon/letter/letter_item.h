/* SPDX-License-Identifier: ISC */
/* The lines of a letter on one activity, as its reader needs them. Pure. */
#ifndef DAEMON_LETTER_LETTER_ITEM_H
#define DAEMON_LETTER_LETTER_ITEM_H

#include "daemon/letter/letter_say.h"

void letter_write_item(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item);
void letter_write_unclear(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item);
void letter_add_former(struct buffer *line, const struct letter_words *words,
    const struct letter_item *item);
void letter_add_party(struct buffer *to, const char *name, const char *mail);

#endif
