/* SPDX-License-Identifier: ISC */
/* Text as lines: how a letter keeps within its width, whatever the plan
 * calls its activities. Pure. */
#ifndef DAEMON_LETTER_LETTER_WRAP_H
#define DAEMON_LETTER_LETTER_WRAP_H

#include "protocol/buffer.h"

/* Columns, so that no mail program breaks a line anew. */
#define LETTER_COLUMNS 76

/* Adds a text as one paragraph, from column `at` on, later lines indented;
 * a word wider than a line is cut. Ends with a line feed. */
void letter_wrap(struct buffer *to, const char *text, int at, int indent);

/* Adds each line of a text as a paragraph, indented as it is. */
void letter_lines(struct buffer *to, const char *text);

/* Adds at most 300 characters of a text, with an ellipsis where more was
 * cut: the whole stands in the plan. Blanks and breaks become one blank. */
void letter_cut(struct buffer *to, const char *text);

/* The same of at most so many. */
void letter_shorten(struct buffer *to, const char *text, int most);

/* Adds what is missing to one empty line at the end. */
void letter_gap(struct buffer *to);

int letter_width(const char *text, size_t length); /* in columns */

#endif
