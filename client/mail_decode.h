/* SPDX-License-Identifier: ISC */
/* The bytes of a part of a mail, as its Content-Transfer-Encoding and its
 * character set have them (RFC 2045, section 6; RFC 2978). Pure. */
#ifndef CLIENT_MAIL_DECODE_H
#define CLIENT_MAIL_DECODE_H

#include <stddef.h>

#include "protocol/buffer.h"

/* Appends what the text stands for. What is no encoding stays as it is. */
void mail_quoted_printable(struct buffer *to, const char *text, size_t length);
/* The same; what is outside the alphabet is passed over (section 6.8). */
void mail_base64(struct buffer *to, const char *text, size_t length);

/* Appends the text as UTF-8. -1 where the character set is not known here or
 * the bytes are not in it. ISO 8859-1 is read as Windows-1252, which is what
 * programs that say so write. */
int mail_characters(
    struct buffer *to, const char *bytes, size_t length, const char *charset);

#endif
