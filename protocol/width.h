/* SPDX-License-Identifier: ISC */
/* Text as a terminal shows it: how many columns it takes, where it is cut,
 * where its lines break. The text is printable UTF-8. */
#ifndef PROTOCOL_WIDTH_H
#define PROTOCOL_WIDTH_H

#include <stddef.h>
#include <stdio.h>

#include "protocol/buffer.h"

/* In terminal columns. */
size_t width_of(const char *text);

/* Cuts the text to `width` columns, at least 1; what was cut ends in "…". Of a
 * date or a number nothing stays or all of it. */
void width_cut(struct buffer *text, size_t width);

/* Appends the text in lines of at most `width` columns, broken at blanks and
 * where the text breaks them; each line but the first stands `indent` columns
 * in. A word that is wider than a line goes on in the next one; only where the
 * lines are so narrow that a date would be divided too, it stays whole. 0: no
 * line is broken but where the text does. */
void width_wrap(
    struct buffer *to, const char *text, size_t indent, size_t width);

/* Writes the text so, and a line feed. */
void width_print(FILE *to, const char *text, size_t indent, size_t width);

/* Appends a message in lines of at most `width` columns, broken as above: what
 * goes on in a further line stands there behind its program's name, or two
 * columns further in than its line does. */
void width_message(struct buffer *to, const char *text, size_t width);

/* Formats as printf(3) does and writes it, on a terminal as a message. What
 * does not end in a line feed, a question say, is left open; what is to be
 * copied is not written so. */
void width_say(FILE *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The columns of the terminal that `to` is; 0 where it is none. */
size_t width_terminal(FILE *to);

#endif
