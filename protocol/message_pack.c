/* SPDX-License-Identifier: ISC */
#include "protocol/message_pack.h"

#include <string.h>

#include "protocol/json_scan.h"
#include "protocol/message_spelling.h"

#define NUMBER_MAX 9  /* digits */
#define NAME_MAX   31 /* letters */

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

/* --- a row --- */

/* Most rows are texts and whole numbers under plain names, of which jansson's
 * reader makes the greatest part of an import. What these take is JSON; what
 * they do not take is left to it. */

static json_t *plain_text(struct json_scan *scan)
{
	const char *from = ++scan->at;

	while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\' &&
	    (unsigned char)*scan->at >= ' ')
		scan->at++;
	if (scan->at == scan->end || *scan->at != '"')
		return NULL;
	/* NULL where it is no UTF-8. */
	return json_stringn(from, (size_t)(scan->at++ - from));
}

static json_t *plain_number(struct json_scan *scan)
{
	const char *from = scan->at;
	json_int_t number = 0;

	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9' &&
	    scan->at - from < NUMBER_MAX)
		number = 10 * number + (*scan->at++ - '0');
	if (scan->at == from || (*from == '0' && scan->at - from > 1))
		return NULL;
	return json_integer(number);
}

static bool plain_name(struct json_scan *scan, char name[NAME_MAX + 1])
{
	size_t length = 0;

	if (scan->at == scan->end || *scan->at++ != '"')
		return false;
	for (; scan->at < scan->end &&
	     ((*scan->at >= 'a' && *scan->at <= 'z') || *scan->at == '_');
	     scan->at++) {
		if (length == NAME_MAX)
			return false;
		name[length++] = *scan->at;
	}
	name[length] = '\0';
	if (scan->end - scan->at < 3 || scan->at[0] != '"' ||
	    scan->at[1] != ':')
		return false;
	scan->at += 2;
	return true;
}

static bool plain_member(struct json_scan *scan, json_t *row)
{
	char name[NAME_MAX + 1];
	json_t *value;

	scan->at++;
	if (!plain_name(scan, name))
		return false;
	value = *scan->at == '"' ? plain_text(scan) : plain_number(scan);
	return value != NULL &&
	    json_object_set_new_nocheck(row, name, value) == 0;
}

/* NULL where it is anything else. A name that comes twice leaves fewer. */
static json_t *plain_row(const char *text, size_t length)
{
	struct json_scan scan = { text, text + length };
	json_t *row;
	size_t count = 0;
	bool plain;

	if (length == 0 || *text != '{')
		return NULL;
	row = json_object();
	do {
		plain = plain_member(&scan, row);
		count++;
	} while (plain && scan.at < scan.end && *scan.at == ',');
	if (plain && scan.end - scan.at == 1 && *scan.at == '}' &&
	    json_object_size(row) == count)
		return row;
	json_decref(row);
	return NULL;
}

json_t *message_row(const json_t *rows, size_t i)
{
	json_t *row = json_array_get(rows, i), *plain;

	if (!json_is_string(row))
		return json_incref(row);
	plain = plain_row(json_string_value(row), json_string_length(row));
	if (plain != NULL)
		return plain;
	return json_loadb(json_string_value(row), json_string_length(row),
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}
