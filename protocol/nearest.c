/* SPDX-License-Identifier: ISC */
#include "protocol/nearest.h"

#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Restricted Damerau-Levenshtein: insert, delete, replace, swap. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t length = strlen(b);

	for (size_t j = 0; j <= length; j++)
		last[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			row[j] = least(last[j], row[j - 1]) + 1;
			row[j] =
			    least(row[j], last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = oldest;
	}
	return last[length];
}

void nearest_offer(struct nearest *nearest, const char *word)
{
	size_t length = strlen(nearest->typed), far;

	if (length == 0 || length > NEAREST_MAX || strlen(word) > NEAREST_MAX)
		return;
	if (length >= 3 && strncmp(nearest->typed, word, length) == 0)
		far = 1;
	else if (strlen(word) > length + 2 || length > strlen(word) + 2)
		return;
	else
		far = distance(nearest->typed, word);
	if (far > (length > 4 ? 2u : 1u))
		return;
	if (nearest->word[0] != '\0' && nearest->distance <= far)
		return;
	snprintf(nearest->word, sizeof(nearest->word), "%s", word);
	nearest->distance = far;
}
