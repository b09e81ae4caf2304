/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_fold.h"

#include <stdint.h>
#include <string.h>

#include "protocol/utf8.h"

#define DIGITS      "0123456789"
#define SOFT_HYPHEN 0xAD
#define UNSEEN      0
#define STRANGE     1

struct folding {
	char *text;
	size_t length;
	bool long_dash; /* the last dash was longer than a hyphen, or doubled */
};

/* Characters that are written as another; zero: as none. Before anything
 * else, so that no later step has to know a second dash. Ticks, boxes, coloured
 * dots and marks of a footnote are spaces: they say nothing about time. The
 * first row that fits counts. */
static const struct {
	uint32_t first, last;
	uint32_t as;
} written_as[] = {
	{ 0x09, 0x0D, ' ' },
	{ 0x01, 0x1F, STRANGE },
	{ '"', '"', ' ' },
	{ '*', '*', ' ' },
	{ '`', '`', '\'' },
	{ 0x7F, 0x84, STRANGE },
	{ 0x85, 0x85, ' ' },
	{ 0x86, 0x9F, STRANGE },
	{ 0xA0, 0xA0, ' ' },
	{ 0xAB, 0xAB, ' ' },
	{ 0xAF, 0xAF, '-' },
	{ 0xB4, 0xB4, '\'' },
	{ 0xB2, 0xB3, ' ' },
	{ 0xB7, 0xB7, ' ' },
	{ 0xB9, 0xB9, ' ' },
	{ 0xBB, 0xBB, ' ' },
	{ 0xA1, 0xBF, STRANGE },
	{ 0xD7, 0xD7, STRANGE },
	{ 0xF7, 0xF7, STRANGE },
	{ 0x1680, 0x1680, ' ' },
	{ 0x2000, 0x200A, ' ' },
	{ 0x200B, 0x200F, UNSEEN },
	{ 0x2010, 0x2015, '-' },
	{ 0x2018, 0x201B, '\'' },
	{ 0x201C, 0x201F, ' ' },
	{ 0x2020, 0x2023, ' ' },
	{ 0x2027, 0x2027, UNSEEN },
	{ 0x2028, 0x2029, ' ' },
	{ 0x202A, 0x202E, UNSEEN },
	{ 0x202F, 0x202F, ' ' },
	{ 0x2032, 0x2032, '\'' },
	{ 0x2043, 0x2043, '-' },
	{ 0x2044, 0x2044, '/' },
	{ 0x205F, 0x205F, ' ' },
	{ 0x2060, 0x2064, UNSEEN },
	{ 0x2066, 0x2069, UNSEEN },
	{ 0x2070, 0x2079, ' ' },
	{ 0x2192, 0x2192, '-' },
	{ 0x21D2, 0x21D2, '-' },
	{ 0x2212, 0x2212, '-' },
	{ 0x2215, 0x2215, '/' },
	{ 0x221A, 0x221A, ' ' },
	{ 0x212B, 0x212B, 0xE5 },
	{ 0x2300, 0x23FF, ' ' },
	{ 0x2500, 0x2501, '-' },
	{ 0x25A0, 0x26FF, ' ' },
	{ 0x2753, 0x2754, '?' },
	{ 0x2794, 0x2794, '-' },
	{ 0x2798, 0x27AF, '-' },
	{ 0x2700, 0x27BF, ' ' },
	{ 0x2B00, 0x2BFF, ' ' },
	{ 0x2E3A, 0x2E3B, '-' },
	{ 0x3000, 0x3000, ' ' },
	{ 0xFE00, 0xFE0F, UNSEEN },
	{ 0xFE58, 0xFE58, '-' },
	{ 0xFE63, 0xFE63, '-' },
	{ 0xFEFF, 0xFEFF, UNSEEN },
	{ 0x1F300, 0x1FAFF, ' ' },
};

/* A letter and the mark that follows it, as one letter. */
static const struct {
	char letter;
	uint32_t mark, both;
} marked[] = {
	{ 'a', 0x30A, 0xE5 },
	{ 'a', 0x308, 0xE4 },
	{ 'o', 0x308, 0xF6 },
	{ 'e', 0x301, 0xE9 },
};

/* The next character; what is not UTF-8 is one STRANGE a byte. */
static uint32_t timeframe_fold_character(const unsigned char **text)
{
	const unsigned char *at = *text;
	size_t length = utf8_character((const char *)at, 4);
	uint32_t code = length > 1 ? *at & (0x7Fu >> length) : *at;

	*text = at + (length > 0 ? length : 1);
	for (size_t i = 1; i < length; i++)
		code = code << 6 | (at[i] & 0x3Fu);
	return length > 0 ? code : STRANGE;
}

static uint32_t as_written(uint32_t code)
{
	for (size_t i = 0; i < sizeof written_as / sizeof *written_as; i++)
		if (code >= written_as[i].first && code <= written_as[i].last)
			return written_as[i].as;
	if (code >= 0xFF01 && code <= 0xFF5E) /* full width */
		code -= 0xFF01 - '!';
	if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE))
		return code + 0x20;
	if (code > 0xFF && (code < 0x300 || code > 0x36F))
		return STRANGE;
	return code;
}

static bool four_digits(const char *text)
{
	return strspn(text, DIGITS) == 4;
}

static bool space_follows(const unsigned char *text)
{
	return *text == '\0' ||
	    as_written(timeframe_fold_character(&text)) == ' ';
}

/* A soft hyphen is not seen, unless nothing else is there that could stand
 * between two years or two words. */
static uint32_t soft_hyphen(
    const char *folded, size_t length, const unsigned char *rest)
{
	if (length > 0 && space_follows(rest))
		return '-';
	if (length >= 4 && four_digits(folded + length - 4) &&
	    (length == 4 || strspn(folded + length - 5, DIGITS) == 0) &&
	    four_digits((const char *)rest))
		return '-';
	return UNSEEN;
}

/* The length of `folded` after the mark `code` has joined its last letter. */
static size_t put_mark(char *folded, size_t length, uint32_t code)
{
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (length > 0 && marked[i].mark == code &&
		    folded[length - 1] == marked[i].letter) {
			folded[length - 1] = (char)(0xC0 | marked[i].both >> 6);
			folded[length] = (char)(0x80 | (marked[i].both & 0x3F));
			return length + 1;
		}
	folded[length] = FOLDED_STRANGE;
	return length + 1;
}

/* Dashes that are longer than a hyphen. */
static bool is_long_dash(uint32_t code)
{
	return (code >= 0x2012 && code <= 0x2015) || code == 0xAF ||
	    code == 0x2212 || code == 0x2500 || code == 0x2501 ||
	    code == 0x2E3A || code == 0x2E3B || code == 0xFE58;
}

/* Whether `folded` ends with a year, a dash and two digits. */
static bool ends_with_month(const char *folded, size_t length)
{
	const char *at = folded + length - 7;

	return length >= 7 && four_digits(at) && at[4] == '-' &&
	    strspn(at + 5, DIGITS) == 2 &&
	    (length == 7 || strspn(at - 1, DIGITS) == 0);
}

static size_t timeframe_fold_put(char *folded, size_t length, uint32_t code)
{
	if (code >= 0x300)
		return put_mark(folded, length, code);
	if (code < 0x80) {
		folded[length] = (char)code;
		return length + 1;
	}
	folded[length] = (char)(0xC0 | code >> 6);
	folded[length + 1] = (char)(0x80 | (code & 0x3F));
	return length + 2;
}

/* How a dash is written: '-' alone, or with a space before it where it differs
 * from the one before it in "2026-01–06", which are two months, not a day. */
static size_t put_dash(
    struct folding *folding, const unsigned char *rest, uint32_t code)
{
	bool is_long = is_long_dash(code) ||
	    (*rest != '\0' &&
		as_written(timeframe_fold_character(&rest)) == '-');

	if (ends_with_month(folding->text, folding->length) &&
	    is_long != folding->long_dash)
		folding->text[folding->length++] = ' ';
	folding->long_dash = is_long;
	return timeframe_fold_put(folding->text, folding->length, '-');
}

int timeframe_fold(const char *text, char folded[FOLDED_SIZE])
{
	const unsigned char *at = (const unsigned char *)text;
	struct folding folding = { .text = folded };

	for (int count = 0; *at != '\0'; count++) {
		uint32_t raw = timeframe_fold_character(&at),
			 code = as_written(raw);

		if (count == TIMEFRAME_MAX)
			return -1;
		folded[folding.length] = '\0'; /* for what looks back */
		if (raw == SOFT_HYPHEN)
			code = soft_hyphen(folded, folding.length, at);
		if (code == '-')
			folding.length = put_dash(&folding, at, raw);
		else if (code != UNSEEN)
			folding.length =
			    timeframe_fold_put(folded, folding.length, code);
	}
	folded[folding.length] = '\0';
	return 0;
}
