/* SPDX-License-Identifier: ISC */
/* The conversions in an error's template, as printf and gettext write them. */
#ifndef PROTOCOL_ERROR_TEMPLATE_H
#define PROTOCOL_ERROR_TEMPLATE_H

#include <stdbool.h>

struct conversion {
	const char *begin, *end; /* its % to behind its letter */
	int place;               /* of "%2$s": 2; 0 where none is named */
	bool ours;               /* "%-s": words that are translated */
	int stars;               /* numbers that say how wide it is */
	int longs;               /* int: 0, long: 1, long long: 2 */
	bool size;               /* size_t */
	char letter;             /* "%%" has '%' */
};

/* The next conversion at or after `at`; false where there is none. */
bool conversion_next(struct conversion *conversion, const char *at);

#endif
