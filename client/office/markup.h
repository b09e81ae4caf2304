/* SPDX-License-Identifier: ISC */
/* HTML and SVG as they are written: the one place where a text is escaped. An
 * element's attributes follow its tag as pairs of texts, ended by NULL. */
#ifndef CLIENT_OFFICE_MARKUP_H
#define CLIENT_OFFICE_MARKUP_H

#include "protocol/buffer.h"

/* Text between tags, or within an attribute's quotes; what markup cannot hold
 * (control characters) is left out, a line break stays. */
void markup_text(struct buffer *to, const char *text);

/* The same between tags, where no date is broken at a line's end. */
void markup_words(struct buffer *to, const char *text);

/* <tag name="value" ...>; a value that is NULL leaves its attribute out. */
void markup_open(struct buffer *to, const char *tag, ...)
    __attribute__((sentinel));
void markup_close(struct buffer *to, const char *tag);

/* An element that holds a text, and one that holds nothing (SVG). */
void markup_element(struct buffer *to, const char *tag, const char *text, ...)
    __attribute__((sentinel));
void markup_empty(struct buffer *to, const char *tag, ...)
    __attribute__((sentinel));

#endif
