/* SPDX-License-Identifier: ISC */
/* UTF-8 as RFC 3629, section 4, has it: no overlong form, no surrogate,
 * nothing above U+10FFFF. */
#ifndef PROTOCOL_UTF8_H
#define PROTOCOL_UTF8_H

#include <stddef.h>

/* The bytes of the character at `at`, 0 where none is there. Reads at most
 * `left` bytes, and none behind one that belongs to no character. */
size_t utf8_character(const char *at, size_t left);

/* The same of what a terminal may be given: no control character, C0, C1 or
 * DEL. */
size_t utf8_printable(const char *at, size_t left);

/* How many bytes are characters: `length`, or up to the first that are none. */
size_t utf8_valid(const char *text, size_t length);

/* The bytes of a text's first `count` characters; all where it has no more. */
size_t utf8_head(const char *text, size_t count);

/* The length without the incomplete character that a cut may leave. */
size_t utf8_cut(const char *text, size_t length);

/* The length where a text is to be cut instead of at `length`, so that of a
 * word, a number, a date or a code nothing stays or all of it. Only a first
 * word is cut within. */
size_t utf8_cut_word(const char *text, size_t length);

#endif
