/* SPDX-License-Identifier: ISC */
#include "protocol/message_pack.h"

#include <string.h>

#include "protocol/json_scan.h"
#include "protocol/message_spelling.h"

/* Moves into the member of this name of the object at hand: to its value. */
static bool message_pack_enter(struct json_scan *scan, const char *name)
{
	size_t length = strlen(name);

	scan_space(scan);
	if (scan->at >= scan->end || *scan->at != '{')
		return false;
	do {
		const char *key;
		bool found;

		scan->at++;
		scan_space(scan);
		key = scan->at;
		if (key >= scan->end || *key != '"')
			return false;
		scan_string(scan);
		found = scan->at < scan->end &&
		    (size_t)(scan->at - key) == length + 2 &&
		    memcmp(key + 1, name, length) == 0;
		scan_space(scan);
		if (scan->at >= scan->end || *scan->at != ':')
			return false;
		scan->at++;
		scan_space(scan);
		if (found)
			return scan->at < scan->end;
		scan_value(scan);
	} while (scan->at < scan->end && *scan->at == ',');
	return false;
}

/* Appends the text of the element at hand; false where there is none. */
static bool pack_element(struct json_scan *scan, json_t *list)
{
	const char *from = scan->at;

	scan_value(scan);
	return scan->at > from && scan->at < scan->end &&
	    json_array_append_new(
		list, json_stringn(from, (size_t)(scan->at - from))) == 0;
}

/* The elements' texts, from the list's bracket to behind the other one; NULL
 * where it is no list of such. */
static json_t *pack_list(struct json_scan *scan)
{
	json_t *list = json_array();
	bool is_list;

	do {
		scan->at++;
		scan_space(scan);
		is_list = (scan->at < scan->end && *scan->at == ']' &&
			      json_array_size(list) == 0) ||
		    pack_element(scan, list);
	} while (is_list && *scan->at == ',');
	if (is_list && *scan->at++ == ']')
		return list;
	json_decref(list);
	return NULL;
}

/* Reads the body around its rows, and these as texts. */
static int read_around(
    struct request *request, const char *body, size_t length, struct err *err)
{
	struct json_scan scan = { body, body + length };
	struct buffer around = { 0 };
	json_t *rows;
	int result = -1;

	if (!message_pack_enter(&scan, "params") ||
	    !message_pack_enter(&scan, "rows") || *scan.at != '[')
		return -1;
	buffer_add(&around, body, (size_t)(scan.at - body));
	buffer_text(&around, "[]");
	rows = pack_list(&scan);
	if (rows != NULL) {
		buffer_add(&around, scan.at, (size_t)(scan.end - scan.at));
		result = message_request_read(
		    request, around.bytes, around.length, err);
	}
	if (result == 0)
		json_object_set(request->params, "rows", rows);
	json_decref(rows);
	buffer_free(&around);
	return result;
}

int message_request_read_packed(
    struct request *request, const char *body, size_t length, struct err *err)
{
	bool is_read = length >= MESSAGE_PACK_FROM &&
	    read_around(request, body, length, err) == 0;

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
	struct json_scan scan = { text, text + length };

	return pack_list(&scan);
}

json_t *message_row(const json_t *rows, size_t i)
{
	json_t *row = json_array_get(rows, i);

	if (!json_is_string(row))
		return json_incref(row);
	return json_loadb(json_string_value(row), json_string_length(row),
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}
