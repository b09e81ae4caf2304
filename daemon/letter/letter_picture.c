/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_picture.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_wrap.h"

#define KINDS_LENGTH 250 /* of their names in a sentence */

bool letter_picture_tells(const struct letter_picture *picture)
{
	return picture != NULL &&
	    picture->departure_count + picture->problem_all +
		picture->activity_all + picture->kind_count >
	    0;
}

static void picture_end_line(struct buffer *text, struct buffer *line)
{
	buffer_text(text, "  ");
	letter_wrap(text, line->bytes, 2, 2);
	buffer_cut(line, 0);
}

static void write_departure(struct buffer *text, struct buffer *line,
    const struct letter_words *words, const struct letter_departure *departure)
{
	const struct picture_words *say = &words->picture;
	const char *area = departure->area;
	char month[LETTER_DATE];

	if (strcmp(area, "other") == 0)
		area = say->other;
	snprintf(month, sizeof(month), "%s %d", words->months[departure->month],
	    departure->year);
	letter_say(line, departure->high ? say->high : say->low,
	    VALUES(departure->kind, area, month));
	picture_end_line(text, line);
}

/* "3, 7 och 12", and how many more there are. */
static void put_numbers(struct buffer *to, const struct letter_words *words,
    const struct letter_picture *picture)
{
	size_t more = picture->activity_all - picture->activity_count;
	size_t count = picture->activity_count + (more > 0);
	char digits[LETTER_NUMBER];

	for (size_t i = 0; i < picture->activity_count; i++)
		buffer_printf(to, "%s%" PRId64, letter_join(words, i, count),
		    picture->activities[i]);
	if (more > 0) {
		buffer_text(to, letter_join(words, count - 1, count));
		letter_fill(to, words->picture.more,
		    VALUES(letter_digits(digits, (int64_t)more)));
	}
}

/* How many of the kinds a sentence has room for. */
static size_t kinds_told(const struct letter_picture *picture)
{
	size_t told = 0, length = 0;

	while (told < picture->kind_count) {
		length += strlen(picture->kinds[told]) + 2;
		if (length > KINDS_LENGTH)
			break;
		told++;
	}
	return told;
}

/* "klotter, hot och våld", and how many more there are. */
static void put_kinds(struct buffer *to, const struct letter_words *words,
    const struct letter_picture *picture)
{
	size_t told = kinds_told(picture), more = picture->kind_count - told;
	size_t count = told + (more > 0);
	char digits[LETTER_NUMBER];

	for (size_t i = 0; i < told; i++)
		buffer_printf(to, "%s%s", letter_join(words, i, count),
		    picture->kinds[i]);
	if (more > 0) {
		buffer_text(to, letter_join(words, count - 1, count));
		letter_fill(to, words->picture.more,
		    VALUES(letter_digits(digits, (int64_t)more)));
	}
}

static void write_problems(struct buffer *text, struct buffer *line,
    const struct letter_words *words, const struct letter_picture *picture)
{
	const struct picture_words *say = &words->picture;
	char digits[LETTER_NUMBER];

	for (size_t i = 0; i < picture->problem_count; i++) {
		letter_quote(line, words, say->problem, picture->problems[i]);
		picture_end_line(text, line);
	}
	if (picture->problem_all > picture->problem_count) {
		letter_say(line, words->digest.more,
		    VALUES(letter_digits(digits,
			(int64_t)(picture->problem_all -
			    picture->problem_count))));
		picture_end_line(text, line);
	}
}

void letter_write_picture(struct buffer *text, const struct letter_words *words,
    const struct letter_picture *picture)
{
	const struct picture_words *say = &words->picture;
	struct buffer line = { 0 }, list = { 0 };

	if (!letter_picture_tells(picture))
		return;
	buffer_printf(text, "%s\n\n", say->heading);
	for (size_t i = 0; i < picture->departure_count; i++)
		write_departure(text, &line, words, &picture->departures[i]);
	write_problems(text, &line, words, picture);
	if (picture->activity_all > 0) {
		put_numbers(&list, words, picture);
		letter_say(&line,
		    picture->activity_all == 1 ? say->activities.one
					       : say->activities.many,
		    VALUES(list.bytes));
		picture_end_line(text, &line);
		buffer_cut(&list, 0);
	}
	if (picture->kind_count > 0) {
		put_kinds(&list, words, picture);
		letter_say(&line, say->kinds, VALUES(list.bytes));
		picture_end_line(text, &line);
	}
	letter_gap(text);
	buffer_free(&line);
	buffer_free(&list);
}
