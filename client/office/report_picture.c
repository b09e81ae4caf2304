/* SPDX-License-Identifier: ISC */
/* Observations by month and by kind, as `picture` counts them. Of one or two a
 * report says only that they are few, whoever made it, and of others as much
 * as keeps these untold (few_counts.h); the daemon says so itself to whom it
 * tells no more: then the count is a text. */
#include "client/office/report_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/office/few_counts.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#define MONTHS_MAX 60

/* What is said of each month, or of each kind. */
struct tallies {
	const char **names;     /* owned, not what they point at */
	struct few_count *said; /* owned */
	size_t count;
};

static struct tallies tallies_of(size_t most)
{
	struct tallies tallies = {
		.names = calloc(most + 1, sizeof(*tallies.names)),
		.said = calloc(most + 1, sizeof(*tallies.said)),
	};

	if (tallies.names == NULL || tallies.said == NULL)
		abort();
	return tallies;
}

static void tallies_release(struct tallies *tallies)
{
	free(tallies->names);
	free(tallies->said);
}

static void tally_add(struct few_count *said, const json_t *row)
{
	json_t *count = json_object_get(row, "count");

	if (json_is_integer(count))
		few_count_add(said, (size_t)json_integer_value(count));
	else
		few_count_add_few(said);
}

/* --- by month --- */

static int picture_month(const char *text)
{
	int year = 0, month = 0;

	return text != NULL && sscanf(text, "%4d-%2d", &year, &month) == 2
	    ? 12 * year + month - 1
	    : -1;
}

/* The last of them that have room; *first is set to the first of these. */
static size_t span_months(json_t *rows, int *first)
{
	int least = 0, most = -1;
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		int month = picture_month(json_text(row, "month"));

		if (month < 0)
			continue;
		least = most < 0 || month < least ? month : least;
		most = month > most ? month : most;
	}
	if (most - least >= MONTHS_MAX)
		least = most - MONTHS_MAX + 1;
	*first = least;
	return most < 0 ? 0 : (size_t)(most - least + 1);
}

static void name_months(struct tallies *months, char names[][16], int first)
{
	for (size_t i = 0; i < months->count; i++) {
		snprintf(names[i], 16, "%04d-%02d",
		    (first + (int)i) / 12 % 10000, (first + (int)i) % 12 + 1);
		months->names[i] = names[i];
	}
}

static void tally_months(json_t *rows, int first, struct tallies *months)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		int month = picture_month(json_text(row, "month"));

		if (month >= first)
			tally_add(&months->said[month - first], row);
	}
}

static void show_months(struct paper *paper, const struct tallies *tallies)
{
	struct paper_month *months = calloc(tallies->count, sizeof(*months));
	char(*marks)[24] = calloc(tallies->count, sizeof(*marks)), number[24];
	struct buffer words = { 0 };

	if (months == NULL || marks == NULL)
		abort();
	for (size_t i = 0; i < tallies->count; i++) {
		const struct few_count *said = &tallies->said[i];

		months[i] = (struct paper_month){ tallies->names[i],
			said->most < FEW ? said->most : said->least,
			few_count_mark(said, marks[i]) };
		buffer_printf(&words, "%s%s: %s", i > 0 ? ", " : "",
		    tallies->names[i], few_count_words(said, number));
	}
	paper->format->months(paper, _("Observations by month"), words.bytes,
	    months, tallies->count);
	buffer_free(&words);
	free(months);
	free(marks);
}

static void tally_table(
    struct paper *paper, const char *what, const struct tallies *tallies)
{
	char number[24];

	paper->columns = 2;
	paper->heads[0] = what;
	paper->heads[1] = _("Observations");
	paper->numbers[0] = false;
	paper->numbers[1] = true;
	paper->widths[0] = 60;
	paper->widths[1] = 40;
	paper->format->table(paper, NULL);
	for (size_t i = 0; i < tallies->count; i++)
		paper->format->row(paper,
		    (const char *const[]){ tallies->names[i],
			few_count_words(&tallies->said[i], number) });
	paper->format->table_end(paper);
}

/* --- by kind --- */

static void tally_kinds(json_t *rows, struct tallies *kinds)
{
	json_t *places = json_object(), *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *kind = json_text(row, "kind");
		json_t *place =
		    kind != NULL ? json_object_get(places, kind) : NULL;

		if (kind == NULL)
			continue;
		if (place == NULL) {
			kinds->names[kinds->count] =
			    translate_word("value", kind);
			json_object_set_new(places, kind,
			    json_integer((json_int_t)kinds->count));
			place = json_object_get(places, kind);
			kinds->count++;
		}
		tally_add(&kinds->said[json_integer_value(place)], row);
	}
	json_decref(places);
}

/* Which months the kinds are of. */
static void tell_period(const json_t *picture, struct paper *paper)
{
	const char *from = json_text(picture, "from");
	const char *to = json_text(picture, "to");
	struct buffer words = { 0 }, first = { 0 }, last = { 0 };

	if (from == NULL || to == NULL)
		return;
	report_day(&first, from);
	report_day(&last, to);
	buffer_printf(
	    &words, _("By kind, from %s to %s:"), first.bytes, last.bytes);
	paper->format->paragraph(paper, words.bytes);
	buffer_free(&words);
	buffer_free(&first);
	buffer_free(&last);
}

/* Of the months those that the kinds are of, which add up to the same. */
static struct few_table months_of_kinds(
    const json_t *picture, const struct tallies *months, int first)
{
	int from = picture_month(json_text(picture, "from"));
	int to = picture_month(json_text(picture, "to"));
	size_t begin = from > first ? (size_t)(from - first) : 0;
	size_t end = months->count;

	if (to >= first && (size_t)(to - first) + 1 < end)
		end = (size_t)(to - first) + 1;
	if (begin > end)
		begin = end;
	return (struct few_table){ months->said + begin, end - begin };
}

static void hide_in_picture(const json_t *picture, struct tallies *months,
    int first, struct tallies *kinds)
{
	few_counts_hide_small(
	    (struct few_table){ months->said, months->count });
	few_counts_hide(months_of_kinds(picture, months, first),
	    (struct few_table){ kinds->said, kinds->count });
}

static void tell_picture(
    json_t *picture, json_t *rows, json_t *kind_rows, struct paper *paper)
{
	int first;
	char names[MONTHS_MAX][16];
	struct tallies months = tallies_of(MONTHS_MAX);
	struct tallies kinds = tallies_of(json_array_size(kind_rows));

	months.count = span_months(rows, &first);
	name_months(&months, names, first);
	tally_months(rows, first, &months);
	tally_kinds(kind_rows, &kinds);
	hide_in_picture(picture, &months, first, &kinds);
	if (months.count > 0) {
		show_months(paper, &months);
		tally_table(paper, _("Month"), &months);
	}
	if (json_array_size(kind_rows) > 0)
		tell_period(picture, paper);
	if (kinds.count > 0)
		tally_table(paper, _("Kind"), &kinds);
	tallies_release(&months);
	tallies_release(&kinds);
}

void report_picture(const struct report *report, struct paper *paper)
{
	json_t *picture = json_object_get(report->whole, "picture");
	json_t *months = json_object_get(picture, "month");
	json_t *kinds = json_object_get(picture, "kind");

	if (json_array_size(months) == 0 && json_array_size(kinds) == 0)
		return;
	paper->format->heading(paper, 2, _("The situation picture"));
	tell_picture(picture, months, kinds, paper);
}
