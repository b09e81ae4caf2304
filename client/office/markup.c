/* SPDX-License-Identifier: ISC */
#include "client/office/markup.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/copy.h"

static const char *entity_of(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f ? ""
									: NULL;
	}
}

void markup_text(struct buffer *to, const char *text)
{
	const char *from = text;

	for (; *text != '\0'; text++) {
		const char *entity = entity_of((unsigned char)*text);

		if (entity == NULL)
			continue;
		buffer_add(to, from, (size_t)(text - from));
		buffer_text(to, entity);
		from = text + 1;
	}
	buffer_add(to, from, (size_t)(text - from));
}

static bool begins_with_date(const char *text)
{
	static const char shape[] = "0000-00-00";

	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9'
				    : text[i] != '-')
			return false;
	return true;
}

/* A date is not broken where a line ends. */
void markup_words(struct buffer *to, const char *text)
{
	char date[] = "0000-00-00";

	while (*text != '\0') {
		size_t length = 0;

		while (text[length] != '\0' && !begins_with_date(text + length))
			length++;
		if (length > 0) {
			char *before = copy_part(text, length);

			markup_text(to, before);
			free(before);
		}
		text += length;
		if (*text == '\0')
			break;
		memcpy(date, text, sizeof(date) - 1);
		markup_element(to, "span", date, "class", "d", NULL);
		text += sizeof(date) - 1;
	}
}

static void put_attributes(struct buffer *to, va_list pairs)
{
	const char *name;

	while ((name = va_arg(pairs, const char *)) != NULL) {
		const char *value = va_arg(pairs, const char *);

		if (value == NULL)
			continue;
		buffer_text(to, " ");
		buffer_text(to, name);
		buffer_text(to, "=\"");
		markup_text(to, value);
		buffer_text(to, "\"");
	}
}

static void put_tag(struct buffer *to, const char *tag, va_list pairs)
{
	buffer_text(to, "<");
	buffer_text(to, tag);
	put_attributes(to, pairs);
}

void markup_open(struct buffer *to, const char *tag, ...)
{
	va_list pairs;

	va_start(pairs, tag);
	put_tag(to, tag, pairs);
	va_end(pairs);
	buffer_text(to, ">");
}

void markup_close(struct buffer *to, const char *tag)
{
	buffer_text(to, "</");
	buffer_text(to, tag);
	buffer_text(to, ">");
}

void markup_element(struct buffer *to, const char *tag, const char *text, ...)
{
	va_list pairs;

	va_start(pairs, text);
	put_tag(to, tag, pairs);
	va_end(pairs);
	buffer_text(to, ">");
	markup_text(to, text);
	markup_close(to, tag);
}

void markup_empty(struct buffer *to, const char *tag, ...)
{
	va_list pairs;

	va_start(pairs, tag);
	put_tag(to, tag, pairs);
	va_end(pairs);
	buffer_text(to, "/>");
}
