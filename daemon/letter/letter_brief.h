/* SPDX-License-Identifier: ISC */
/* What a letter says of an activity in a line or two. Pure. */
#ifndef DAEMON_LETTER_LETTER_BRIEF_H
#define DAEMON_LETTER_LETTER_BRIEF_H

#include "daemon/letter/letter_say.h"

/* A line behind the activity's number, wrapped below itself. */
void letter_write_numbered(
    struct buffer *text, const struct letter_item *item, const char *line);

/* Its number and its words. */
void letter_write_title(struct buffer *text, const struct letter_item *item);

/* Of what is listed and not told at length: its words, its date and, where it
 * is late and the letter has room, its last answer. */
void letter_write_brief(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item);

#endif
