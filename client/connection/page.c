/* SPDX-License-Identifier: ISC */
#include "client/connection/page.h"

#include <stdbool.h>
#include <string.h>

#include "protocol/buffer.h"

/* What is left of a body. */
struct rest {
	const char *at;
	size_t length;
};

static bool page_take(struct rest *rest, const char *text)
{
	size_t length = strlen(text);

	if (rest->length < length || memcmp(rest->at, text, length) != 0)
		return false;
	rest->at += length;
	rest->length -= length;
	return true;
}

static bool take_id(struct rest *rest, int64_t *id)
{
	*id = 0;
	for (int digits = 0; rest->length > 0; digits++) {
		if (*rest->at < '0' || *rest->at > '9')
			return digits > 0;
		if (digits == 18)
			return false;
		*id = *id * 10 + (*rest->at - '0');
		rest->at++;
		rest->length--;
	}
	return false;
}

static bool take_hash(struct rest *rest, uint8_t hash[SIGN_SHA512])
{
	char hex[2 * SIGN_SHA512 + 1];
	size_t length = sizeof(hex) - 1;

	if (rest->length < length)
		return false;
	memcpy(hex, rest->at, length);
	hex[length] = '\0';
	rest->at += length;
	rest->length -= length;
	return hex_read(hex, hash, SIGN_SHA512) == 0;
}

/* The length of a JSON string from its opening quote, 0 if it has no end. */
static size_t string_length(const char *at, size_t left)
{
	for (size_t i = 1; i < left; i++) {
		if (at[i] == '\\')
			i++;
		else if (at[i] == '"')
			return i + 1;
	}
	return 0;
}

/* Passes over the rows, up to the bracket that closes them. */
static bool take_rows(struct rest *rest, struct page *page)
{
	size_t i = 0, depth = 1;

	page->rows = rest->at;
	while (i < rest->length) {
		char c = rest->at[i];

		if (c == '"') {
			size_t length =
			    string_length(rest->at + i, rest->length - i);

			if (length == 0)
				return false;
			i += length;
			continue;
		}
		if (c == '[' || c == '{')
			depth++;
		else if ((c == ']' || c == '}') && --depth == 0)
			break;
		i++;
	}
	if (i == rest->length || rest->at[i] != ']')
		return false;
	page->length = i;
	rest->at += i + 1;
	rest->length -= i + 1;
	return true;
}

/* Reads `next`, a number or a text, and the end of the body after it. */
static bool take_next(struct rest *rest, struct page *page)
{
	if (page_take(rest, "}}"))
		return rest->length == 0;
	if (!page_take(rest, ",\"next\":") || rest->length < 3 ||
	    memcmp(rest->at + rest->length - 2, "}}", 2) != 0)
		return false;
	page->next =
	    json_loadb(rest->at, rest->length - 2, JSON_DECODE_ANY, NULL);
	return page->next != NULL;
}

int page_read(struct page *page, const char *body, size_t length)
{
	struct rest rest = { body, length };

	*page = (struct page){ 0 };
	return page_take(&rest, "{\"jsonrpc\":\"2.0\",\"id\":") &&
		take_id(&rest, &page->id) &&
		page_take(&rest, ",\"request\":\"") &&
		take_hash(&rest, page->request) &&
		page_take(&rest, "\",\"result\":{\"rows\":[") &&
		take_rows(&rest, page) && take_next(&rest, page)
	    ? 0
	    : -1;
}
