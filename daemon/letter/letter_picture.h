/* SPDX-License-Identifier: ISC */
/* What the week's letter says of the situation picture. Pure. */
#ifndef DAEMON_LETTER_LETTER_PICTURE_H
#define DAEMON_LETTER_LETTER_PICTURE_H

#include "daemon/letter/letter_say.h"

/* Of each list the first so many, and how many there are. No words of an
 * observation are among them, only kinds. */
struct letter_picture {
	const struct letter_departure {
		const char *kind, *area;
		int year, month; /* from 1 */
		bool high;
	} * departures;
	size_t departure_count;
	const char *const *problems; /* that nothing answers */
	size_t problem_count, problem_all;
	const int64_t *activities; /* that answer no problem */
	size_t activity_count, activity_all;
	const char *const *kinds; /* that nobody has reported on */
	size_t kind_count;
};

bool letter_picture_tells(const struct letter_picture *picture);
void letter_write_picture(struct buffer *text, const struct letter_words *words,
    const struct letter_picture *picture);

#endif
