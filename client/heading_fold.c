/* SPDX-License-Identifier: ISC */
#include "client/heading_fold.h"

#include <stdbool.h>
#include <string.h>

#include "client/encoding.h"

/* Without (...) and [...]. */
static void drop_brackets(struct buffer *to, const char *text)
{
	int depth = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "([)]");

		if (depth == 0)
			buffer_add(to, text, length);
		text += length;
		if (*text == '\0')
			return;
		if (*text == '(' || *text == '[')
			depth++;
		else if (depth > 0)
			depth--;
		else
			buffer_add(to, text, 1);
		text++;
	}
}

/* Words divided at a line's end are one; a number by itself, a year, and marks
 * around words are none. */
static void drop_marks(struct buffer *to, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		size_t from = strspn(text, "\"'*:;.,?!-#"), end = length;
		bool marks_only = from >= length;

		while (
		    end > from && strchr("\"'*:;.,?!-", text[end - 1]) != NULL)
			end--;
		if (marks_only) {
			from = 0;
			end = length;
		}
		if (strspn(text + from, "0123456789-/") < end - from &&
		    (!marks_only || strcmp(text, "#") == 0 ||
			strcmp(text, "%") == 0)) {
			if (to->length > 0)
				buffer_text(to, " ");
			buffer_add(to, text + from, end - from);
		}
		text += length + strspn(text + length, " ");
	}
}

void heading_fold(struct buffer *to, const char *text)
{
	struct buffer joined = { 0 }, plain = { 0 }, small = { 0 };

	buffer_text(&joined, "");
	while (*text != '\0') {
		size_t length = strcspn(text, "-");
		bool divided = text[length] == '-' &&
		    (text[length + 1] == '\n' || text[length + 1] == '\r');

		if (text[length] == '-' && !divided)
			length++;
		buffer_add(&joined, text, length);
		text += length + (divided ? 2 : 0);
	}
	buffer_text(&plain, "");
	drop_brackets(&plain, joined.bytes);
	if (strspn(plain.bytes, " ") == plain.length)
		buffer_text(&plain, joined.bytes);
	encoding_fold(&small, plain.bytes, plain.length);
	buffer_text(to, "");
	drop_marks(to, small.bytes);
	buffer_free(&joined);
	buffer_free(&plain);
	buffer_free(&small);
}

size_t heading_fold_least(const char *text)
{
	size_t letters = 0;

	for (; *text != '\0'; text++) {
		if (*text == '(' || *text == '[')
			return 0;
		letters += (*text >= 'a' && *text <= 'z') ||
		    (*text >= 'A' && *text <= 'Z');
	}
	return letters;
}
