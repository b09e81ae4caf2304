/* SPDX-License-Identifier: ISC */
#include "client/answer_lines.h"

#include <stdbool.h>
#include <string.h>

#include "client/encoding.h"
#include "protocol/buffer.h"

#define HEADERS_NEAR 5 /* lines from "Från:" to "Skickat:" */

static size_t length_of_line(const char *at)
{
	return strcspn(at, "\n");
}

static const char *line_after(const char *at)
{
	at += length_of_line(at);
	return *at == '\n' ? at + 1 : at;
}

/* Sets `to` to a line as it is compared: small letters, no mark of bold. */
static void fold_line(struct buffer *to, const char *at)
{
	size_t length = length_of_line(at), skip = strspn(at, " \t*");

	buffer_cut(to, 0);
	encoding_fold(to, at + skip, skip < length ? length - skip : 0);
}

static bool begins_any(const char *text, const char *const *with)
{
	for (; *with != NULL; with++)
		if (strncmp(text, *with, strlen(*with)) == 0)
			return true;
	return false;
}

static bool is_marked(const char *at)
{
	return at[strspn(at, " \t")] == '>';
}

static bool is_sender(const char *folded)
{
	static const char *const words[] = { "från:", "from:", NULL };

	return begins_any(folded, words);
}

/* "Från: ..." and soon after it "Skickat: ...". */
static bool is_header(const char *at)
{
	static const char *const words[] = {
		"skickat:", "sent:", "datum:", "date:", NULL
	};
	struct buffer folded = { 0 };
	bool found;

	fold_line(&folded, at);
	found = is_sender(folded.bytes);
	for (int i = 0; found && i < HEADERS_NEAR; i++) {
		at = line_after(at);
		fold_line(&folded, at);
		if (begins_any(folded.bytes, words))
			break;
		found = i + 1 < HEADERS_NEAR && *at != '\0';
	}
	buffer_free(&folded);
	return found;
}

/* "-----Ursprungligt meddelande-----". */
static bool is_divider(const char *folded)
{
	static const char *const words[] = { "ursprungligt meddelande",
		"original message", "vidarebefordrat meddelande",
		"forwarded message", NULL };
	size_t dashes = strspn(folded, "-_ ");

	return dashes >= 2 && begins_any(folded + dashes, words);
}

/* "Den 4 oktober 2022 kl. 10:02 skrev Anna <anna@kommun.example>:" */
static bool is_attribution(const char *folded)
{
	size_t length = strlen(folded);

	return length > 0 && folded[length - 1] == ':' &&
	    (strstr(folded, " skrev ") != NULL ||
		strstr(folded, " wrote:") != NULL ||
		strstr(folded, " skrev:") != NULL);
}

static bool ends_address(const char *folded)
{
	size_t length = strlen(folded);

	return length > 2 && strcmp(folded + length - 2, ">:") == 0;
}

/* How many lines from here say who wrote what is quoted below; 0: none. */
static int attribution(const char *at)
{
	struct buffer folded = { 0 }, next = { 0 };
	int lines = 0;

	fold_line(&folded, at);
	if (is_attribution(folded.bytes)) {
		lines = 1;
	} else if (folded.length > 0 && *line_after(at) != '\0') {
		fold_line(&next, line_after(at));
		buffer_printf(&folded, " %s", next.bytes);
		if (is_attribution(folded.bytes) &&
		    !is_attribution(next.bytes) && ends_address(next.bytes))
			lines = 2;
	}
	buffer_free(&folded);
	buffer_free(&next);
	return lines;
}

/* Whether the letter stands from here to the end, without a mark. */
static bool is_letter(const char *at)
{
	struct buffer folded = { 0 };
	bool result;

	fold_line(&folded, at);
	result = is_divider(folded.bytes) || is_header(at);
	buffer_free(&folded);
	return result;
}

static const char *skip_empty(const char *at)
{
	while (*at != '\0' && at[strspn(at, " \t")] == '\n')
		at = line_after(at);
	return at;
}

static size_t count_lines(const char *at)
{
	size_t count = 0;

	for (; *at != '\0'; at = line_after(at))
		count++;
	return count;
}

json_t *answer_lines(const char *text, size_t *passed)
{
	json_t *lines = json_array();

	*passed = 0;
	for (const char *at = text; *at != '\0'; at = line_after(at)) {
		int who = attribution(at);

		if (is_letter(at)) {
			*passed += count_lines(at);
			break;
		}
		*passed += who + (who == 0 && is_marked(at));
		if (who == 0 && !is_marked(at))
			json_array_append_new(
			    lines, json_stringn(at, length_of_line(at)));
		if (who == 2)
			at = line_after(at);
		/* A letter that is quoted without a mark ends the answer. */
		if (who > 0 && !is_marked(skip_empty(line_after(at)))) {
			*passed += count_lines(line_after(at));
			break;
		}
	}
	return lines;
}
