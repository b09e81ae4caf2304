/* SPDX-License-Identifier: ISC */
#include "protocol/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `more` bytes and the end. */
static void buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t needed = buffer->length + more + 1;
	size_t capacity = buffer->capacity != 0 ? buffer->capacity : 256;

	if (more >= SIZE_MAX / 2 - buffer->length)
		abort();
	if (needed <= buffer->capacity)
		return;
	while (capacity < needed)
		capacity *= 2;
	buffer->bytes = realloc(buffer->bytes, capacity);
	if (buffer->bytes == NULL)
		abort();
	buffer->capacity = capacity;
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){ 0 };
}

void buffer_cut(struct buffer *buffer, size_t length)
{
	if (length < buffer->length) {
		buffer->length = length;
		buffer->bytes[length] = '\0';
	}
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	buffer_reserve(buffer, length);
	if (length > 0)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

/* Most of what is written is short: it is formatted once, into the room that
 * is there. */
void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list args, again;
	size_t room;
	int length;

	buffer_reserve(buffer, 128);
	room = buffer->capacity - buffer->length;
	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(buffer->bytes + buffer->length, room, format, args);
	va_end(args);
	if (length < 0)
		abort();
	if ((size_t)length >= room) {
		buffer_reserve(buffer, (size_t)length);
		vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1,
		    format, again);
	}
	va_end(again);
	buffer->length += (size_t)length;
}

void buffer_hex(struct buffer *buffer, const void *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *byte = bytes;

	buffer_reserve(buffer, 2 * length);
	for (size_t i = 0; i < length; i++) {
		buffer->bytes[buffer->length++] = digits[byte[i] >> 4];
		buffer->bytes[buffer->length++] = digits[byte[i] & 15];
	}
	buffer->bytes[buffer->length] = '\0';
}

static const char *json_escape(unsigned char c, char six[7])
{
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		snprintf(six, 7, "\\u%04x", c);
		return six;
	}
}

void buffer_json(struct buffer *buffer, const char *text)
{
	const char *from = text;
	char six[7];

	if (text == NULL) {
		buffer_text(buffer, "null");
		return;
	}
	buffer_text(buffer, "\"");
	for (const char *at = text;; at++) {
		unsigned char c = (unsigned char)*at;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buffer_add(buffer, from, (size_t)(at - from));
		if (c == '\0')
			break;
		buffer_text(buffer, json_escape(c, six));
		from = at + 1;
	}
	buffer_text(buffer, "\"");
}

/* Whether a spreadsheet takes the cell for a formula, which it computes
 * (https://owasp.org/www-community/attacks/CSV_Injection). It leaves a number
 * with a sign alone. */
static bool is_formula(const char *text)
{
	if (text[0] == '\0' || strchr("=@+-\t\r", text[0]) == NULL)
		return false;
	return strchr("+-", text[0]) == NULL ||
	    text[1 + strspn(text + 1, "0123456789., ")] != '\0';
}

bool csv_apostrophe(const char *cell)
{
	size_t count = strspn(cell, "'");

	return count > 0 && is_formula(cell + count);
}

void buffer_csv(struct buffer *buffer, const char *text)
{
	bool quoted = text[strcspn(text, ",;\"\r\n\t")] != '\0';

	buffer_text(buffer, quoted ? "\"" : "");
	if (is_formula(text + strspn(text, "'")))
		buffer_text(buffer, "'");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buffer_text(buffer, "\"");
		buffer_add(buffer, text, 1);
	}
	buffer_text(buffer, quoted ? "\"" : "");
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int hex_read(const char *hex, void *bytes, size_t length)
{
	uint8_t *byte = bytes;

	for (size_t i = 0; i < length; i++) {
		int high = digit(hex[2 * i]);
		int low = high < 0 ? -1 : digit(hex[2 * i + 1]);

		if (low < 0)
			return -1;
		byte[i] = (uint8_t)(high << 4 | low);
	}
	return hex[2 * length] == '\0' ? 0 : -1;
}
