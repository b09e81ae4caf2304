/* SPDX-License-Identifier: ISC */
#include "protocol/message_pack.h"

#include <string.h>

#include "protocol/message_spelling.h"

/* Where we are in a body. */
struct packing {
	const char *at, *end;
};

/* Moves behind a string, from its opening quote. */
static void pass_string(struct packing *packing)
{
	packing->at++;
	while (packing->at < packing->end && *packing->at != '"')
		packing->at += *packing->at == '\\' ? 2 : 1;
	packing->at++;
}

static void pass_space(struct packing *packing)
{
	while (packing->at < packing->end &&
	    strchr(" \t\r\n", *packing->at) != NULL)
		packing->at++;
}

/* Moves behind a value: to the comma or bracket after it. */
static void pass_value(struct packing *packing)
{
	int depth = 0;

	while (packing->at < packing->end) {
		char c = *packing->at;

		if (c == '"') {
			pass_string(packing);
			continue;
		}
		if (depth == 0 && (c == ',' || c == ']' || c == '}'))
			return;
		depth += c == '[' || c == '{';
		depth -= c == ']' || c == '}';
		packing->at++;
	}
}

/* Moves into the member of this name of the object at hand: to its value. */
static bool enter(struct packing *packing, const char *name)
{
	size_t length = strlen(name);

	pass_space(packing);
	if (packing->at >= packing->end || *packing->at != '{')
		return false;
	do {
		const char *key;
		bool found;

		packing->at++;
		pass_space(packing);
		key = packing->at;
		if (key >= packing->end || *key != '"')
			return false;
		pass_string(packing);
		found = packing->at < packing->end &&
		    (size_t)(packing->at - key) == length + 2 &&
		    memcmp(key + 1, name, length) == 0;
		pass_space(packing);
		if (packing->at >= packing->end || *packing->at != ':')
			return false;
		packing->at++;
		pass_space(packing);
		if (found)
			return packing->at < packing->end;
		pass_value(packing);
	} while (packing->at < packing->end && *packing->at == ',');
	return false;
}

static const char spaces[] = "\t\r\n";

static void put_packed(struct buffer *to, const char *from, const char *end)
{
	const char *plain = from;

	buffer_text(to, "\"");
	for (const char *at = from; at < end; at++) {
		const char *space = strchr(spaces, *at);

		if (space == NULL && *at != '"' && *at != '\\')
			continue;
		buffer_add(to, plain, (size_t)(at - plain));
		buffer_text(to, "\\");
		plain = at;
		/* White space between the row's members. */
		if (space != NULL && *space != '\0') {
			buffer_add(to, &"trn"[space - spaces], 1);
			plain = at + 1;
		}
	}
	buffer_add(to, plain, (size_t)(end - plain));
	buffer_text(to, "\"");
}

bool message_pack(struct buffer *to, const char *body, size_t length)
{
	struct packing packing = { body, body + length };

	if (!enter(&packing, "params") || !enter(&packing, "rows") ||
	    *packing.at != '[')
		return false;
	buffer_add(to, body, (size_t)(packing.at - body));
	do {
		const char *from;

		buffer_add(to, packing.at++, 1);
		pass_space(&packing);
		from = packing.at;
		pass_value(&packing);
		if (packing.at > packing.end)
			packing.at = packing.end;
		if (packing.at > from)
			put_packed(to, from, packing.at);
	} while (packing.at < packing.end && *packing.at == ',');
	buffer_add(to, packing.at, (size_t)(packing.end - packing.at));
	return true;
}

int message_request_read_packed(
    struct request *request, const char *body, size_t length, struct err *err)
{
	struct buffer packed = { 0 };
	bool is_read = false;

	if (length >= MESSAGE_PACK_FROM && message_pack(&packed, body, length))
		is_read = message_request_read(
			      request, packed.bytes, packed.length, err) == 0;
	buffer_free(&packed);
	if (is_read && message_spelling_check(body, length, err) == 0) {
		request->packed = true;
		return 0;
	}
	if (is_read)
		message_request_release(request);
	/* It says best what is wrong. */
	return message_request_read(request, body, length, err);
}

json_t *message_pack_list(const char *text, size_t length)
{
	struct packing packing = { text, text + length };
	json_t *list = json_array();

	do {
		const char *from;

		packing.at++;
		pass_space(&packing);
		from = packing.at;
		pass_value(&packing);
		if (packing.at > from)
			json_array_append_new(list,
			    json_stringn(from, (size_t)(packing.at - from)));
	} while (packing.at < packing.end && *packing.at == ',');
	return list;
}

json_t *message_row(const json_t *rows, size_t i)
{
	json_t *row = json_array_get(rows, i);

	if (!json_is_string(row))
		return json_incref(row);
	return json_loadb(json_string_value(row), json_string_length(row),
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}
