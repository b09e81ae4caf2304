/* SPDX-License-Identifier: ISC */
#include "protocol/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "protocol/utf8.h"

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

/* What we were told to echo may hold anything: a line break that would make
 * two lines of one, a terminal's escapes, bytes that are not UTF-8. */
static void clean(char *text)
{
	for (size_t left = strlen(text), length; left > 0;
	     text += length, left -= length) {
		length = utf8_printable(text, left);
		if (length == 0) {
			*text = '?';
			length = 1;
		}
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
		text[utf8_cut(text, sizeof(text) - 1)] = '\0';
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
