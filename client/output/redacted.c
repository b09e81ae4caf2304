/* SPDX-License-Identifier: ISC */
#include "client/output/redacted.h"

#include <string.h>

#include "protocol/translate.h"

#define MARK "[redacted "

size_t redacted_mark(struct buffer *to, const char *text)
{
	const char *number = text + strlen(MARK);
	size_t length;

	if (strncmp(text, MARK, strlen(MARK)) != 0)
		return 0;
	length = strspn(number, "0123456789.");
	if (length == 0 || number[length] != ']')
		return 0;
	buffer_printf(to, _("[redacted %.*s]"), (int)length, number);
	return strlen(MARK) + length + 1;
}

void redacted_words(struct buffer *to, const char *text)
{
	const char *at;
	size_t length;

	while ((at = strstr(text, MARK)) != NULL) {
		buffer_add(to, text, (size_t)(at - text));
		length = redacted_mark(to, at);
		if (length == 0)
			buffer_add(to, at, length = 1);
		text = at + length;
	}
	buffer_text(to, text);
}
