/* SPDX-License-Identifier: ISC */
/* A number of a sheet as its reader sees it, by the format of its cell:
 * ECMA-376 part 1, sections 18.8.30 (codes) and 18.17.4.1 (days). */
#ifndef CLIENT_OFFICE_NUMBER_FORMAT_H
#define CLIENT_OFFICE_NUMBER_FORMAT_H

#include <stdbool.h>

#include "protocol/buffer.h"

/* What a code shows. */
struct number_format {
	bool year, month, day, time; /* none of them: a number */
	bool general, percent;
	int decimals;
	char before[16], after[16]; /* words around it, UTF-8 */
};

/* The format of a code; of one of the numbers that have no code in the file. */
void number_format_read(struct number_format *format, const char *code);
void number_format_built_in(struct number_format *format, long id);

/* Days as far as they are shown: "2026-04-30", "2026-04", "2026"; the day's
 * number counts from 1899-12-30, or from 1904-01-01. A number as shown, "." its
 * decimal point. What is no number is added as it is. */
void number_format_add(struct buffer *to, const struct number_format *format,
    const char *value, bool from_1904);

#endif
