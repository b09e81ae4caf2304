/* SPDX-License-Identifier: ISC */
#include "client/plan_rows.h"

#include <ctype.h>
#include <string.h>

#include "client/encoding.h"
#include "client/heading_fold.h"

#define HEADING_LENGTH 80 /* bytes; longer words are no heading */
#define WORDS_LENGTH   16 /* those that a cell is compared with are shorter */

/* The only cell with words, -1 where there are several or none. One that
 * reaches over others is one. */
static int only_cell(const struct grid_row *row)
{
	int only = -1;

	for (size_t i = 0; i < row->count; i++) {
		if (row->cells[i].text == NULL || row->cells[i].is_spanned)
			continue;
		if (only >= 0)
			return -1;
		only = (int)i;
	}
	return only;
}

static int first_column(const struct headings *headings)
{
	size_t i = 0;

	while (i < headings->width && headings->names[i] == NULL)
		i++;
	return (int)i;
}

static bool folds_to(const char *text, const char *const *words, size_t count)
{
	struct buffer folded = { 0 };
	bool found = false;

	if (heading_fold_least(text) > WORDS_LENGTH)
		return false;
	heading_fold(&folded, text);
	for (size_t i = 0; i < count; i++)
		found |= strcmp(folded.bytes, words[i]) == 0;
	buffer_free(&folded);
	return found;
}

/* "3", "Sida 3", "Sida 3 (12)", "3/12". */
static bool is_page_number(const char *text)
{
	static const char *const words[] = { "sida", "sid", "sid.", "s.",
		"page", "side", "p." };
	struct buffer folded = { 0 };
	const char *at;
	bool is_number;

	encoding_fold(&folded, text, strlen(text));
	at = folded.bytes;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(at, words[i], strlen(words[i])) == 0 &&
		    strspn(at + strlen(words[i]), " 0123456789") > 0) {
			at += strlen(words[i]);
			break;
		}
	is_number = strpbrk(at, "0123456789") != NULL;
	at += strspn(at, " 0123456789/()-");
	if (strncmp(at, "av ", 3) == 0 || strncmp(at, "of ", 3) == 0)
		at += 3;
	at += strspn(at, " 0123456789/()-");
	is_number = is_number && *at == '\0';
	buffer_free(&folded);
	return is_number;
}

/* "* gäller inte ...", "1) se ...", "Källa: ...", "Not: ...". */
static bool is_footnote(const char *text)
{
	static const char *const begin[] = { "*", "†", "¹", "²", "³",
		"källa:", "källor:", "not:", "obs", "fotnot",
		"note:", "source:" };
	struct buffer folded = { 0 };
	bool found = false;

	encoding_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++)
		found |= strncmp(folded.bytes, begin[i], strlen(begin[i])) == 0;
	buffer_free(&folded);
	return found;
}

static bool is_sum(const char *text)
{
	static const char *const words[] = { "summa", "totalt", "total", "sum",
		"delsumma", "i alt", "totalsumma", "totalt antal", "antal",
		"summa totalt", "sum total", "totals", "totalt sett" };

	return folds_to(text, words, sizeof(words) / sizeof(words[0]));
}

/* "12", "45 %", "1 200 kr": what a sum has beside it. */
static bool is_amount(const char *text)
{
	text += strspn(text, "0123456789 .,-+%/()");
	return *text == '\0' || strcmp(text, "kr") == 0 ||
	    strcmp(text, "tkr") == 0 || strcmp(text, "st") == 0;
}

bool plan_row_is_sum(const struct grid_row *row)
{
	bool any = false;

	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;

		if (text == NULL)
			continue;
		if (any ? !is_amount(text) : !is_sum(text))
			return false;
		any = true;
	}
	return any;
}

/* Each of its words is the heading of its column. */
static bool repeats(const struct headings *headings, const struct grid_row *row)
{
	struct buffer one = { 0 }, other = { 0 };
	size_t same = 0, others = 0;

	for (size_t i = 0; i < row->count && others == 0; i++) {
		const char *text = row->cells[i].text;

		if (text == NULL)
			continue;
		if (i >= headings->width || headings->names[i] == NULL ||
		    strlen(text) > HEADING_LENGTH ||
		    heading_fold_least(text) > strlen(headings->names[i])) {
			others++;
			continue;
		}
		buffer_cut(&one, 0);
		buffer_cut(&other, 0);
		heading_fold(&one, text);
		heading_fold(&other, headings->names[i]);
		if (strcmp(one.bytes, other.bytes) == 0)
			same++;
		else
			others++;
	}
	buffer_free(&one);
	buffer_free(&other);
	return same > 1 && others == 0;
}

static bool is_other_heading(
    const struct headings *headings, const struct grid_row *row)
{
	size_t words = 0;

	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;

		words += text != NULL;
		if (text != NULL &&
		    (strlen(text) > HEADING_LENGTH ||
			!headings_know(headings->fields, text)))
			return false;
	}
	return words > 1 && headings_is_one(headings->fields, row);
}

static bool has_field(const struct headings *headings,
    const struct grid_row *row, const char *field)
{
	int column = headings_column(headings, field);

	return column >= 0 && grid_text(row, (size_t)column) != NULL;
}

static bool is_heading_row(
    const struct headings *headings, const struct grid_row *row)
{
	return repeats(headings, row) || is_other_heading(headings, row);
}

/* Words in the first column alone. They are a title where a heading follows,
 * and nothing's goal where no activity does. */
static enum plan_row first_alone(
    const struct headings *headings, const struct grid *grid, size_t at)
{
	for (size_t i = at + 1; i < grid->count; i++) {
		const struct grid_row *row = &grid->rows[i];

		if (only_cell(row) == first_column(headings))
			continue;
		return is_heading_row(headings, row) ? ROW_PASSED : ROW_GOAL;
	}
	return ROW_PASSED;
}

static enum plan_row kind_of_one(const struct headings *headings,
    const struct grid *grid, size_t at, int column)
{
	const char *text = grid_text(&grid->rows[at], (size_t)column);

	if (is_page_number(text) || is_footnote(text) || is_sum(text))
		return ROW_PASSED;
	if (column == first_column(headings))
		return first_alone(headings, grid, at);
	return column == headings_column(headings, "activity") ? ROW_BARE
							       : ROW_PASSED;
}

enum plan_row plan_row_kind(
    const struct headings *headings, const struct grid *grid, size_t at)
{
	const struct grid_row *row = &grid->rows[at];
	int activity = headings_column(headings, "activity");
	const char *text = grid_text(row, (size_t)activity);
	int only = only_cell(row);

	if (repeats(headings, row))
		return ROW_REPEATS;
	if (plan_row_is_sum(row))
		return ROW_PASSED;
	if (only >= 0)
		return kind_of_one(headings, grid, at, only);
	if (is_other_heading(headings, row))
		return ROW_HEADING;
	if (text != NULL)
		return is_sum(text) ? ROW_PASSED : ROW_ACTIVITY;
	return has_field(headings, row, "owner") &&
		has_field(headings, row, "timeframe")
	    ? ROW_LOST
	    : ROW_PASSED;
}
