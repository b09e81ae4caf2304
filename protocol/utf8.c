/* SPDX-License-Identifier: ISC */
#include "protocol/utf8.h"

#include <stdbool.h>

/* What a first byte announces; 0 where none begins so. */
static size_t announced(unsigned char first)
{
	return first < 0x80 ? 1
	    : first < 0xc2  ? 0
	    : first < 0xe0  ? 2
	    : first < 0xf0  ? 3
	    : first < 0xf5  ? 4
			    : 0;
}

static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

size_t utf8_character(const char *at, size_t left)
{
	unsigned char first = left > 0 ? (unsigned char)at[0] : 0xff;
	size_t length = announced(first);
	unsigned char second;

	if (length > left)
		return 0;
	for (size_t i = 1; i < length; i++)
		if (!continues(at[i]))
			return 0;
	if (length < 3)
		return length;
	second = (unsigned char)at[1];
	return (first == 0xe0 && second < 0xa0) ||
		(first == 0xed && second >= 0xa0) ||
		(first == 0xf0 && second < 0x90) ||
		(first == 0xf4 && second >= 0x90)
	    ? 0
	    : length;
}

size_t utf8_printable(const char *at, size_t left)
{
	size_t length = utf8_character(at, left);
	unsigned char c = length > 0 ? (unsigned char)at[length - 1] : 0;

	if (length == 1)
		return c >= 0x20 && c != 0x7f;
	return length == 2 && (unsigned char)at[0] == 0xc2 && c < 0xa0 ? 0
								       : length;
}

size_t utf8_valid(const char *text, size_t length)
{
	size_t at = 0, next;

	while ((next = utf8_character(text + at, length - at)) > 0)
		at += next;
	return at;
}

size_t utf8_head(const char *text, size_t count)
{
	size_t at = 0;

	for (; text[at] != '\0'; at++)
		if (!continues(text[at]) && count-- == 0)
			break;
	return at;
}

size_t utf8_cut(const char *text, size_t length)
{
	size_t at = length;

	while (at > 0 && length - at < 4) {
		at--;
		if (!continues(text[at]))
			return length - at < announced((unsigned char)text[at])
			    ? at
			    : length;
	}
	return length;
}

size_t utf8_cut_word(const char *text, size_t length)
{
	size_t begin = length;

	while (begin > 0 && text[begin] != ' ')
		begin--;
	while (begin > 0 && text[begin - 1] == ' ')
		begin--;
	return begin > 0 ? begin : utf8_cut(text, length);
}
