/* SPDX-License-Identifier: ISC */
#include "daemon/store/alphabet.h"

#include <stdint.h>
#include <string.h>

#define LATIN_1 0xc3 /* the first byte, in UTF-8, of its letters from "À" on */

struct letters {
	const uint8_t *at, *end;
};

/* The place of a letter by its second byte, which is that of the small one. */
static int alphabet_latin(uint8_t second)
{
	switch (second) {
	case 0xa5: /* å */
		return 'z' + 1;
	case 0xa4: /* ä */
	case 0xa6: /* æ */
		return 'z' + 2;
	case 0xb6: /* ö */
	case 0xb8: /* ø */
		return 'z' + 3;
	case 0xa8: /* è */
	case 0xa9: /* é */
	case 0xaa: /* ê */
	case 0xab: /* ë */
		return 'e';
	case 0xbc: /* ü */
		return 'y';
	case 0xa0: /* à */
	case 0xa1: /* á */
		return 'a';
	default:
		return 0x100 + second;
	}
}

/* The place of the next letter; -1 at the end. */
static int alphabet_next(struct letters *letters)
{
	int byte;

	if (letters->at == letters->end)
		return -1;
	byte = *letters->at++;
	if (byte >= 'A' && byte <= 'Z')
		return byte + ('a' - 'A');
	if (byte == LATIN_1 && letters->at < letters->end)
		return alphabet_latin(*letters->at++ | 0x20);
	return byte < 0x80 ? byte : 0x100 + byte;
}

int alphabet_compare(int length_a, const void *a, int length_b, const void *b)
{
	struct letters left = { a, (const uint8_t *)a + length_a };
	struct letters right = { b, (const uint8_t *)b + length_b };
	int one, other;

	do {
		one = alphabet_next(&left);
		other = alphabet_next(&right);
	} while (one == other && one >= 0);
	if (one != other)
		return one - other;
	one = memcmp(a, b, (size_t)(length_a < length_b ? length_a : length_b));
	return one != 0 ? one : length_a - length_b;
}

static int alphabet_collate(
    void *context, int length_a, const void *a, int length_b, const void *b)
{
	(void)context;
	return alphabet_compare(length_a, a, length_b, b);
}

void alphabet_add(sqlite3 *db)
{
	sqlite3_create_collation(
	    db, "swedish", SQLITE_UTF8, NULL, alphabet_collate);
}
