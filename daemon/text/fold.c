/* SPDX-License-Identifier: ISC */
#include "daemon/text/fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "protocol/arena.h"

/* A code point takes at most four bytes, with a space or hyphen before it. */
#define BYTES_EACH 5

struct text_folding {
	uint8_t *text;
	size_t length;
	bool space, hyphen; /* wanted before the next character */
};

static bool fold_is_invisible(ucs4_t point)
{
	return uc_is_property_default_ignorable_code_point(point);
}

static size_t drop_invisible(uint32_t *points, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!fold_is_invisible(points[i]))
			points[kept++] = points[i];
	return kept;
}

/* The small form of a letter of ASCII, or of Latin-1 from "À" on but "ß": it
 * has no other. */
static uint32_t plain_small(uint32_t point)
{
	bool is_capital = point < 0x80
	    ? point >= 'A' && point <= 'Z'
	    : point >= 0xc0 && point < 0xdf && point != 0xd7;

	return is_capital ? point + 0x20 : point;
}

/* Nearly every text is made of these letters alone, and then needs no table of
 * Unicode. NULL where it is not. */
static uint32_t *plain_without_case(const char *text, size_t *count)
{
	const uint8_t *byte = (const uint8_t *)text;
	uint32_t *points = calloc(strlen(text) + 1, sizeof(*points));

	if (points == NULL)
		abort();
	for (*count = 0; *byte != '\0'; byte++) {
		uint32_t point = *byte;

		if (point == 0xc3 && byte[1] >= 0x80 && byte[1] < 0xc0)
			point = *++byte + 0x40u;
		else if (point >= 0x80)
			point = 0xdf;
		if (point == 0xdf) {
			free(points);
			return NULL;
		}
		points[(*count)++] = plain_small(point);
	}
	return points;
}

/* The case-folded NFKC of text: allocated, `count` code points; NULL where
 * text is not UTF-8. */
static uint32_t *without_case(const char *text, size_t *count)
{
	uint32_t *points = plain_without_case(text, count), *folded;

	if (points != NULL)
		return points;
	points = u8_to_u32((const uint8_t *)text, strlen(text), NULL, count);
	if (points == NULL)
		return NULL;
	/* Invisible characters go first: they would keep accents from
	 * composing. */
	*count = drop_invisible(points, *count);
	folded = u32_casefold(points, *count, NULL, UNINORM_NFKC, NULL, count);
	if (folded == NULL)
		abort();
	free(points);
	return folded;
}

static void fold_put(struct text_folding *folding, ucs4_t point)
{
	if (folding->space && folding->length > 0)
		folding->text[folding->length++] = ' ';
	else if (folding->hyphen)
		folding->text[folding->length++] = '-';
	folding->space = folding->hyphen = false;
	folding->length += (size_t)u8_uctomb(
	    folding->text + folding->length, point, BYTES_EACH);
}

static void put_comma(struct text_folding *folding)
{
	folding->space = folding->hyphen = false;
	fold_put(folding, ',');
	folding->space = true;
}

static void fold_point(struct text_folding *folding, ucs4_t point)
{
	if (uc_is_property_white_space(point))
		folding->space = true;
	else if (uc_is_property_dash(point))
		folding->hyphen = folding->length > 0;
	else if (point == ',')
		put_comma(folding);
	else
		fold_put(folding, point);
}

/* And what it kept from hanging at the edge. */
static void drop_full_stop(struct text_folding *folding)
{
	while (folding->length > 0 &&
	    strchr(". -", folding->text[folding->length - 1]) != NULL)
		folding->length--;
	folding->text[folding->length] = '\0';
}

char *fold_name(struct arena *arena, const char *text)
{
	struct text_folding folding = { 0 };
	size_t count;
	uint32_t *points = without_case(text, &count);

	if (points == NULL)
		return arena_copy(arena, text, strlen(text));
	folding.text = arena_alloc(arena, count * BYTES_EACH + 1);
	for (size_t i = 0; i < count; i++)
		fold_point(&folding, points[i]);
	drop_full_stop(&folding);
	free(points);
	return (char *)folding.text;
}
