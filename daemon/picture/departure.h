/* SPDX-License-Identifier: ISC */
/* Whether a count departs from what its history predicts: outside the
 * predictive distribution of the next count, two-sided one in two hundred
 * (docs/picture.md). Pure. */
#ifndef DAEMON_PICTURE_DEPARTURE_H
#define DAEMON_PICTURE_DEPARTURE_H

#include <stdint.h>

/* Whole months of history without which nothing is said, and observations
 * below which nothing is high. */
#define DEPARTURE_HISTORY 12
#define DEPARTURE_LEAST   3

enum departure {
	DEPARTURE_NONE,
	DEPARTURE_HIGH,
	DEPARTURE_LOW,
	DEPARTURE_SHORT /* of history: it cannot be told */
};

/* "high", "low", "short", each in its place; NULL of none, and no NULL ends
 * them. */
extern const char *const departure_words[];

/* What is known of a cell: so many observations in so many whole months
 * before, and so many in a period of `length` months (2.5 where half a month is
 * of it). */
struct departure_count {
	int64_t history, months;
	int64_t observed;
	double length;
};

enum departure departure_of(const struct departure_count *count);

/* The chance of a count at most and at least as large as the observed one,
 * before it was known. Of at least one month of history. */
struct departure_tails {
	double low, high;
};
struct departure_tails departure_tails(const struct departure_count *count);

#endif
