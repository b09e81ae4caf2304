/* SPDX-License-Identifier: ISC */
#include "client/office/pdf_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/utf8.h"

#define WORDS_MAX  200000
#define SAME_LINE  2.5f /* points between tops of words on one line */
#define PAGE_MAX   20000.0
#define TSV_FIELDS 12

/* --- reading --- */

/* A place on a page; NaN and what lies far off are 0. */
static float read_points(const char *text)
{
	double points = strtod(text, NULL);

	return points > -PAGE_MAX && points < PAGE_MAX ? (float)points : 0;
}

static int split_fields(char *line, char *fields[TSV_FIELDS])
{
	int count = 0;

	while (line != NULL && count < TSV_FIELDS) {
		fields[count++] = line;
		if (count < TSV_FIELDS && (line = strchr(line, '\t')) != NULL)
			*line++ = '\0';
	}
	return count;
}

/* Lines of other levels are of pages, blocks and lines. */
static int add_pdf_word(struct pdf_words *words, char *line, struct err *err)
{
	char *fields[TSV_FIELDS];
	struct pdf_word *word;

	if (split_fields(line, fields) < TSV_FIELDS ||
	    strcmp(fields[0], "5") != 0 || fields[11][0] == '\0')
		return 0;
	if (words->word_count == WORDS_MAX)
		return err_set(err, ERR_INVALID,
		    "has over %d words: save the pages of the table alone",
		    WORDS_MAX);
	if (utf8_valid(fields[11], strlen(fields[11])) < strlen(fields[11]))
		return 0;
	if (words->word_count % 1024 == 0)
		words->words = reallocarray(words->words,
		    words->word_count + 1024, sizeof(*words->words));
	if (words->words == NULL)
		abort();
	word = &words->words[words->word_count++];
	word->page = (int)strtol(fields[1], NULL, 10);
	word->left = read_points(fields[6]);
	word->top = read_points(fields[7]);
	word->right = word->left + fabsf(read_points(fields[8]));
	word->bottom = word->top + fabsf(read_points(fields[9]));
	word->text = fields[11];
	return 0;
}

/* --- lines --- */

static int compare_downwards(const void *a, const void *b)
{
	const struct pdf_word *one = a, *other = b;

	if (one->page != other->page)
		return one->page < other->page ? -1 : 1;
	if (one->top != other->top)
		return one->top < other->top ? -1 : 1;
	return one->left < other->left ? -1 : one->left > other->left;
}

static int compare_rightwards(const void *a, const void *b)
{
	const struct pdf_word *one = a, *other = b;

	return one->left < other->left ? -1 : one->left > other->left;
}

static void make_lines(struct pdf_words *words)
{
	words->lines = calloc(words->word_count + 1, sizeof(*words->lines));
	if (words->lines == NULL)
		abort();
	for (size_t i = 0; i < words->word_count;) {
		struct pdf_word *first = &words->words[i];
		struct pdf_line *line = &words->lines[words->line_count++];

		*line = (struct pdf_line){ first, 0, first->page, first->top,
			first->bottom };
		while (i < words->word_count &&
		    words->words[i].page == line->page &&
		    words->words[i].top - line->top < SAME_LINE) {
			if (words->words[i].bottom > line->bottom)
				line->bottom = words->words[i].bottom;
			line->count++;
			i++;
		}
		qsort(first, line->count, sizeof(*first), compare_rightwards);
	}
}

/* --- what is usual --- */

static int compare_floats(const void *a, const void *b)
{
	const float *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

static float median(float *values, size_t count, float otherwise)
{
	if (count == 0)
		return otherwise;
	qsort(values, count, sizeof(*values), compare_floats);
	return values[count / 2];
}

static void measure_space(struct pdf_words *words, float *values)
{
	size_t count = 0;

	for (size_t i = 0; i < words->line_count; i++) {
		const struct pdf_line *line = &words->lines[i];

		for (size_t j = 1; j < line->count; j++) {
			float gap =
			    line->words[j].left - line->words[j - 1].right;

			if (gap > 0 && gap < line->bottom - line->top)
				values[count++] = gap;
		}
	}
	words->space = median(values, count, 3);
}

/* How far below a text another one begins at the same place; 0 where none
 * does nearby. */
static float next_below(
    const struct pdf_words *words, size_t from, const struct pdf_word *above)
{
	for (size_t i = from + 1; i < words->line_count && i < from + 9; i++) {
		const struct pdf_line *line = &words->lines[i];

		for (size_t j = 0; j < line->count; j++)
			if (line->page == above->page &&
			    fabsf(line->words[j].left - above->left) < 1)
				return line->top - above->top;
	}
	return 0;
}

/* The smallest distance that is found several times: lines of a text stand
 * closer than rows. */
static void measure_pitch(struct pdf_words *words, float *values)
{
	size_t count = 0, from = 0, to = 0;

	for (size_t i = 0; i < words->line_count; i++)
		for (size_t j = 0; j < words->lines[i].count; j++) {
			const struct pdf_word *word = &words->lines[i].words[j];
			float down = j == 0 ||
				word->left - word[-1].right > 2 * words->space
			    ? next_below(words, i, word)
			    : 0;

			if (down > 0)
				values[count++] = down;
		}
	words->pitch = median(values, count, 12);
	for (from = 0; from < count; from++) {
		while (to < count && values[to] <= 1.08f * values[from])
			to++;
		if (to - from > 1 && 12 * (to - from) >= count) {
			words->pitch = values[from + (to - from) / 2];
			return;
		}
	}
}

int pdf_words_read(struct pdf_words *words, char *tsv, struct err *err)
{
	char *line = tsv, *end;
	float *values;

	*words = (struct pdf_words){ 0 };
	while (line != NULL && *line != '\0') {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (add_pdf_word(words, line, err) != 0) {
			pdf_words_release(words);
			return -1;
		}
		line = end;
	}
	if (words->word_count > 0)
		qsort(words->words, words->word_count, sizeof(*words->words),
		    compare_downwards);
	make_lines(words);
	values =
	    calloc(words->word_count + words->line_count + 1, sizeof(*values));
	if (values == NULL)
		abort();
	measure_space(words, values);
	measure_pitch(words, values);
	free(values);
	return 0;
}

void pdf_words_release(struct pdf_words *words)
{
	free(words->words);
	free(words->lines);
	*words = (struct pdf_words){ 0 };
}
