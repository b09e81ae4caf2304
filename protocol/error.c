/* SPDX-License-Identifier: ISC */
#include "protocol/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *word;
	int number;
	int exit_status;
} rows[] = {
	[ERR_NONE] = { "none", 0, 0 },
	[ERR_MALFORMED] = { "malformed", -32600, 1 },
	[ERR_UNKNOWN_COMMAND] = { "unknown command", -32601, 1 },
	[ERR_INVALID] = { "invalid", -32602, 1 },
	[ERR_DENIED] = { "denied", -32001, 1 },
	[ERR_NOT_FOUND] = { "not found", -32002, 1 },
	[ERR_CONFLICT] = { "conflict", -32003, 1 },
	[ERR_TOO_LARGE] = { "too large", -32004, 1 },
	[ERR_RECEIPT] = { "receipt", -32005, 4 },
	[ERR_INTERNAL] = { "internal", -32603, 1 },
	[ERR_USAGE] = { "usage", 0, 2 },
	[ERR_UNREACHABLE] = { "unreachable", 0, 3 },
	[ERR_PROTOCOL] = { "protocol", 0, 4 },
	[ERR_VERSION] = { "version", 0, 5 },
	[ERR_TRUST] = { "trust", 0, 4 },
};

/* The length of s without the incomplete UTF-8 character a cut may leave. */
static size_t whole_characters(const char *s, size_t length)
{
	size_t at = length;

	while (at > 0 && length - at < 4) {
		unsigned char c = (unsigned char)s[--at];
		size_t needs = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

		if ((c & 0xc0) == 0x80)
			continue;
		return length - at < needs ? at : length;
	}
	return length;
}

/* The bytes of the printable character at s (RFC 3629, section 4; the C1
 * controls are left out); 0 where there is none. */
static size_t printable(const unsigned char *s)
{
	unsigned char low = s[0] == 0xc2 || s[0] == 0xe0 ? 0xa0
	    : s[0] == 0xf0                               ? 0x90
							 : 0x80;
	unsigned char high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
	size_t length = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;

	if (s[0] < 0x80)
		return s[0] >= 0x20 && s[0] != 0x7f;
	if (s[0] < 0xc2 || s[0] > 0xf4 || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

/* What we were told to echo may hold anything: a line break that would make
 * two lines of one, a terminal's escapes, bytes that are not UTF-8. */
static void clean(char *text)
{
	while (*text != '\0') {
		size_t length = printable((const unsigned char *)text);

		if (length == 0)
			*text = '?';
		text += length != 0 ? length : 1;
	}
}

/* The arguments may point into err->text. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
{
	char text[ERR_TEXT_MAX] = "";
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (length >= (int)sizeof(text))
		text[whole_characters(text, sizeof(text) - 1)] = '\0';
	clean(text);
	err->code = code;
	memcpy(err->text, text, sizeof(text));
	return -1;
}

int err_number(enum err_code code)
{
	return rows[code].number;
}

const char *err_word(enum err_code code)
{
	return rows[code].word;
}

enum err_code err_from_word(const char *word)
{
	for (enum err_code code = ERR_MALFORMED; code <= ERR_INTERNAL; code++)
		if (strcmp(rows[code].word, word) == 0)
			return code;
	return ERR_PROTOCOL;
}

int err_exit_status(enum err_code code)
{
	return rows[code].exit_status;
}
