/* SPDX-License-Identifier: ISC */
#include "protocol/divided.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define LATIN 0xc3 /* the first byte of À to ÿ; the second has case in 0x20 */

static bool divided_small(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return islower(byte[0]) || (byte[0] == LATIN && byte[1] >= 0x9f);
}

/* The letter or digit that ends at `length`; NULL where none does. */
static const char *letter_before(const char *text, size_t length)
{
	const unsigned char *byte = (const unsigned char *)text;

	if (length > 0 && isalnum(byte[length - 1]))
		return text + length - 1;
	if (length > 1 && byte[length - 2] == LATIN && byte[length - 1] >= 0x80)
		return text + length - 2;
	return NULL;
}

/* A word that binds what stands before the hyphen to another: "barn- och". */
static bool divided_joint(const char *next)
{
	static const char *const joints[] = { "och", "eller", "samt", "resp",
		"resp.", "respektive", "till", "and", "or", "og", "&" };
	size_t length = strcspn(next, " \t\n,;");

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (strlen(joints[i]) == length &&
		    memcmp(joints[i], next, length) == 0)
			return true;
	return false;
}

enum divided divided_kind(const char *text, size_t length, const char *next)
{
	const char *last = letter_before(text, length);

	if (last == NULL)
		return DIVIDED_NOT;
	if (divided_joint(next))
		return DIVIDED_SERIES;
	if (!divided_small(next))
		return DIVIDED_NOT;
	/* An abbreviation, a year, or the "e" of "e-post". */
	if (!divided_small(last) ||
	    letter_before(text, (size_t)(last - text)) == NULL)
		return DIVIDED_COMPOUND;
	return DIVIDED_WORD;
}

void divided_join(struct buffer *text)
{
	struct buffer joined = { 0 };
	const char *from = text->bytes, *at = from, *next;

	while (at != NULL && (at = strchr(at, '-')) != NULL) {
		enum divided kind = DIVIDED_NOT;

		next = at + 1 + strspn(at + 1, " \t\n");
		if (memchr(at + 1, '\n', (size_t)(next - at - 1)) != NULL)
			kind = divided_kind(
			    text->bytes, (size_t)(at - text->bytes), next);
		if (kind != DIVIDED_NOT) {
			buffer_add(&joined, from,
			    (size_t)(at - from) + (kind != DIVIDED_WORD));
			buffer_text(&joined, kind == DIVIDED_SERIES ? " " : "");
			from = next;
		}
		at = next;
	}
	if (from == text->bytes)
		return;
	buffer_text(&joined, from);
	buffer_free(text);
	*text = joined;
}
