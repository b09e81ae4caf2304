/* SPDX-License-Identifier: ISC */
/* The grammar of a row, as it stands in the command tables:
 *
 *	word              the command's own word
 *	<field>           a value; <field:SHOWN> shows itself by another name
 *	[<field>]         a value that may be left out
 *	--option VALUE    must be given; in brackets it may be left out
 *	[--option]        true where given, else not sent
 *	...               after any of these but a word: any number, an array;
 *	                  whole numbers also in one word, "30,7,0"
 *
 * What a value is, its shown name says: N, P, DAYS, SECONDS and <id> are whole
 * numbers, FILE.pub the public key in such a file; CODE and the like are codes
 * or words of closed sets, which code.h reads; anything else is a text. */
#ifndef CLIENT_GRAMMAR_H
#define CLIENT_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"

#define GRAMMAR_MAX 16
#define WORD_MAX    24

enum word_kind { WORD_LITERAL, WORD_VALUE, WORD_OPTION, WORD_FLAG };
enum word_type { WORD_TEXT, WORD_NUMBER, WORD_KEY_FILE, WORD_CODE };

struct word {
	enum word_kind kind;
	enum word_type type;
	bool required, repeats;
	char name[WORD_MAX];  /* as typed, an option without its dashes */
	char field[WORD_MAX]; /* as on the wire */
	char shown[WORD_MAX]; /* the value's name in usage texts */
};

struct grammar {
	struct word words[GRAMMAR_MAX]; /* the literals come first */
	size_t count, literals;
};

/* Ends the process where the row is not a grammar: rows are our own. */
void grammar_read(struct grammar *grammar, const char *row);

/* The option of that name (without dashes), or NULL. */
const struct word *grammar_option(
    const struct grammar *grammar, const char *name, size_t length);

/* The value at that place among the values, the last one again where it
 * repeats, or NULL. */
const struct word *grammar_value(const struct grammar *grammar, size_t place);

/* What usage texts call the value, in the reader's language. */
const char *grammar_shown(const struct word *word);

/* Writes a word as usage texts show it. */
void grammar_word_write(struct buffer *to, const struct word *word);

/* How many of `given` stand at the start of the literals, in order. */
size_t grammar_common(
    const struct grammar *grammar, const char *const *given, size_t count);

#endif
