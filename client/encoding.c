/* SPDX-License-Identifier: ISC */
#include "client/encoding.h"
#include "protocol/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

/* --- to UTF-8 --- */

static size_t line_at(const char *bytes, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

/* How many characters of several bytes the text has, how many bytes that are
 * in none, and where the first of these stands. */
struct utf8_count {
	size_t characters, strays, first;
};

static struct utf8_count count_utf8(const struct buffer *bytes)
{
	struct utf8_count count = { 0 };

	for (size_t i = 0; i < bytes->length;) {
		size_t length =
		    utf8_character(bytes->bytes + i, bytes->length - i);

		if (length == 0 && count.strays++ == 0)
			count.first = i;
		count.characters += length > 1;
		i += length > 0 ? length : 1;
	}
	return count;
}

static int convert(struct buffer *bytes, const char *encoding, size_t skip,
    const char *path, struct err *err)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	char *in = bytes->bytes + skip;
	size_t left = bytes->length - skip, done = 0;
	struct buffer text = { 0 };

	if (converter == (iconv_t)-1)
		return err_set(err, ERR_INVALID,
		    "%s is in %s, which this system cannot read: save it as "
		    "UTF-8",
		    path, encoding);
	buffer_text(&text, "");
	while (left > 0 && done != (size_t)-1) {
		char some[4096], *out = some;
		size_t room = sizeof(some);

		done = iconv(converter, &in, &left, &out, &room);
		buffer_add(&text, some, sizeof(some) - room);
		if (done == (size_t)-1 && errno == E2BIG)
			done = 0;
	}
	iconv_close(converter);
	if (left > 0)
		err_set(err, ERR_INVALID,
		    "line %zu of %s is neither UTF-8 nor %s: save it as CSV "
		    "in UTF-8",
		    line_at(text.bytes, text.length), path, encoding);
	buffer_free(bytes);
	*bytes = text;
	return left > 0 ? -1 : 0;
}

static bool begins(const struct buffer *bytes, const char *with, size_t length)
{
	return bytes->length >= length &&
	    memcmp(bytes->bytes, with, length) == 0;
}

/* UTF-16 without its mark: every other byte of Latin letters is NUL. */
static const char *guess_utf16(const struct buffer *bytes)
{
	size_t sample = bytes->length;
	size_t even = 0, odd = 0;

	if (sample > 1000)
		sample = 1000;
	for (size_t i = 0; i < sample; i++) {
		even += i % 2 == 0 && bytes->bytes[i] == '\0';
		odd += i % 2 == 1 && bytes->bytes[i] == '\0';
	}
	if (3 * odd > sample && even == 0)
		return "UTF-16LE";
	return 3 * even > sample && odd == 0 ? "UTF-16BE" : NULL;
}

static int to_utf8(
    struct buffer *bytes, const char *path, const char **guess, struct err *err)
{
	struct utf8_count count;
	bool marked = begins(bytes, "\xef\xbb\xbf", 3);

	if (begins(bytes, "\xff\xfe", 2))
		return convert(bytes, "UTF-16LE", 2, path, err);
	if (begins(bytes, "\xfe\xff", 2))
		return convert(bytes, "UTF-16BE", 2, path, err);
	*guess = guess_utf16(bytes);
	if (*guess != NULL)
		return convert(bytes, *guess, 0, path, err);
	count = count_utf8(bytes);
	/* Other encodings' letters make hardly ever a character of UTF-8. */
	if (count.strays > 0 && !marked &&
	    4 * count.characters < count.strays) {
		*guess = "Windows-1252";
		return convert(bytes, *guess, 0, path, err);
	}
	if (count.strays > 0)
		return err_set(err, ERR_INVALID,
		    "line %zu of %s has bytes that are no UTF-8, as the rest "
		    "is: the file is damaged, save it again as CSV in UTF-8",
		    line_at(bytes->bytes, count.first), path);
	if (marked) {
		memmove(bytes->bytes, bytes->bytes + 3, bytes->length - 3);
		buffer_cut(bytes, bytes->length - 3);
	}
	return 0;
}

int encoding_to_utf8(
    struct buffer *bytes, const char *path, const char **guess, struct err *err)
{
	*guess = NULL;
	if (to_utf8(bytes, path, guess, err) != 0)
		return -1;
	if (memchr(bytes->bytes, '\0', bytes->length) != NULL)
		return err_set(err, ERR_INVALID,
		    "%s is not a text: save the table as CSV and import that",
		    path);
	return 0;
}

/* --- folding --- */

/* Bytes of a space at `at`: also the no-break space. */
static size_t space_at(const char *at, size_t left)
{
	if (*at == '\xc2')
		return left > 1 && at[1] == '\xa0' ? 2 : 0;
	return *at == ' ' || *at == '\t' || *at == '\r' || *at == '\n';
}

/* A letter and a combining mark after it; NULL where they make none. */
static const char *composed(char letter, const char *mark, size_t left)
{
	if (left < 2 || mark[0] != '\xcc')
		return NULL;
	if (letter == 'a' && mark[1] == '\x8a')
		return "å";
	if (letter == 'a' && mark[1] == '\x88')
		return "ä";
	if (letter == 'o' && mark[1] == '\x88')
		return "ö";
	return letter == 'e' && mark[1] == '\x81' ? "é" : NULL;
}

/* A-Z, and À-Þ (C3 80-9E) but for the sign ×. */
static char small(const char *text, size_t at)
{
	unsigned char c = (unsigned char)text[at];

	if (c >= 'A' && c <= 'Z')
		return (char)(c + 0x20);
	if (at > 0 && text[at - 1] == '\xc3' && c >= 0x80 && c <= 0x9e &&
	    c != 0x97)
		return (char)(c + 0x20);
	return (char)c;
}

/* Appends what comes before the next space or mark, and how many bytes. */
static size_t fold_plain(
    struct buffer *to, const char *text, size_t from, size_t length)
{
	char folded[128];
	size_t at = from, count = 0;

	while (at < length && count < sizeof(folded) &&
	    space_at(text + at, length - at) == 0 &&
	    composed(small(text, at), text + at + 1, length - at - 1) == NULL)
		folded[count++] = small(text, at++);
	buffer_add(to, folded, count);
	return count;
}

void encoding_fold(struct buffer *to, const char *text, size_t length)
{
	size_t start = to->length, plain;

	buffer_text(to, "");
	for (size_t i = 0; i < length; i++) {
		size_t space = space_at(text + i, length - i);

		if ((plain = fold_plain(to, text, i, length)) > 0) {
			i += plain - 1;
		} else if (space == 0) {
			buffer_text(to,
			    composed(
				small(text, i), text + i + 1, length - i - 1));
			i += 2;
		} else {
			if (to->length > start &&
			    to->bytes[to->length - 1] != ' ')
				buffer_text(to, " ");
			i += space - 1;
		}
	}
	if (to->length > start && to->bytes[to->length - 1] == ' ')
		buffer_cut(to, to->length - 1);
}
