/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_redact_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/text/fold.h"
#include "protocol/buffer.h"
#include "protocol/utf8.h"

/* How much of a text is searched for in letters, which quote its first 300
 * characters. */
#define OPENING 200
/* Lists and subjects cut after so many characters or more, and say so: after
 * 30, then back to a whole word where half of the bytes are left. */
#define CUT_AFTER 10
#define CUT       "…"

#define NAME_MAX_LENGTH 40

static const char blanks[] = " \t\r\n";

static bool is_text(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_LINE ||
	    field->type == FIELD_NAME || field->type == FIELD_MAIL ||
	    field->type == FIELD_MAILS;
}

/* --- a path --- */

static void refuse_name(
    const struct field *fields, const char *path, struct err *err)
{
	char names[256] = "";

	for (; fields->name != NULL; fields++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names),
		    " %s", fields->name);
	err_set(err, ERR_INVALID,
	    "field: the entry has no field \"%.40s\"; its command has:%s", path,
	    names);
}

/* The element that "[17]" at *path names; moves *path behind it. */
static json_t *element(json_t *list, const char *name, const char **path,
    int length, struct err *err)
{
	size_t count = json_array_size(list), at = 0;
	const char *digit = *path + 1;

	while (*digit >= '0' && *digit <= '9' && at < 1000000)
		at = at * 10 + (size_t)(*digit++ - '0');
	if (**path != '[' || digit == *path + 1 || *digit != ']' ||
	    at >= count) {
		err_set(err, ERR_INVALID,
		    "field: %.*s is a list of %zu: name a part of it, %.*s[0]"
		    " to %.*s[%zu]",
		    length, name, count, length, name, length, name,
		    count > 0 ? count - 1 : 0);
		return NULL;
	}
	*path = digit + 1;
	return json_array_get(list, at);
}

/* One name of the path, with its number; moves *path behind it. */
static int step(json_t **value, const struct field **field,
    const struct field *fields, const char **path, struct err *err)
{
	const char *name = *path;
	size_t length = strcspn(name, ".[");
	json_t *found;

	*field = contract_field(fields, name, length);
	if (*field == NULL) {
		refuse_name(fields, name, err);
		return -1;
	}
	found = json_object_get(*value, (*field)->name);
	if (found == NULL)
		return err_set(err, ERR_INVALID,
		    "field: the entry was given no %s", (*field)->name);
	*path += length;
	if ((*field)->many > 0) {
		found = element(found, name, path, (int)length, err);
		if (found == NULL)
			return -1;
	}
	*value = found;
	return 0;
}

int redact_find(json_t *params, const struct field *fields, const char *path,
    json_t **text, const struct field **field, struct err *err)
{
	const char *at = path;

	*text = params;
	if (step(text, field, fields, &at, err) != 0)
		return -1;
	while ((*field)->type == FIELD_OBJECT && *at == '.') {
		const struct field *row = (*field)->row;

		at++;
		if (step(text, field, row, &at, err) != 0)
			return -1;
	}
	if ((*field)->type == FIELD_OBJECT)
		return err_set(err, ERR_INVALID,
		    "field: %.80s is a row: name a field of it, %.80s.%s", path,
		    path, (*field)->row->name);
	if (*at != '\0')
		return err_set(err, ERR_INVALID,
		    "field: %.80s goes on behind a value: end it before"
		    " \"%.20s\"",
		    path, at);
	if (is_text(*field) && json_is_string(*text))
		return 0;
	return err_set(err, ERR_INVALID,
	    "field: %.80s is no free text: only words can be redacted", path);
}

/* --- the words --- */

bool redact_is_done(const char *text)
{
	static const char begin[] = "[redacted ";
	size_t length = strlen(text);

	return length < REDACT_MARK && length > sizeof(begin) &&
	    strncmp(text, begin, sizeof(begin) - 1) == 0 &&
	    strspn(text + sizeof(begin) - 1, "0123456789.") + sizeof(begin) ==
	    length &&
	    text[length - 1] == ']';
}

/* Whether a value has this text anywhere in it. */
static bool has_text(const json_t *value, const char *text)
{
	const char *name;
	json_t *part;
	size_t i;

	if (json_is_string(value))
		return strcmp(json_string_value(value), text) == 0;
	json_object_foreach ((json_t *)(uintptr_t)value, name, part)
		if (has_text(part, text))
			return true;
	json_array_foreach (value, i, part)
		if (has_text(part, text))
			return true;
	return false;
}

/* A copy of so many bytes with each run of blanks written as `blank`. */
static char *with_blanks(
    struct arena *arena, const char *text, size_t length, const char *blank)
{
	char *copy = arena_alloc(arena, length + 1), *to = copy;

	for (size_t i = 0; i < length; i++) {
		if (strchr(blanks, text[i]) == NULL)
			*to++ = text[i];
		else if (*blank != '\0' && (to == copy || to[-1] != *blank))
			*to++ = *blank;
	}
	*to = '\0';
	return copy;
}

static size_t opening_length(const char *words, int characters)
{
	const uint8_t *at = (const uint8_t *)words;

	for (int i = 0; i < characters && *at != 0; i++)
		at += u8_strmblen(at);
	return (size_t)(at - (const uint8_t *)words);
}

void redact_prepare(struct removal *removal, struct arena *arena, int64_t seq,
    const char *name, const char *words, const json_t *params)
{
	size_t length = strlen(words);
	size_t opening = opening_length(words, OPENING);
	size_t cut = opening_length(words, CUT_AFTER);

	*removal = (struct removal){
		.words = arena_copy(arena, words, length),
		.distinct = u8_mbsnlen((const uint8_t *)words, length) >=
		    REDACT_DISTINCT,
		.name = name,
	};
	removal->folded = fold_name(arena, removal->words);
	removal->closed =
	    with_blanks(arena, words, length, removal->distinct ? "" : " ");
	if (opening < length)
		removal->opening = with_blanks(arena, words, opening, "");
	if (cut < length)
		removal->cut = with_blanks(arena, words, cut, "");
	snprintf(removal->mark, sizeof(removal->mark), "[redacted %" PRId64 "]",
	    seq);
	for (int n = 2; has_text(params, removal->mark); n++)
		snprintf(removal->mark, sizeof(removal->mark),
		    "[redacted %" PRId64 ".%d]", seq, n);
}

static bool log_redact_words_is_letter(
    const char *text, const char *at, bool before)
{
	ucs4_t c = 0;

	if (before)
		return u8_prev(&c, (const uint8_t *)at,
			   (const uint8_t *)text) != NULL &&
		    (uc_is_alpha(c) || uc_is_digit(c));
	return u8_next(&c, (const uint8_t *)at) != NULL &&
	    (uc_is_alpha(c) || uc_is_digit(c));
}

/* Whether the text has the words as whole words. */
static bool has_words(const char *text, const char *words)
{
	size_t length = strlen(words);

	for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
		if (!log_redact_words_is_letter(text, at, true) &&
		    !log_redact_words_is_letter(text, at + length, false))
			return true;
	return false;
}

/* Whether the words begin in the text and are cut; both without blanks. */
static bool has_cut(const struct removal *removal, const char *text)
{
	size_t least = removal->cut != NULL ? strlen(removal->cut) : 0;

	if (least == 0)
		return false;
	while ((text = strstr(text, removal->cut)) != NULL) {
		const char *words = removal->closed + least;

		for (text += least; *text != '\0' && *text == *words; text++)
			words++;
		while ((*text & 0xc0) == 0x80) /* no half a character */
			text--;
		if (strncmp(text, CUT, strlen(CUT)) == 0)
			return true;
	}
	return false;
}

bool redact_has(
    const struct removal *removal, struct arena *arena, const char *text)
{
	const char *closed = with_blanks(
	    arena, text, strlen(text), removal->distinct ? "" : " ");

	if (strspn(removal->words, blanks) == strlen(removal->words))
		return false;
	if (!removal->distinct)
		return has_words(closed, removal->closed);
	return strstr(closed, removal->closed) != NULL ||
	    has_cut(removal, closed) ||
	    (removal->opening != NULL &&
		strstr(closed, removal->opening) != NULL);
}

/* --- what repeats them --- */

/* Addresses are the same in capitals (SQL: COLLATE NOCASE). */
#define MEANS_MAIL 5

/* Fields that later entries are compared with: what was equal must stay
 * equal. */
static const struct {
	const char *name;
	int meaning;
} compared[] = {
	{ "activity", 1 }, { "purpose", 2 }, { "owner", 3 }, { "name", 4 },
	{ "coordinator", 4 }, { "aliases", 4 }, { "remove_aliases", 4 },
	{ "body", 6 }, { "committee_of", 6 }, { "board", 6 },
	{ "mail", MEANS_MAIL }, { "escalation", MEANS_MAIL },
	{ "address", MEANS_MAIL }, { "coordinator_mail", MEANS_MAIL },
	{ "value", MEANS_MAIL }, /* of a setting, which may be one */
};

static int meaning_of(const char *name)
{
	for (size_t i = 0; i < sizeof(compared) / sizeof(compared[0]); i++)
		if (strcmp(compared[i].name, name) == 0)
			return compared[i].meaning;
	return 0;
}

static bool same_meaning(const struct removal *removal, const char *name)
{
	return meaning_of(name) != 0 &&
	    meaning_of(name) == meaning_of(removal->name);
}

/* A walk over the texts of params or of a reading, by their contract. */
struct words_walk {
	const struct removal *removal;
	struct arena *arena;
	bool own;
	bool (*fits)(
	    const struct words_walk *walk, const char *name, const char *text);
	bool only_look;
	size_t count;
};

static void walk_object(
    struct words_walk *walk, const struct field *fields, json_t *object);

static void walk_value(
    struct words_walk *walk, const struct field *field, json_t *value)
{
	if (field->type == FIELD_OBJECT) {
		walk_object(walk, field->row, value);
		return;
	}
	if (!is_text(field) || !json_is_string(value) ||
	    !walk->fits(walk, field->name, json_string_value(value)))
		return;
	walk->count++;
	if (!walk->only_look)
		json_string_set(value, walk->removal->mark);
}

static void walk_object(
    struct words_walk *walk, const struct field *fields, json_t *object)
{
	json_t *value, *part;
	size_t i;

	for (; fields != NULL && fields->name != NULL; fields++) {
		value = json_object_get(object, fields->name);
		if (!json_is_array(value))
			walk_value(walk, fields, value);
		else
			json_array_foreach (value, i, part)
				walk_value(walk, fields, part);
	}
}

static bool fits_params(
    const struct words_walk *walk, const char *name, const char *text)
{
	const struct removal *removal = walk->removal;

	if (meaning_of(removal->name) == MEANS_MAIL &&
	    meaning_of(name) == MEANS_MAIL)
		return strcasecmp(text, removal->words) == 0;
	return strcmp(text, removal->words) == 0 &&
	    (removal->distinct || same_meaning(removal, name));
}

static bool fits_reading(
    const struct words_walk *walk, const char *name, const char *text)
{
	const struct removal *removal = walk->removal;
	bool same = strcmp(text, removal->words) == 0 ||
	    (removal->folded[0] != '\0' && strcmp(text, removal->folded) == 0);

	if (removal->distinct)
		return same || redact_has(removal, walk->arena, text);
	return same && (walk->own || same_meaning(removal, name));
}

static bool fits_remains(
    const struct words_walk *walk, const char *name, const char *text)
{
	(void)name;
	return redact_has(walk->removal, walk->arena, text);
}

size_t redact_params(
    const struct removal *removal, const struct field *fields, json_t *params)
{
	struct words_walk walk = { .removal = removal, .fits = fits_params };

	walk_object(&walk, fields, params);
	return walk.count;
}

size_t redact_reading(const struct removal *removal, struct arena *arena,
    const struct field *fields, bool own, json_t *reading)
{
	struct words_walk walk = { removal, arena, own, fits_reading };

	walk_object(&walk, fields, reading);
	return walk.count;
}

/* Whether so many bytes of the words are as many as the text has. */
static bool is_cut(
    const struct removal *removal, size_t matched, const char *end)
{
	return removal->cut != NULL && matched >= strlen(removal->cut) &&
	    strncmp(end + strspn(end, blanks), CUT, strlen(CUT)) == 0;
}

/* Where the words, or as many of them as the text has, end in it; NULL where
 * they do not begin at `at`. A letter breaks its lines where it likes. */
static const char *match(
    const struct removal *removal, const char *text, const char *at)
{
	const char *word = removal->closed, *end = at;
	size_t enough = removal->opening != NULL ? strlen(removal->opening)
						 : strlen(removal->closed);

	while (*word != '\0' && *at != '\0') {
		bool blank = strchr(blanks, *at) != NULL;

		if (removal->distinct && blank && word > removal->closed) {
			at++;
		} else if (blank && *word == ' ') {
			at += strspn(at, blanks);
			word++;
		} else if (*at == *word) {
			end = ++at;
			word++;
		} else {
			break;
		}
	}
	end = text + utf8_cut(text, (size_t)(end - text));
	if (((size_t)(word - removal->closed) < enough &&
		!is_cut(removal, (size_t)(word - removal->closed), end)) ||
	    (!removal->distinct &&
		log_redact_words_is_letter(text, end, false)))
		return NULL;
	return end;
}

/* The text with the mark in the place of the words, wherever they stand; NULL
 * where they do not. In the arena. */
static const char *without(
    const struct removal *removal, struct arena *arena, const char *text)
{
	struct buffer left = { 0 };
	const char *from = text, *end, *result = NULL;

	for (const char *at = text; *at != '\0';) {
		end = !removal->distinct &&
			log_redact_words_is_letter(text, at, true)
		    ? NULL
		    : match(removal, text, at);
		if (end == NULL || end == at) {
			at++;
			continue;
		}
		buffer_add(&left, from, (size_t)(at - from));
		buffer_text(&left, removal->mark);
		from = at = end;
	}
	if (from != text) {
		buffer_text(&left, from);
		result = arena_copy(arena, left.bytes, left.length);
	}
	buffer_free(&left);
	return result;
}

size_t redact_letter(
    const struct removal *removal, struct arena *arena, json_t *params)
{
	static const char *const said[] = { "subject", "text", "answer" };
	size_t count = 0;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		json_t *text = json_object_get(params, said[i]);
		const char *left;

		if (!json_is_string(text) ||
		    !redact_has(removal, arena, json_string_value(text)))
			continue;
		left = without(removal, arena, json_string_value(text));
		json_string_set(text, left != NULL ? left : removal->mark);
		count++;
	}
	return count;
}

bool redact_remains(const struct removal *removal, struct arena *arena,
    const struct field *fields, const json_t *params)
{
	struct words_walk walk = { removal, arena, false, fits_remains, true };

	walk_object(&walk, fields, (json_t *)(uintptr_t)params);
	return walk.count > 0;
}
