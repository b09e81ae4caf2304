/* SPDX-License-Identifier: ISC */
#include "daemon/picture/departure.h"

#include <stddef.h>

/* Both tails together, and what is left out of a sum. */
#define CHANCE     (1.0 / 200)
#define NEGLIGIBLE 1e-20

/* Jeffreys' prior of a rate: a gamma distribution of this shape, and of no
 * exposure. */
#define PRIOR 0.5

const char *const departure_words[] = {
	[DEPARTURE_NONE] = NULL,
	[DEPARTURE_HIGH] = "high",
	[DEPARTURE_LOW] = "low",
	[DEPARTURE_SHORT] = "short",
};

/* The negative binomial distribution of shape r, in which each further event
 * has the chance q: P(k + 1) / P(k) = q (k + r) / (k + 1). */
struct distribution {
	double r, q;
};

static double ratio(const struct distribution *next, int64_t k)
{
	return next->q * ((double)k + next->r) / ((double)k + 1);
}

/* Where it is highest. */
static int64_t mode(const struct distribution *next)
{
	double at = (next->q * next->r - next->q) / (1 - next->q);

	return at > 0 ? (int64_t)at : 0;
}

struct departure_tails departure_tails(const struct departure_count *count)
{
	const struct distribution next = {
		.r = PRIOR + (double)count->history,
		.q = count->length / (count->length + (double)count->months),
	};
	int64_t middle = mode(&next);
	double low = 0, high = 0, whole = 0, weight = 1;

	/* Weights against that of the mode, which no range of numbers is too
	 * small for: upwards, then downwards. */
	for (int64_t k = middle; weight > NEGLIGIBLE; k++) {
		whole += weight;
		low += k <= count->observed ? weight : 0;
		high += k >= count->observed ? weight : 0;
		weight *= ratio(&next, k);
	}
	weight = 1;
	for (int64_t k = middle - 1; k >= 0 && weight > NEGLIGIBLE; k--) {
		weight /= ratio(&next, k);
		whole += weight;
		low += k <= count->observed ? weight : 0;
		high += k >= count->observed ? weight : 0;
	}
	return (struct departure_tails){ low / whole, high / whole };
}

enum departure departure_of(const struct departure_count *count)
{
	struct departure_tails tails;

	if (count->months < DEPARTURE_HISTORY)
		return DEPARTURE_SHORT;
	tails = departure_tails(count);
	if (tails.high <= CHANCE / 2 && count->observed >= DEPARTURE_LEAST)
		return DEPARTURE_HIGH;
	return tails.low <= CHANCE / 2 ? DEPARTURE_LOW : DEPARTURE_NONE;
}
