/* SPDX-License-Identifier: ISC */
#include "daemon/text/home.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "daemon/text/fold.h"

/* A word or a number of the folded text; what parts them is nothing else. */
struct home_word {
	const char *at;
	size_t length;
	bool ends; /* a comma, a bracket or another part follows */
};

static bool is_of_word(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

/* The word that begins at or after *text; false at the end. */
static bool home_next_word(const char **text, struct home_word *word)
{
	while (**text != '\0' && !is_of_word(**text))
		++*text;
	word->at = *text;
	while (is_of_word(**text))
		++*text;
	word->length = (size_t)(*text - word->at);
	word->ends = **text == ',' || **text == ';' || **text == ')';
	return word->length > 0;
}

static bool home_is_one(const struct home_word *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strlen(*words) == word->length &&
		    strncmp(*words, word->at, word->length) == 0)
			return true;
	return false;
}

/* "lgh1102". */
static bool is_apartment_glued(const struct home_word *word)
{
	return word->length > 3 && strncmp(word->at, "lgh", 3) == 0 &&
	    strspn(word->at + 3, "0123456789") == word->length - 3;
}

/* "2tr". */
static bool is_stairs_glued(const struct home_word *word)
{
	size_t digits = strspn(word->at, "0123456789");

	return digits > 0 && word->length == digits + 2 &&
	    strncmp(word->at + digits, "tr", 2) == 0;
}

/* "lgh nr 1102". */
static bool is_number_sign(const struct home_word *word)
{
	static const char *const words[] = { "nr", "nummer", NULL };

	return home_is_one(word, words);
}

/* "5", "12b". */
static bool is_number(const struct home_word *word)
{
	size_t digits = strspn(word->at, "0123456789");

	return digits > 0 && digits <= 4 && digits + 1 >= word->length;
}

static bool home_is_letter(const struct home_word *word)
{
	return word->length == 1 && isalpha((unsigned char)word->at[0]);
}

/* "storgatan", "hamnvägen", "allén". */
static bool is_street(const struct home_word *word)
{
	static const char *const ends[] = { "gatan", "gata", "gränden", "gränd",
		"vägen", "väg", "stigen", "stig", "backen", "allén", "allé",
		"esplanaden", "kajen", "leden", "gången", "svängen", "slingan",
		"ringen", "gårdet", "plan", "stråket", "torg", "torget" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t length = strlen(ends[i]);

		if (word->length >= length &&
		    strncmp(
			word->at + word->length - length, ends[i], length) == 0)
			return true;
	}
	return false;
}

static bool is_apartment(const struct home_word *word)
{
	static const char *const words[] = { "lgh", "lght", "lägenhet",
		"lägenheten", "lägenhetsnummer", "lägenhetsnr", NULL };

	return home_is_one(word, words);
}

/* What stands before "tr" is a number, "B", or a word for one. */
static bool is_storey(const struct home_word *word)
{
	static const char *const words[] = { "en", "ett", "två", "tre", "fyra",
		"fem", "sex", "sju", "åtta", NULL };

	return is_number(word) || home_is_one(word, words);
}

static bool is_stairs(const struct home_word *word)
{
	static const char *const words[] = { "tr", "trp", "trappa", "trappor",
		NULL };

	return home_is_one(word, words);
}

static bool is_stairwell(const struct home_word *word)
{
	static const char *const words[] = { "uppg", "uppgång", "uppgången",
		"trapphus", "trappuppgång", NULL };

	return home_is_one(word, words);
}

bool home_found(struct arena *arena, const char *text)
{
	const char *folded = fold_name(arena, text), *at = folded;
	struct home_word before = { 0 }, word;
	bool street = false, stairs = false;

	for (; home_next_word(&at, &word); before = word) {
		bool follows = before.length > 0 && !before.ends;

		if (follows && is_apartment(&before) && is_number_sign(&word)) {
			word = before;
			continue;
		}
		if (is_apartment_glued(&word))
			return true;
		stairs |= is_stairs_glued(&word);
		if (is_number(&word) && follows && is_apartment(&before))
			return true;
		if (word.length == 1 && *word.at == 'o' && follows &&
		    before.length == 1 && *before.at == 'c' &&
		    word.at == before.at + 2 && before.at[1] == '/')
			return true;
		street |= is_number(&word) && follows && is_street(&before);
		stairs |= is_stairs(&word) && follows && is_storey(&before);
		stairs |= (is_number(&word) || home_is_letter(&word)) &&
		    follows && is_stairwell(&before);
	}
	return street && stairs;
}
