/* SPDX-License-Identifier: ISC */
/* The words of a reply that is HTML alone. Not a browser: tags go, what they
 * break or quote is kept as lines. Pure. */
#ifndef CLIENT_MAIL_HTML_H
#define CLIENT_MAIL_HTML_H

#include "protocol/buffer.h"

/* Appends the text of UTF-8 HTML without NUL. Lines are those of its blocks and
 * breaks, "> " stands before what is in a blockquote; what is struck out stands
 * between "~", so that no line of it is read as if it were said. A tag or
 * comment that is not closed ends the text; a reference that is not known stays
 * as it is. */
void mail_html_text(struct buffer *to, const char *html);

#endif
