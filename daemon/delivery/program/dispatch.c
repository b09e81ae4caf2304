/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/dispatch.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "daemon/delivery/program/events.h"
#include "protocol/address.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"

#define TOKEN_BYTES   32
#define DATE_MAX      INT64_C(253402300799) /* 9999-12-31T23:59:59Z */
#define OFFSET_MAX    (14 * 3600)           /* the widest in use */
#define FROM_NAME_MAX 200
#define SUBJECT_MAX   998 /* RFC 5322, section 2.1.1, before folding */

#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS  "0123456789"

/* A member is a whole number, a string or a list, and the rest of its rule a
 * function that returns what is wrong, or NULL; without one it is true or
 * false. */
struct member {
	const char *name;
	size_t at; /* in struct handed_dispatch */
	bool optional;
	const char *(*number_wrong)(json_int_t number);
	const char *(*string_wrong)(const char *string);
	const char *(*list_wrong)(json_t *list);
};

static const char *dispatch_wrong(json_int_t number)
{
	return number < 1 ? N_("is not a number from 1") : NULL;
}

static const char *date_wrong(json_int_t number)
{
	return number < 0 || number > DATE_MAX
	    ? N_("is not a time from 1970 to 9999")
	    : NULL;
}

static const char *offset_wrong(json_int_t number)
{
	return number < -OFFSET_MAX || number > OFFSET_MAX || number % 60 != 0
	    ? N_("is not whole minutes within 14 hours")
	    : NULL;
}

static const char *token_wrong(const char *string)
{
	uint8_t token[TOKEN_BYTES];

	return hex_read(string, token, sizeof(token)) != 0
	    ? N_("is not 64 lower-case hexadecimal digits")
	    : NULL;
}

/* Jansson has seen to it that the string is UTF-8. */
static const char *control_wrong(const char *string, const char *allowed)
{
	for (const char *at = string; *at != '\0'; at++) {
		unsigned char c = (unsigned char)at[0];
		unsigned char next = (unsigned char)at[1];

		if (c == 0x7f || (c < 0x20 && strchr(allowed, c) == NULL))
			return N_("has a control character");
		if (c == 0xc2 && next < 0xa0) /* U+0080 to U+009F */
			return N_("has a control character");
	}
	return NULL;
}

static const char *header_wrong(const char *string, size_t max)
{
	if (string[0] == '\0')
		return N_("is empty");
	if (strlen(string) > max)
		return N_("is too long for a header");
	return control_wrong(string, "");
}

static const char *name_wrong(const char *string)
{
	return header_wrong(string, FROM_NAME_MAX);
}

static const char *subject_wrong(const char *string)
{
	return header_wrong(string, SUBJECT_MAX);
}

static const char *text_wrong(const char *string)
{
	return control_wrong(string, "\n\t");
}

static const char *language_wrong(const char *string)
{
	size_t length = strlen(string);

	return length < 2 || length > 3 || strspn(string, LETTERS) != length
	    ? N_("is not a language's two or three letters")
	    : NULL;
}

/* "dispatch-17." and 32 hexadecimal digits, as dispatch_name() writes it. */
static const char *answers_wrong(const char *string)
{
	static const char prefix[] = "dispatch-";
	size_t at = strlen(prefix), digits;

	if (strncmp(string, prefix, at) != 0)
		return N_("is not the name of a dispatch");
	digits = strspn(string + at, DIGITS);
	at += digits;
	if (digits == 0 || digits > 19 || string[at] != '.' ||
	    strspn(string + at + 1, DIGITS "abcdef") != TOKEN_BYTES ||
	    string[at + 1 + TOKEN_BYTES] != '\0')
		return N_("is not the name of a dispatch");
	return NULL;
}

#define AT(name) offsetof(struct handed_dispatch, name)

static const struct member members[] = {
	{ "dispatch", AT(number), .number_wrong = dispatch_wrong },
	{ "token", AT(token), .string_wrong = token_wrong },
	{ "date", AT(date), .number_wrong = date_wrong },
	{ "offset", AT(offset), .number_wrong = offset_wrong },
	{ "from", AT(from), .string_wrong = address_wrong },
	{ "from_name", AT(from_name), .string_wrong = name_wrong },
	{ "reply_to", AT(reply_to), true, .string_wrong = addresses_wrong },
	{ "to", AT(to), .string_wrong = addresses_wrong },
	{ "to_name", AT(to_name), true, .string_wrong = name_wrong },
	{ "answers", AT(answers), true, .string_wrong = answers_wrong },
	{ "subject", AT(subject), .string_wrong = subject_wrong },
	{ "text", AT(text), .string_wrong = text_wrong },
	{ "language", AT(language), .string_wrong = language_wrong },
	{ "rehearsal", AT(rehearsal) },
	{ "calendar", AT(calendar), true, .list_wrong = events_wrong },
};

#define MEMBERS (sizeof(members) / sizeof(members[0]))

static const char *number_read(struct handed_dispatch *dispatch,
    const struct member *member, json_t *value)
{
	json_int_t number = json_integer_value(value);
	int64_t *to = (int64_t *)(void *)((char *)dispatch + member->at);

	if (!json_is_integer(value))
		return N_("is not a whole number");
	*to = number;
	return member->number_wrong(number);
}

static const char *string_read(struct handed_dispatch *dispatch,
    const struct member *member, json_t *value)
{
	const char *string = json_string_value(value);
	const char **to =
	    (const char **)(void *)((char *)dispatch + member->at);

	if (string == NULL)
		return N_("is not a string");
	*to = string;
	return member->string_wrong(string);
}

static const char *list_read(struct handed_dispatch *dispatch,
    const struct member *member, json_t *value)
{
	json_t **to = (json_t **)(void *)((char *)dispatch + member->at);

	*to = value;
	return member->list_wrong(value);
}

static const char *truth_read(struct handed_dispatch *dispatch,
    const struct member *member, json_t *value)
{
	bool *to = (bool *)(void *)((char *)dispatch + member->at);

	*to = json_is_true(value);
	return json_is_boolean(value) ? NULL : "is not true or false";
}

static int member_read(struct handed_dispatch *dispatch,
    const struct member *member, struct err *err)
{
	json_t *value = json_object_get(dispatch->root, member->name);
	const char *wrong = NULL;

	if (value == NULL)
		wrong = member->optional ? NULL : "is missing";
	else if (member->number_wrong != NULL)
		wrong = number_read(dispatch, member, value);
	else if (member->string_wrong != NULL)
		wrong = string_read(dispatch, member, value);
	else if (member->list_wrong != NULL)
		wrong = list_read(dispatch, member, value);
	else
		wrong = truth_read(dispatch, member, value);
	if (wrong != NULL)
		return err_set(err, ERR_INVALID, "the dispatch's \"%s\" %-s",
		    member->name, wrong);
	return 0;
}

static int members_known(json_t *root, struct err *err)
{
	const char *name;
	json_t *value;

	json_object_foreach (root, name, value) {
		size_t i = 0;

		while (i < MEMBERS && strcmp(members[i].name, name) != 0)
			i++;
		if (i == MEMBERS)
			return err_set(err, ERR_INVALID,
			    "the dispatch has a member that is not known");
	}
	return 0;
}

static int members_read(struct handed_dispatch *dispatch, struct err *err)
{
	if (members_known(dispatch->root, err) != 0)
		return -1;
	for (size_t i = 0; i < MEMBERS; i++)
		if (member_read(dispatch, &members[i], err) != 0)
			return -1;
	return 0;
}

int dispatch_read(struct handed_dispatch *dispatch, const char *json,
    size_t length, struct err *err)
{
	*dispatch = (struct handed_dispatch){ 0 };
	dispatch->root = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(dispatch->root))
		err_set(err, ERR_INVALID,
		    "the dispatch is not one JSON object in UTF-8");
	else if (members_read(dispatch, err) == 0)
		return 0;
	dispatch_release(dispatch);
	return -1;
}

void dispatch_release(struct handed_dispatch *dispatch)
{
	json_decref(dispatch->root);
	*dispatch = (struct handed_dispatch){ 0 };
}

void dispatch_name(
    char name[DISPATCH_NAME], const struct handed_dispatch *dispatch)
{
	snprintf(name, DISPATCH_NAME, "dispatch-%" PRId64 ".%.32s",
	    dispatch->number, dispatch->token);
}
