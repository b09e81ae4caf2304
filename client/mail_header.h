/* SPDX-License-Identifier: ISC */
/* The header fields of a mail or of a part of it (RFC 5322, section 2.2; RFC
 * 2045, section 5). Lines end in LF. Pure. */
#ifndef CLIENT_MAIL_HEADER_H
#define CLIENT_MAIL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"

/* Where the header ends and the body begins. */
size_t mail_header_length(const char *text, size_t length);

/* Sets `to` to the unfolded value of the first field of that name, without
 * space at its ends; "" and false where there is none. */
bool mail_header_value(
    struct buffer *to, const char *head, size_t length, const char *name);

/* Sets `to` to a parameter of a value such as `text/plain; charset="utf-8"`,
 * without quotes; "" and false where there is none. */
bool mail_header_parameter(
    struct buffer *to, const char *value, const char *name);

#endif
