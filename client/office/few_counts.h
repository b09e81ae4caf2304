/* SPDX-License-Identifier: ISC */
/* Counts of which small ones have no number, in two tables that add up to the
 * same. A number of one table would give away what the other is silent about:
 * of 4 in March, 3 of them graffiti, the rest is 1. So where what is said
 * leaves one possible number for a small count, more is left unsaid. */
#ifndef CLIENT_OFFICE_FEW_COUNTS_H
#define CLIENT_OFFICE_FEW_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#define FEW        3                /* so many have a number */
#define FEW_NO_END (SIZE_MAX >> 16) /* more than there will ever be */

/* What a reader is told of a count: that it is from `least` to `most`. */
struct few_count {
	size_t least, most;
};

struct few_table {
	struct few_count *counts; /* the caller's; hidden in place */
	size_t count;
};

/* One more observation count of the same thing, told or known to be few. */
void few_count_add(struct few_count *count, size_t more);
void few_count_add_few(struct few_count *count);

/* Small ones lose their number. */
void few_counts_hide_small(struct few_table table);

/* So they do in both, and then as many others as it takes, the smallest first.
 * Both are to be of the same observations. */
void few_counts_hide(struct few_table one, struct few_table other);

/* The words, and those of a chart; a number is written into `number`. */
const char *few_count_words(const struct few_count *count, char number[24]);
const char *few_count_mark(const struct few_count *count, char number[24]);

#endif
