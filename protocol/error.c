/* SPDX-License-Identifier: ISC */
#include "protocol/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/buffer.h"
#include "protocol/copy.h"
#include "protocol/error_template.h"
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

/* --- a template and its values become a text, and JSON beside it --- */

struct worded {
	struct buffer text, values;
	va_list args;
};

/* What goes into the text, and as a value: of JSON where it is quoted. */
static void worded_value(struct worded *worded, char *value, bool quoted)
{
	clean(value);
	buffer_text(&worded->text, value);
	if (quoted)
		buffer_json(&worded->values, value);
	else
		buffer_text(&worded->values, value);
}

static long long worded_next(
    struct worded *worded, const struct conversion *conversion)
{
	if (conversion->size)
		return (long long)va_arg(worded->args, size_t);
	if (conversion->longs == 2)
		return va_arg(worded->args, long long);
	if (conversion->longs == 1)
		return va_arg(worded->args, long);
	if (strchr("ouxX", conversion->letter) != NULL)
		return va_arg(worded->args, unsigned);
	return va_arg(worded->args, int);
}

/* Hexadecimal, and what has leading zeros, is a text. */
static void worded_number(
    struct worded *worded, const struct conversion *conversion)
{
	long long number = worded_next(worded, conversion);
	char width = conversion->begin[1];
	char value[32];

	switch (conversion->letter) {
	case 'x':
		snprintf(value, sizeof(value), "%02llx", number);
		break;
	case 'o':
		snprintf(value, sizeof(value), "%03llo", number);
		break;
	case 'c':
		snprintf(value, sizeof(value), "%c", (int)number);
		break;
	default:
		snprintf(value, sizeof(value), width == '0' ? "%02lld" : "%lld",
		    number);
		worded_value(worded, value, width == '0');
		return;
	}
	worded_value(worded, value, true);
}

static size_t worded_precision(
    struct worded *worded, const struct conversion *conversion)
{
	const char *point = memchr(conversion->begin, '.',
	    (size_t)(conversion->end - conversion->begin));

	if (conversion->stars > 0)
		return (size_t)va_arg(worded->args, int);
	return point != NULL ? (size_t)strtol(point + 1, NULL, 10) : SIZE_MAX;
}

static void worded_string(
    struct worded *worded, const struct conversion *conversion)
{
	size_t most = worded_precision(worded, conversion);
	const char *string = va_arg(worded->args, const char *);
	char *value = copy_part(string != NULL ? string : "", most);

	if (conversion->ours)
		buffer_text(&worded->values, "{\"id\":");
	worded_value(worded, value, true);
	if (conversion->ours)
		buffer_text(&worded->values, ",\"values\":[]}");
	free(value);
}

static void worded_error(struct worded *worded)
{
	const struct err *other = va_arg(worded->args, const void *);

	buffer_text(&worded->text, other->text);
	if (other->said[0] != '\0')
		buffer_text(&worded->values, other->said);
	else
		buffer_json(&worded->values, other->text);
}

static void worded_one(
    struct worded *worded, const struct conversion *conversion)
{
	if (worded->values.length > 0)
		buffer_text(&worded->values, ",");
	switch (conversion->letter) {
	case 's':
		worded_string(worded, conversion);
		break;
	case 'p':
		worded_error(worded);
		break;
	default:
		worded_number(worded, conversion);
	}
}

static void worded_all(struct worded *worded, const char *template)
{
	struct conversion conversion;

	while (conversion_next(&conversion, template)) {
		buffer_add(&worded->text, template,
		    (size_t)(conversion.begin - template));
		if (conversion.letter == '%')
			buffer_text(&worded->text, "%");
		else
			worded_one(worded, &conversion);
		template = conversion.end;
	}
	buffer_text(&worded->text, template);
}

/* What is said may hold what *err said. */
static void worded_end(struct worded *worded, struct buffer *said,
    struct err *err, enum err_code code)
{
	size_t length = worded->text.length;

	if (length >= sizeof(err->text))
		length = utf8_cut(worded->text.bytes, sizeof(err->text) - 1);
	err->code = code;
	memcpy(err->text, worded->text.bytes, length);
	err->text[length] = '\0';
	clean(err->text);
	buffer_text(said, ",\"values\":[");
	if (worded->values.length > 0)
		buffer_text(said, worded->values.bytes);
	buffer_text(said, "]}");
	err->said[0] = '\0';
	if (said->length < sizeof(err->said))
		memcpy(err->said, said->bytes, said->length + 1);
	buffer_free(said);
	buffer_free(&worded->text);
	buffer_free(&worded->values);
}

int err_vset(
    struct err *err, enum err_code code, const char *template, va_list args)
{
	struct worded worded = { 0 };
	struct buffer said = { 0 };

	va_copy(worded.args, args);
	worded_all(&worded, template);
	va_end(worded.args);
	buffer_text(&said, "{\"id\":");
	buffer_json(&said, template);
	worded_end(&worded, &said, err, code);
	return -1;
}

int err_set(struct err *err, enum err_code code, const char *template, ...)
{
	va_list args;

	va_start(args, template);
	err_vset(err, code, template, args);
	va_end(args);
	return -1;
}

int err_set_plural(struct err *err, enum err_code code, unsigned long n,
    const char *one, const char *many, ...)
{
	struct worded worded = { 0 };
	struct buffer said = { 0 };

	va_start(worded.args, many);
	worded_all(&worded, n == 1 ? one : many);
	va_end(worded.args);
	buffer_text(&said, "{\"id\":");
	buffer_json(&said, one);
	buffer_text(&said, ",\"plural\":");
	buffer_json(&said, many);
	buffer_printf(&said, ",\"n\":%lu", n);
	worded_end(&worded, &said, err, code);
	return -1;
}

/* --- codes --- */

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
