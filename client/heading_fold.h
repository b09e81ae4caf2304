/* SPDX-License-Identifier: ISC */
/* The form in which two headings are equal. */
#ifndef CLIENT_HEADING_FOLD_H
#define CLIENT_HEADING_FOLD_H

#include "protocol/buffer.h"

/* Appends a heading in small letters, on one line, without what stands in
 * brackets, marks around words and years. */
void heading_fold(struct buffer *to, const char *text);

/* At least so many bytes it folds to: its letters stay, but for those in
 * brackets. */
size_t heading_fold_least(const char *text);

#endif
