/* SPDX-License-Identifier: ISC */
#include "client/office/few_counts.h"

#include <stdbool.h>
#include <stdio.h>

#include "protocol/translate.h"

static const struct few_count said_few = { 1, FEW - 1 };
static const struct few_count said_many = { FEW, FEW_NO_END };
static const struct few_count said_some = { 1, FEW_NO_END };

void few_count_add(struct few_count *count, size_t more)
{
	count->least += more;
	count->most += more;
}

void few_count_add_few(struct few_count *count)
{
	count->least += said_few.least;
	count->most += said_few.most;
}

static bool few_has_number(const struct few_count *count)
{
	return count->least == count->most;
}

/* --- what a reader can work out --- */

static struct few_count sum_of(struct few_table table)
{
	struct few_count sum = { 0 };

	for (size_t i = 0; i < table.count; i++) {
		sum.least += table.counts[i].least;
		sum.most += table.counts[i].most;
	}
	return sum;
}

/* Whether a small count can be no other number, where all of its table are
 * `all` and the other table says that they are `sum`. */
static bool few_is_told(
    const struct few_count *count, struct few_count all, struct few_count sum)
{
	size_t others_least = all.least - count->least;
	size_t others_most = all.most - count->most;
	size_t least = count->least, most = count->most;

	if (few_has_number(count))
		return false;
	if (sum.least > others_most + least)
		least = sum.least - others_most;
	if (sum.most < others_least + most)
		most = sum.most - others_least;
	return least == most && least < FEW;
}

/* Two tables that do not add up to the same tell nothing of each other. */
static bool tells(struct few_table table, struct few_table other)
{
	struct few_count all = sum_of(table), sum = sum_of(other);

	if (sum.most < all.least || sum.least > all.most)
		return false;
	for (size_t i = 0; i < table.count; i++)
		if (few_is_told(&table.counts[i], all, sum))
			return true;
	return false;
}

/* --- what is left unsaid --- */

static bool hide_smallest(struct few_table table)
{
	struct few_count *smallest = NULL;

	for (size_t i = 0; i < table.count; i++) {
		struct few_count *count = &table.counts[i];

		if (few_has_number(count) && count->least > 0 &&
		    (smallest == NULL || count->least < smallest->least))
			smallest = count;
	}
	if (smallest != NULL)
		*smallest = said_many;
	return smallest != NULL;
}

/* Where all are few, even that they are fewer than three. */
static bool hide_few(struct few_table table)
{
	bool some = false;

	for (size_t i = 0; i < table.count; i++)
		if (table.counts[i].most == said_few.most &&
		    table.counts[i].least == said_few.least) {
			table.counts[i] = said_some;
			some = true;
		}
	return some;
}

static bool hide_more(struct few_table table)
{
	return hide_smallest(table) || hide_few(table);
}

void few_counts_hide_small(struct few_table table)
{
	for (size_t i = 0; i < table.count; i++) {
		struct few_count *count = &table.counts[i];

		if (count->least > 0 && count->most < FEW)
			*count = said_few;
		else if (!few_has_number(count))
			*count = count->least < FEW ? said_some : said_many;
	}
}

/* What tells is hidden, else what is told. */
static bool hide_between(struct few_table told, struct few_table telling)
{
	return tells(told, telling) && (hide_more(telling) || hide_more(told));
}

void few_counts_hide(struct few_table one, struct few_table other)
{
	few_counts_hide_small(one);
	few_counts_hide_small(other);
	while (hide_between(one, other) || hide_between(other, one))
		;
}

/* --- words --- */

const char *few_count_words(const struct few_count *count, char number[24])
{
	if (few_has_number(count)) {
		snprintf(number, 24, "%zu", count->least);
		return number;
	}
	if (count->most < FEW)
		return _("fewer than three");
	return count->least < FEW ? _("a few") : _("three or more");
}

const char *few_count_mark(const struct few_count *count, char number[24])
{
	if (few_has_number(count))
		snprintf(number, 24, "%zu", count->least);
	else if (count->most < FEW)
		snprintf(number, 24, "<%d", FEW);
	else
		snprintf(number, 24, "≥%zu", count->least);
	return number;
}
