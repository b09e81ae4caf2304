/* SPDX-License-Identifier: ISC */
/* Texts in memory of their own. */
#ifndef PROTOCOL_COPY_H
#define PROTOCOL_COPY_H

#include <stddef.h>

/* To be freed; NULL of NULL. Ends the process where there is no memory. */
char *copy_text(const char *text);

/* Of the bytes up to `length`, or to the text's end where that is before. */
char *copy_part(const char *text, size_t length);

#endif
