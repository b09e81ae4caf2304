/* SPDX-License-Identifier: ISC */
#include "client/office/pdf_columns.h"

#include <math.h>
#include <stdlib.h>

#define NARROW 1.1f /* ... where words begin below each other */
#define BEGIN  1.0f /* points between where they begin */
#define STRIP  1.7f /* spaces that a white strip is wider than */
#define APART  2.5f /* spaces between two texts on a line */
#define ABOVE  2    /* lines that may stand close above a table */

static float gap_before(const struct pdf_line *line, size_t at)
{
	return line->words[at].left - line->words[at - 1].right;
}

bool pdf_columns_has_texts(const struct pdf_line *line, float space)
{
	for (size_t i = 1; i < line->count; i++)
		if (gap_before(line, i) > APART * space)
			return true;
	return false;
}

static bool line_crosses(
    const struct pdf_columns *columns, size_t at, const struct pdf_line *line)
{
	float edge = columns->edges[at], begin = columns->begins[at];

	for (size_t i = 0; i < line->count; i++) {
		const struct pdf_word *word = &line->words[i];

		if (word->left < edge && word->right > edge)
			return true;
		if (i > 0 && word->left >= edge &&
		    line->words[i - 1].right <= edge)
			return fabsf(word->left - begin) > BEGIN &&
			    gap_before(line, i) < 1.4f * columns->space;
	}
	return false;
}

bool pdf_columns_crossed(
    const struct pdf_columns *columns, const struct pdf_line *line)
{
	for (size_t i = 0; i < columns->count; i++)
		if (line_crosses(columns, i, line))
			return true;
	return false;
}

static int compare_lefts(const void *a, const void *b)
{
	const struct pdf_word *const *one = a, *const *other = b;

	return (*one)->left < (*other)->left ? -1
					     : (*one)->left > (*other)->left;
}

/* Whether the white before a word is a strip, or only between two words. */
static bool is_strip(const struct pdf_word *const *words, size_t at,
    size_t count, float reached, float space)
{
	float begin = words[at]->left, white = begin - reached;
	size_t beginning = 0;

	while (at + beginning < count &&
	    words[at + beginning]->left - begin <= BEGIN)
		beginning++;
	return white > STRIP * space ||
	    (white > NARROW * space && beginning >= 3);
}

/* The strips that no word of a line with several texts touches. */
static void find_strips(struct pdf_columns *columns,
    const struct pdf_words *words, size_t from, size_t to)
{
	const struct pdf_line *lines = words->lines;
	const struct pdf_word **all;
	size_t count = 0;
	float reached;

	all = calloc(words->word_count + 1, sizeof(*all));
	if (all == NULL)
		abort();
	for (size_t i = from; i < to; i++)
		for (size_t j = 0;
		     pdf_columns_has_texts(&lines[i], columns->space) &&
		     j < lines[i].count;
		     j++)
			all[count++] = &lines[i].words[j];
	if (count > 0)
		qsort(all, count, sizeof(*all), compare_lefts);
	reached = count > 0 ? all[0]->right : 0;
	for (size_t i = 1; i < count; i++) {
		if (columns->count < PDF_STRIPS_MAX &&
		    is_strip(all, i, count, reached, columns->space)) {
			columns->edges[columns->count] =
			    (reached + all[i]->left) / 2;
			columns->begins[columns->count++] = all[i]->left;
		}
		if (all[i]->right > reached)
			reached = all[i]->right;
	}
	free(all);
}

/* A strip is none that a fifth of the lines crosses. */
static void keep_strips(struct pdf_columns *columns,
    const struct pdf_words *words, size_t from, size_t to)
{
	size_t kept = 0;

	for (size_t i = 0; i < columns->count; i++) {
		size_t crossing = 0;

		for (size_t j = from; j < to; j++)
			crossing += line_crosses(columns, i, &words->lines[j]);
		if (5 * crossing > to - from)
			continue;
		columns->edges[kept] = columns->edges[i];
		columns->begins[kept++] = columns->begins[i];
	}
	columns->count = kept;
}

static struct pdf_columns find_columns(
    const struct pdf_words *words, size_t from, size_t to)
{
	struct pdf_columns columns = { .space = words->space };

	find_strips(&columns, words, from, to);
	keep_strips(&columns, words, from, to);
	return columns;
}

static size_t count_texts(const struct pdf_line *line, float space)
{
	size_t count = line->count > 0;

	for (size_t i = 1; i < line->count; i++)
		count += gap_before(line, i) > APART * space;
	return count;
}

/* What stands close above a table, a title beside a box for one, has fewer
 * texts than its head, and may go over its strips. */
void pdf_columns_find(struct pdf_columns *columns,
    const struct pdf_words *words, size_t from, size_t to)
{
	const struct pdf_line *lines = words->lines;

	*columns = find_columns(words, from, to);
	for (size_t i = from + 1; i < to && i <= from + ABOVE &&
	     count_texts(&lines[i - 1], words->space) <
		 count_texts(&lines[i], words->space);
	     i++) {
		struct pdf_columns below = find_columns(words, i, to);

		if (below.count > columns->count)
			*columns = below;
	}
}

size_t pdf_columns_at(const struct pdf_columns *columns, float left)
{
	size_t at = 0;

	while (at < columns->count && columns->edges[at] < left)
		at++;
	return at;
}

uint64_t pdf_columns_of(
    const struct pdf_columns *columns, const struct pdf_line *line)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < line->count; i++)
		bits |= UINT64_C(1)
		    << (pdf_columns_at(columns, line->words[i].left) % 64);
	return bits;
}

uint64_t pdf_columns_all(const struct pdf_columns *columns)
{
	return columns->count < 63 ? (UINT64_C(2) << columns->count) - 1
				   : UINT64_MAX;
}
