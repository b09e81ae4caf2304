/* SPDX-License-Identifier: ISC */
#include "client/mail_decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "protocol/utf8.h"

/* --- transfer encodings --- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes of a soft line break after the "=" at `at`, with the space that a
 * mail server may have added; 0 where there is none. */
static size_t soft_break(const char *text, size_t at, size_t length)
{
	size_t end = at + 1;

	while (end < length && (text[end] == ' ' || text[end] == '\t'))
		end++;
	if (end == length)
		return end - at;
	return text[end] == '\n' ? end + 1 - at : 0;
}

void mail_quoted_printable(struct buffer *to, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t soft =
		    text[at] == '=' ? soft_break(text, at, length) : 0;
		int high = -1, low = -1;
		char byte = text[at];

		if (soft > 0) {
			at += soft;
			continue;
		}
		if (byte == '=' && at + 2 < length) {
			high = hex_digit(text[at + 1]);
			low = hex_digit(text[at + 2]);
		}
		if (high >= 0 && low >= 0)
			byte = (char)(high << 4 | low);
		at += high >= 0 && low >= 0 ? 3 : 1;
		buffer_add(to, &byte, 1);
	}
}

static int sextet(char c)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *found = c != '\0' ? strchr(alphabet, c) : NULL;

	return found != NULL ? (int)(found - alphabet) : -1;
}

void mail_base64(struct buffer *to, const char *text, size_t length)
{
	uint32_t bits = 0;
	unsigned count = 0;

	for (size_t at = 0; at < length && text[at] != '='; at++) {
		int value = sextet(text[at]);
		char byte;

		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		byte = (char)(bits >> count & 0xff);
		buffer_add(to, &byte, 1);
	}
}

/* --- character sets --- */

static int iconv_characters(
    struct buffer *to, const char *bytes, size_t length, const char *charset)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *in = (char *)bytes;
	size_t done = 0;

	if (converter == (iconv_t)-1)
		return -1;
	while (length > 0 && done != (size_t)-1) {
		char some[4096], *out = some;
		size_t room = sizeof(some);

		done = iconv(converter, &in, &length, &out, &room);
		buffer_add(to, some, sizeof(some) - room);
		if (done == (size_t)-1 && errno == E2BIG)
			done = 0;
	}
	iconv_close(converter);
	return length > 0 ? -1 : 0;
}

int mail_characters(
    struct buffer *to, const char *bytes, size_t length, const char *charset)
{
	if (strcasecmp(charset, "utf-8") == 0 ||
	    strcasecmp(charset, "us-ascii") == 0) {
		if (utf8_valid(bytes, length) < length)
			return -1;
		buffer_add(to, bytes, length);
		return 0;
	}
	if (strcasecmp(charset, "iso-8859-1") == 0)
		charset = "Windows-1252";
	/* A slash would begin an instruction to iconv(). */
	if (strchr(charset, '/') != NULL)
		return -1;
	return iconv_characters(to, bytes, length, charset);
}
