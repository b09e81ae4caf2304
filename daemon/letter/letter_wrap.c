/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_wrap.h"

#include <stdbool.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#define TEXT_MAX 300
#define BLANKS   " \t\r\n"

/* The bytes of at most `columns` columns of a word, at least one character. */
static size_t fitting(const char *word, size_t length, int columns)
{
	size_t fits = 0;

	while (fits < length) {
		ucs4_t c;
		int size =
		    u8_mbtouc(&c, (const uint8_t *)word + fits, length - fits);
		int width = uc_width(c, "UTF-8");

		columns -= width > 0 ? width : 0;
		if (columns < 0 && fits > 0)
			break;
		fits += (size_t)size;
	}
	return fits;
}

int letter_width(const char *text, size_t length)
{
	return u8_width((const uint8_t *)text, length, "UTF-8");
}

void letter_shorten(struct buffer *to, const char *text, int most)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t begin = to->length, words = begin; /* the whole ones end there */
	int size;

	for (; most > 0 && *at != 0; most--, at += size) {
		bool blank = strchr(BLANKS, *at) != NULL;

		size = blank ? (int)strspn((const char *)at, BLANKS)
			     : u8_strmblen(at);
		if (blank)
			words = to->length;
		if (blank)
			buffer_text(to, " ");
		else
			buffer_add(to, at, (size_t)size);
	}
	if (*at == 0)
		return;
	if (strchr(BLANKS, *at) != NULL)
		words = to->length;
	/* A word that is longer than what goes before it is divided. */
	if (words - begin > to->length - words) {
		buffer_cut(to, words);
		buffer_text(to, " ");
	}
	buffer_text(to, "…");
}

void letter_cut(struct buffer *to, const char *text)
{
	letter_shorten(to, text, TEXT_MAX);
}

/* "§ 201" is one word. */
static size_t word_length(const char *text)
{
	static const char paragraph[] = "§ ";
	size_t sign = strlen(paragraph);

	return strncmp(text, paragraph, sign) == 0
	    ? sign + strcspn(text + sign, BLANKS)
	    : strcspn(text, BLANKS);
}

void letter_wrap(struct buffer *to, const char *text, int at, int indent)
{
	bool first = true;

	for (text += strspn(text, BLANKS); *text != '\0';
	     text += strspn(text, BLANKS)) {
		size_t length = word_length(text);
		int width = letter_width(text, length);

		if (!first && at + 1 + width > LETTER_COLUMNS) {
			buffer_printf(to, "\n%*s", indent, "");
			at = indent;
		} else if (!first) {
			buffer_text(to, " ");
			at++;
		}
		if (at + width > LETTER_COLUMNS) {
			length = fitting(text, length, LETTER_COLUMNS - at);
			width = letter_width(text, length);
		}
		buffer_add(to, text, length);
		at += width;
		text += length;
		first = false;
	}
	buffer_text(to, "\n");
}

void letter_lines(struct buffer *to, const char *text)
{
	struct buffer line = { 0 };

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		int at = (int)strspn(text, " ");

		buffer_add(&line, text, length);
		buffer_printf(to, "%*s", at, "");
		letter_wrap(to, line.bytes, at, at);
		buffer_cut(&line, 0);
		text += length + (text[length] == '\n');
	}
	buffer_free(&line);
}

void letter_gap(struct buffer *to)
{
	if (to->length >= 2 && to->bytes[to->length - 2] != '\n')
		buffer_text(to, "\n");
}
