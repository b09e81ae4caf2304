/* SPDX-License-Identifier: ISC */
#include "client/headings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "client/heading_choice.h"
#include "client/heading_fold.h"

/* How well a heading means a field; less the further back its name stands. */
enum {
	SCORE_NONE = 0,
	SCORE_WORD = 1000,
	SCORE_PART = 2000,
	SCORE_WHOLE = 3000,
	SCORE_CHOSEN = 9000
};

#define LOOSE_WORDS 6
#define NAMED       4 /* headings that an error has as examples */

/* --- names --- */

#define NAMES_MAX 2048

/* The names of one list of fields, folded once. */
static struct names {
	const struct heading_field *fields;
	struct {
		char *folded;
		size_t length;
		int field, place;
	} list[NAMES_MAX];
	size_t count;
} known;

static void headings_add_name(
    int field, int place, const char *text, size_t length)
{
	struct buffer one = { 0 }, folded = { 0 };

	assert(known.count < NAMES_MAX);
	buffer_add(&one, text, length);
	heading_fold(&folded, one.bytes);
	buffer_free(&one);
	known.list[known.count].folded = folded.bytes;
	known.list[known.count].length = folded.length;
	known.list[known.count].field = field;
	known.list[known.count++].place = place;
}

static void know_names(const struct heading_field *fields)
{
	if (known.fields == fields)
		return;
	while (known.count > 0)
		free(known.list[--known.count].folded);
	known.fields = fields;
	for (int i = 0; fields[i].name != NULL; i++) {
		const char *at = fields[i].headings;

		for (int place = 1; *at != '\0'; place++) {
			size_t length = strcspn(at, ",");

			headings_add_name(i, place, at, length);
			at += length;
			at += strspn(at, ", ");
		}
	}
}

/* Where among the names of a field a folded heading stands, from 1; 0 for
 * nowhere. */
static int place_of(int field, const char *text, size_t length)
{
	for (size_t i = 0; i < known.count; i++)
		if (known.list[i].field == field &&
		    known.list[i].length == length &&
		    memcmp(known.list[i].folded, text, length) == 0)
			return known.list[i].place;
	return 0;
}

/* What comes after these words says more of the column than what is before. */
static bool is_preposition(const char *word, size_t length)
{
	static const char *const words[] = { "för", "av", "till", "på", "i",
		"om", "med", "från", "kring", "som", "for", "of", "to", "in",
		"on", "with", "af", "til", "ved" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == length &&
		    strncmp(words[i], word, length) == 0)
			return true;
	return false;
}

/* A column about what comes after the plan is none of the plan's own. */
static bool is_of_follow_up(const char *text)
{
	static const char *const words[] = { "uppfölj", "avstäm", "rapport",
		"revider", "utvärd", "follow", "oppfølg", "opfølg", "review",
		"evalu" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

#define COMPOUND_LEAST 7 /* bytes; shorter names end words of other sorts */

/* "Åtgärdsansvarig", "Projekttidplan": a word that ends with a name. */
static int score_compound(int field, const char *text, size_t length)
{
	for (size_t i = 0; i < known.count; i++)
		if (known.list[i].field == field &&
		    known.list[i].length >= COMPOUND_LEAST &&
		    known.list[i].length < length &&
		    memcmp(known.list[i].folded,
			text + length - known.list[i].length,
			known.list[i].length) == 0)
			return SCORE_WORD / 4;
	return SCORE_NONE;
}

/* "planerade åtgärder", "ansvarig chef": the last word, else the first, of
 * those before a preposition. */
static int score_words(int field, const char *text, size_t length)
{
	const char *last = text, *at = text, *end = text + length;
	size_t first = 0, last_length = 0, count = 0;
	int place;

	while (at < end) {
		size_t word = strcspn(at, " ");

		if (word > (size_t)(end - at))
			word = (size_t)(end - at);
		if (count > 0 && is_preposition(at, word))
			break;
		if (count++ == 0)
			first = word;
		last = at;
		last_length = word;
		at += word + 1;
	}
	if (count > LOOSE_WORDS)
		return SCORE_NONE;
	place = place_of(field, text, (size_t)(last + last_length - text));
	if (place == 0)
		place = place_of(field, last, last_length);
	if (place > 0)
		return SCORE_WORD - place;
	place = place_of(field, text, first);
	if (place > 0)
		return SCORE_WORD / 2 - place;
	return count == 1 ? score_compound(field, text, first) : SCORE_NONE;
}

/* "Åtgärd klar senast": of the activity, which is the main field, another. */
static int score_of_main(int field, const char *folded)
{
	size_t first = strcspn(folded, " ");
	int place = 0;

	for (int i = 0; known.fields[i].name != NULL; i++)
		if (folded[first] == ' ' && i != field &&
		    known.fields[i].traits & HEADING_MAIN &&
		    place_of(i, folded, first) > 0)
			place = place_of(field, folded + first + 1,
			    strlen(folded + first + 1));
	return place > 0 ? SCORE_PART - place : SCORE_NONE;
}

/* "Åtgärd/aktivitet", "Vem och när": the part that stands first counts. */
static int score_parts(int field, const char *text)
{
	int score = SCORE_NONE, parts = 0;

	while (*text != '\0' && score == SCORE_NONE) {
		const char *and = strstr(text, " och "), *end;
		size_t length = strcspn(text, "/&,"), skip = 1;
		int place;

		if (and != NULL && (size_t)(and-text) < length) {
			length = (size_t)(and-text);
			skip = 5;
		}
		end = text + length;
		while (end > text && end[-1] == ' ')
			end--;
		place = place_of(field, text, (size_t)(end - text));
		if (place > 0)
			score = SCORE_PART - place - 100 * parts;
		else
			score = score_words(field, text, (size_t)(end - text));
		parts++;
		text += length;
		text += *text != '\0' ? skip : 0;
		text += strspn(text, " ");
	}
	return score > SCORE_NONE ? score : SCORE_NONE;
}

static int score_of(int field, const char *folded)
{
	int place = place_of(field, folded, strlen(folded));

	if (place > 0)
		return SCORE_WHOLE - place;
	if (!is_of_follow_up(folded) && score_of_main(field, folded) > 0)
		return score_of_main(field, folded);
	if (!(known.fields[field].traits & HEADING_LOOSE) ||
	    is_of_follow_up(folded))
		return SCORE_NONE;
	return score_parts(field, folded);
}

/* --- a row as the heading --- */

static char *headings_one_line(const char *text)
{
	struct buffer line = { 0 };

	buffer_text(&line, "");
	for (; *text != '\0'; text++) {
		if (*text == '-' && text[1] == '\n')
			text++;
		else
			buffer_add(&line, *text == '\n' ? " " : text, 1);
	}
	return line.bytes;
}

/* A second column of the same name is "Kommentar (2)". */
static char *own_name(const struct headings *headings, const char *text)
{
	char *name = headings_one_line(text);
	int same = 1;

	for (size_t i = 0; i < headings->width; i++)
		same += headings->names[i] != NULL &&
		    strcmp(headings->names[i], name) == 0;
	if (same > 1) {
		struct buffer numbered = { 0 };

		buffer_printf(&numbered, "%s (%d)", name, same);
		free(name);
		name = numbered.bytes;
	}
	return name;
}

/* Gives each field the column that means it best. */
static void give_fields(
    struct headings *headings, int scores[][GRID_COLUMNS_MAX])
{
	for (;;) {
		int best = SCORE_NONE, field = 0;
		size_t column = 0;

		for (int i = 0; headings->fields[i].name != NULL; i++)
			for (size_t j = 0; j < headings->width; j++)
				if (scores[i][j] > best) {
					best = scores[i][j];
					field = i;
					column = j;
				}
		if (best == SCORE_NONE)
			break;
		headings->is[column] = field;
		headings->scores[column] = best;
		for (size_t j = 0; j < headings->width; j++)
			scores[field][j] = SCORE_NONE;
		for (int i = 0; headings->fields[i].name != NULL; i++)
			scores[i][column] = SCORE_NONE;
	}
}

static void score_row(struct headings *headings, const struct grid_row *row,
    json_t *chosen, int scores[][GRID_COLUMNS_MAX])
{
	struct buffer folded = { 0 }, choice = { 0 };

	for (size_t j = 0; j < row->count; j++) {
		const struct grid_cell *cell = &row->cells[j];

		if (cell->text == NULL || cell->is_spanned)
			continue;
		buffer_cut(&folded, 0);
		heading_fold(&folded, cell->text);
		for (int i = 0; headings->fields[i].name != NULL; i++) {
			if (heading_choice(
				chosen, headings->fields[i].name, &choice))
				scores[i][j] = choice.length > 0 &&
					strcmp(choice.bytes, folded.bytes) == 0
				    ? SCORE_CHOSEN
				    : SCORE_NONE;
			else
				scores[i][j] = score_of(i, folded.bytes);
		}
	}
	buffer_free(&folded);
	buffer_free(&choice);
}

static void headings_read_row(struct headings *headings,
    const struct grid_row *row, const struct heading_field *fields,
    json_t *chosen)
{
	static int scores[HEADINGS_FIELDS_MAX][GRID_COLUMNS_MAX];

	assert(headings->width == 0);
	know_names(fields);
	memset(scores, 0, sizeof(scores));
	headings->fields = fields;
	for (size_t j = 0; j < row->count; j++) {
		const char *text = row->cells[j].text;

		headings->is[j] = text != NULL ? COLUMN_KEPT : COLUMN_EMPTY;
		headings->names[j] =
		    text != NULL ? own_name(headings, text) : NULL;
		headings->width = j + 1;
	}
	score_row(headings, row, chosen, scores);
	give_fields(headings, scores);
}

void headings_release(struct headings *headings)
{
	for (size_t i = 0; i < headings->width; i++)
		free(headings->names[i]);
	*headings = (struct headings){ 0 };
}

void headings_read(struct headings *headings, const struct grid_row *row,
    const struct heading_field *fields)
{
	size_t at = headings->row;

	headings_release(headings);
	headings->row = at;
	headings_read_row(headings, row, fields, NULL);
}

int headings_column(const struct headings *headings, const char *field)
{
	for (size_t i = 0; i < headings->width; i++)
		if (headings->is[i] >= 0 &&
		    strcmp(headings->fields[headings->is[i]].name, field) == 0)
			return (int)i;
	return -1;
}

bool headings_is_whole(const struct headings *headings, size_t column)
{
	return headings->scores[column] > SCORE_PART;
}

/* The main field and one more; where a person has chosen, its whole name is
 * enough. */
static bool is_heading(const struct headings *headings, bool is_chosen)
{
	bool has_main = false, alone = false;
	int count = 0;

	for (size_t i = 0; i < headings->width; i++) {
		if (headings->is[i] < 0)
			continue;
		count++;
		alone |=
		    headings->fields[headings->is[i]].traits & HEADING_ALONE &&
		    headings->scores[i] > SCORE_PART;
		has_main |=
		    headings->fields[headings->is[i]].traits & HEADING_MAIN &&
		    (!is_chosen || headings->scores[i] > SCORE_PART);
	}
	return alone || (has_main && (is_chosen || count > 1));
}

bool headings_know(const struct heading_field *fields, const char *text)
{
	struct buffer folded = { 0 };
	bool found = false;

	know_names(fields);
	heading_fold(&folded, text);
	for (size_t i = 0; i < known.count && !found; i++)
		found = known.list[i].length == folded.length &&
		    memcmp(known.list[i].folded, folded.bytes, folded.length) ==
			0;
	buffer_free(&folded);
	return found;
}

bool headings_is_one(
    const struct heading_field *fields, const struct grid_row *row)
{
	struct headings headings = { 0 };
	bool is_one;

	headings_read_row(&headings, row, fields, NULL);
	is_one = is_heading(&headings, false);
	for (size_t i = 0; i < headings.width; i++)
		is_one &= headings.is[i] == COLUMN_EMPTY ||
		    (headings.is[i] >= 0 && headings.scores[i] > SCORE_PART);
	headings_release(&headings);
	return is_one;
}

/* --- errors --- */

static const struct heading_field *main_field(
    const struct heading_field *fields)
{
	while (!(fields->traits & HEADING_MAIN))
		fields++;
	return fields;
}

static int no_heading(
    const struct heading_field *fields, const char *path, struct err *err)
{
	const char *names = main_field(fields)->headings;
	const char *name = main_field(fields)->name;
	int length = 0, commas = 0;

	while (names[length] != '\0' && commas < NAMED)
		commas += names[length++] == ',';
	length -= names[length - 1] == ',';
	return err_set(err, ERR_INVALID,
	    "%s has no heading that is known: there must be a column for the "
	    "%s (%.*s ...) and one more; say which it is with --column "
	    "%s=HEADING",
	    path, name, length, names, name);
}

/* Each heading that was chosen must be there. */
static int check_chosen(
    const struct headings *headings, json_t *chosen, struct err *err)
{
	struct buffer choice = { 0 }, there = { 0 };
	int result = 0;

	buffer_text(&there, "");
	for (size_t i = 0; i < headings->width; i++)
		if (headings->names[i] != NULL)
			buffer_printf(&there, "%s%s",
			    there.length > 0 ? ", " : "", headings->names[i]);
	for (int i = 0; headings->fields[i].name != NULL && result == 0; i++) {
		const char *name = headings->fields[i].name;

		if (heading_choice(chosen, name, &choice) &&
		    choice.length > 0 && headings_column(headings, name) < 0)
			result = err_set(err, ERR_INVALID,
			    "\"%s\" is no heading of the table: choose one of "
			    "%s",
			    heading_chosen(chosen, name), there.bytes);
	}
	buffer_free(&choice);
	buffer_free(&there);
	return result;
}

static bool headings_find_row(struct headings *headings,
    const struct grid *grid, const struct heading_field *fields, json_t *chosen,
    bool is_chosen)
{
	for (size_t i = 0; i < grid->count && i < HEADINGS_ROWS; i++) {
		headings_read_row(headings, &grid->rows[i], fields, chosen);
		headings->row = i;
		if (is_heading(headings, is_chosen))
			return true;
		headings_release(headings);
	}
	return false;
}

int headings_find(struct headings *headings, const struct grid *grid,
    const struct heading_field *fields, json_t *chosen, const char *path,
    struct err *err)
{
	*headings = (struct headings){ 0 };
	if (heading_choices_check(fields, chosen, err) != 0)
		return -1;
	if (headings_find_row(headings, grid, fields, chosen, false) ||
	    (json_array_size(chosen) > 0 &&
		headings_find_row(headings, grid, fields, chosen, true)))
		return check_chosen(headings, chosen, err);
	if (heading_choices_there(fields, chosen, grid, path, err) != 0)
		return -1;
	return no_heading(fields, path, err);
}
