/* SPDX-License-Identifier: ISC */
/* Observations by month and by kind, as `picture` counts them. Of one or two a
 * report says only that they are few, whoever made it; the daemon says so
 * itself to whom it tells no more: then the count is a text. */
#include "client/office/report_picture.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

#define MONTHS_MAX 60
#define FEW        3 /* so many have a number */

struct tally {
	const char *name;
	size_t count;
	bool few; /* something in it is one or two */
};

static void tally_add(struct tally *tally, const json_t *row)
{
	json_t *count = json_object_get(row, "count");

	if (json_is_integer(count))
		tally->count += (size_t)json_integer_value(count);
	else
		tally->few = true;
}

/* Whether no number is said of it. */
static bool is_few(const struct tally *tally)
{
	return tally->count < FEW && (tally->count > 0 || tally->few);
}

static const char *tally_words(const struct tally *tally, struct buffer *to)
{
	buffer_cut(to, 0);
	if (is_few(tally))
		buffer_text(to, _("fewer than three"));
	else if (tally->few)
		buffer_printf(to, _("%zu and a few"), tally->count);
	else
		buffer_printf(to, "%zu", tally->count);
	return to->bytes;
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

static void show_months(struct paper *paper, const struct tally *tallies,
    const char names[][16], size_t count)
{
	struct paper_month *months = calloc(count, sizeof(*months));
	struct buffer words = { 0 }, one = { 0 };

	if (months == NULL)
		abort();
	for (size_t i = 0; i < count; i++) {
		months[i] = (struct paper_month){ names[i],
			is_few(&tallies[i]) ? FEW - 1 : tallies[i].count,
			is_few(&tallies[i]) };
		buffer_printf(&words, "%s%s: %s", i > 0 ? ", " : "", names[i],
		    tally_words(&tallies[i], &one));
	}
	paper->format->months(
	    paper, _("Observations by month"), words.bytes, months, count);
	buffer_free(&words);
	buffer_free(&one);
	free(months);
}

static void tally_table(struct paper *paper, const char *what,
    const struct tally *tallies, size_t count)
{
	struct buffer words = { 0 };

	paper->columns = 2;
	paper->heads[0] = what;
	paper->heads[1] = _("Observations");
	paper->numbers[0] = false;
	paper->numbers[1] = true;
	paper->widths[0] = 60;
	paper->widths[1] = 40;
	paper->format->table(paper, NULL);
	for (size_t i = 0; i < count; i++)
		paper->format->row(paper,
		    (const char *const[]){
			tallies[i].name, tally_words(&tallies[i], &words) });
	paper->format->table_end(paper);
	buffer_free(&words);
}

static void tell_months(json_t *rows, struct paper *paper)
{
	int first;
	size_t count = span_months(rows, &first), i;
	struct tally tallies[MONTHS_MAX] = { 0 };
	char names[MONTHS_MAX][16];
	json_t *row;

	if (count == 0)
		return;
	for (i = 0; i < count; i++) {
		snprintf(names[i], sizeof(names[i]), "%04d-%02d",
		    (first + (int)i) / 12 % 10000, (first + (int)i) % 12 + 1);
		tallies[i].name = names[i];
	}
	json_array_foreach (rows, i, row) {
		int month = picture_month(json_text(row, "month"));

		if (month >= first)
			tally_add(&tallies[month - first], row);
	}
	show_months(paper, tallies, names, count);
	tally_table(paper, _("Month"), tallies, count);
}

/* --- by kind --- */

static void tell_kinds(json_t *rows, struct paper *paper)
{
	json_t *places = json_object(), *row;
	struct tally *tallies =
	    calloc(json_array_size(rows) + 1, sizeof(*tallies));
	size_t count = 0, i;

	if (tallies == NULL)
		abort();
	json_array_foreach (rows, i, row) {
		const char *kind = json_text(row, "kind");
		json_t *place =
		    kind != NULL ? json_object_get(places, kind) : NULL;

		if (kind == NULL)
			continue;
		if (place == NULL) {
			tallies[count].name = translate_word("value", kind);
			json_object_set_new(
			    places, kind, json_integer((json_int_t)count));
			place = json_object_get(places, kind);
			count++;
		}
		tally_add(&tallies[json_integer_value(place)], row);
	}
	if (count > 0)
		tally_table(paper, _("Kind"), tallies, count);
	free(tallies);
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

void report_picture(const struct report *report, struct paper *paper)
{
	json_t *picture = json_object_get(report->whole, "picture");
	json_t *months = json_object_get(picture, "month");
	json_t *kinds = json_object_get(picture, "kind");

	if (json_array_size(months) == 0 && json_array_size(kinds) == 0)
		return;
	paper->format->heading(paper, 2, _("The situation picture"));
	tell_months(months, paper);
	if (json_array_size(kinds) > 0)
		tell_period(picture, paper);
	tell_kinds(kinds, paper);
}
