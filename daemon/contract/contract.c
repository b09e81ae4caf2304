/* SPDX-License-Identifier: ISC */
#include "daemon/contract/contract.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/calendar/day.h"
#include "daemon/calendar/interval.h"
#include "daemon/contract/field_place.h"
#include "daemon/text/identity.h"
#include "daemon/text/name.h"
#include "protocol/address.h"
#include "protocol/shape.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"
#include "protocol/message_pack.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#define CODE_CHARACTERS 32
/* The largest line number or id that an error repeats: too short for a person's
 * number. */
#define ID_MAX 999999999

/* Control characters, and those that reorder what a reader sees (Unicode
 * UAX #9, explicit directional formatting). */
static bool is_forbidden(ucs4_t c, bool breaks)
{
	if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
		return !breaks;
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Counts the characters of valid UTF-8; -1 where one is forbidden. */
static int64_t count_characters(const char *text, bool breaks)
{
	const uint8_t *at = (const uint8_t *)text;
	int64_t count = 0;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL) {
		if (is_forbidden(c, breaks))
			return -1;
		count++;
	}
	return count;
}

static bool contract_is_blank(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL)
		if (!uc_is_property_white_space(c))
			return false;
	return true;
}

static int check_text(const struct field *field,
    const struct field_place *place, const char *text, struct err *err)
{
	bool breaks = field->type == FIELD_TEXT;
	int64_t count = count_characters(text, breaks);

	if (count < 0)
		return field_place_refuse(place, err,
		    breaks ? N_("has a control character: remove it")
			   : N_("has a control character or a line break: write"
				" it as one line"));
	if (field->min > 0 && contract_is_blank(text))
		return field_place_refuse(
		    place, err, "is empty: it needs some words");
	if (count >= field->min && count <= field->max)
		return 0;
	if (count < field->min)
		err_set_plural(err, ERR_INVALID, (unsigned long)count,
		    "has %" PRId64 " character: at least %" PRId64,
		    "has %" PRId64 " characters: at least %" PRId64, count,
		    field->min);
	else
		err_set(err, ERR_INVALID,
		    "has %" PRId64 " characters: at most %" PRId64, count,
		    field->max);
	return field_place_refuse_there(place, err);
}

static bool is_code_character(ucs4_t c, bool first)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return true;
	if (c == 0xe5 || c == 0xe4 || c == 0xf6 || c == 0xe9 || c == 0xfc)
		return true; /* å ä ö é ü */
	return !first && (c == '-' || c == '_' || c == '.');
}

static int check_code(
    const struct field_place *place, const char *text, struct err *err)
{
	const uint8_t *at = (const uint8_t *)text;
	int count = 0;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL)
		if (!is_code_character(c, count++ == 0))
			count = CODE_CHARACTERS + 1;
	if (count >= 1 && count <= CODE_CHARACTERS)
		return 0;
	return field_place_refuse(place, err,
	    "a code is 1 to 32 of a-z å ä ö é ü 0-9 - _ . and begins with a"
	    " letter or a digit");
}

/* Readings are as old as the log, and say what they said. */
/* The 30th of February, say, of a year that can be meant. */
static bool is_missing_day(const char *text)
{
	long year = strtol(text, NULL, 10);

	return shape_is(text, "dddd-dd-dd") && year >= YEAR_MEANT_MIN &&
	    year <= YEAR_MEANT_MAX;
}

static int check_date(
    const struct field_place *place, const char *text, struct err *err)
{
	struct day day;

	/* As a client writes a day without its year. */
	if (shape_is(text, "dd-dd"))
		return field_place_refuse(place, err,
		    "has no year: write it as YYYY-MM-DD, for example"
		    " 2026-06-30");
	if (!day_read(text, &day))
		return field_place_refuse(place, err,
		    is_missing_day(text)
			? N_("is not a date that exists: look at the month and"
			     " the day")
			: N_("is not a date: write it as YYYY-MM-DD, for"
			     " example 2026-06-30"));
	if (place->own || day_is_meant(day))
		return 0;
	err_set(err, ERR_INVALID, "is not from %d to %d: look at the year",
	    YEAR_MEANT_MIN, YEAR_MEANT_MAX);
	return field_place_refuse_there(place, err);
}

static int check_word(const struct field *field,
    const struct field_place *place, const char *text, struct err *err)
{
	char words[256] = "";
	size_t at = 0;

	assert(field->words != NULL);
	for (int64_t i = field->min;
	     field->words[i] != NULL && (field->max == 0 || i < field->max);
	     i++) {
		if (strcmp(field->words[i], text) == 0)
			return 0;
		at += (size_t)snprintf(words + at, sizeof(words) - at, "%s%s",
		    at > 0 ? " " : "", field->words[i]);
	}
	err_set(err, ERR_INVALID, "is none of: %s", words);
	return field_place_refuse_there(place, err);
}

static int check_name(const struct field *field,
    const struct field_place *place, const char *text, struct err *err)
{
	if (check_text(field, place, text, err) != 0)
		return -1;
	if (name_is_plain(text))
		return 0;
	return field_place_refuse(place, err,
	    "is no name of a key: a letter or a digit, then letters, digits,"
	    " single blanks and - . , _ ' ( ) & / + @ :");
}

/* The key's own two words, spelled in one way: a comment may be a person's name
 * or mail address, and who verifies reads the line too. */
static int check_key(
    const struct field_place *place, const char *text, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	char line[SIGN_SSH_PUBLIC];

	if (sign_public_read(text, public, err) != 0)
		return field_place_refuse_there(place, err);
	sign_public_write(public, line);
	if (strcmp(line, text) == 0)
		return 0;
	return field_place_refuse(place, err,
	    "is not the key alone: write it as \"ssh-ed25519 AAAA...\", without"
	    " a comment or other blanks");
}

static int check_identity(const struct field *field,
    const struct field_place *place, const char *text, struct err *err)
{
	enum identity_kind kind;

	/* A key's base64 may look like anything, as may a hash. */
	if (place->own || field->type == FIELD_KEY ||
	    field->type == FIELD_HASH || !identity_found(text, &kind))
		return 0;
	err_set(err, ERR_INVALID,
	    kind == IDENTITY_BARE
		? N_("looks like a personal identity number (%s): the plan"
		     " holds"
		     " nothing about individuals; remove it; a telephone number"
		     " is written in groups: 070-123 45 67")
		: N_("looks like a personal identity number (%s): the plan"
		     " holds"
		     " nothing about individuals; remove it"),
	    kind == IDENTITY_INTERIM ? "interimsnummer" : "personnummer");
	return field_place_refuse_there(place, err);
}

static int check_hash(
    const struct field_place *place, const char *text, struct err *err)
{
	if (strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64)
		return 0;
	return field_place_refuse(
	    place, err, "is no SHA-256 in 64 hexadecimal digits (0-9, a-f)");
}

static int check_address(
    const struct field_place *place, const char *wrong, struct err *err)
{
	return wrong == NULL ? 0 : field_place_refuse(place, err, wrong);
}

static int check_form(const struct field *field,
    const struct field_place *place, const char *text, struct err *err)
{
	struct interval interval;

	switch (field->type) {
	case FIELD_NAME:
		return check_name(field, place, text, err);
	case FIELD_KEY:
		return check_key(place, text, err);
	case FIELD_HASH:
		return check_hash(place, text, err);
	case FIELD_CODE:
		return check_code(place, text, err);
	case FIELD_WORD:
		return check_word(field, place, text, err);
	case FIELD_DATE:
		return check_date(place, text, err);
	case FIELD_INTERVAL:
		if (interval_read(text, &interval))
			return 0;
		return field_place_refuse(place, err,
		    "is not an interval: write a number and d, w, m or y, for"
		    " example 4m");
	case FIELD_MAIL:
		return check_address(place, address_wrong(text), err);
	case FIELD_MAILS:
		return check_address(place, addresses_wrong(text), err);
	default:
		return check_text(field, place, text, err);
	}
}

static int check_string(const struct field *field,
    const struct field_place *place, const json_t *value, struct err *err)
{
	const char *text = json_string_value(value);

	if (text == NULL)
		return field_place_refuse(place, err, "is not a text");
	if (check_form(field, place, text, err) != 0)
		return -1;
	return check_identity(field, place, text, err);
}

static int check_number(const struct field *field,
    const struct field_place *place, const json_t *value, struct err *err)
{
	int64_t min = field->type == FIELD_ID ? 1 : field->min;
	int64_t max = field->type == FIELD_ID ? ID_MAX : field->max;

	if (json_is_integer(value) && json_integer_value(value) >= min &&
	    json_integer_value(value) <= max)
		return 0;
	err_set(err, ERR_INVALID,
	    "is not a whole number from %" PRId64 " to %" PRId64, min, max);
	return field_place_refuse_there(place, err);
}

static int check_object(const struct field *fields, struct field_place *place,
    const json_t *object, struct err *err);

static int check_value(const struct field *field, struct field_place *place,
    const json_t *value, struct err *err)
{
	switch (field->type) {
	case FIELD_ID:
	case FIELD_NUMBER:
		return check_number(field, place, value, err);
	case FIELD_FLAG:
		if (json_is_boolean(value))
			return 0;
		return field_place_refuse(
		    place, err, "is neither true nor false");
	case FIELD_OBJECT:
		if (!json_is_object(value))
			return field_place_refuse(
			    place, err, "is not an object");
		place->line = json_number(value, "line");
		return check_object(field->row, place, value, err);
	default:
		return check_string(field, place, value, err);
	}
}

/* Whether a word or a code stands twice in a list, where it can mean
 * nothing. */
static bool is_named_twice(
    const struct field *field, const json_t *list, size_t at)
{
	if (field->type != FIELD_WORD && field->type != FIELD_CODE)
		return false;
	for (size_t i = 0; i < at; i++)
		if (json_equal(
			json_array_get(list, i), json_array_get(list, at)))
			return true;
	return false;
}

/* A row that is kept as its text. */
static int check_packed(const struct field *field, struct field_place *place,
    const json_t *list, size_t i, struct err *err)
{
	json_t *row = message_row(list, i);
	int result;

	place->packed = false;
	if (row == NULL)
		result = field_place_refuse(place, err, "is not valid JSON");
	else
		result = check_value(field, place, row, err);
	json_decref(row);
	return result;
}

static int contract_check_list(const struct field *field,
    const struct field_place *place, const json_t *list, struct err *err)
{
	if (!json_is_array(list))
		return field_place_refuse(place, err, "is not a list");
	if (json_array_size(list) > (size_t)field->many) {
		err_set(err, ERR_INVALID, "has %zu parts: at most %" PRId64,
		    json_array_size(list), field->many);
		return field_place_refuse_there(place, err);
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct field_place part = field_place_inside(place, NULL);

		part.element = i;
		if (is_named_twice(field, list, i))
			return field_place_refuse(
			    place, err, "has a part that is named twice");
		if (place->read && json_is_null(json_array_get(list, i)) &&
		    field->type == FIELD_OBJECT)
			continue;
		if (place->packed && place->read && field->type == FIELD_OBJECT)
			break; /* read() has only just said it */
		if (place->packed && field->type == FIELD_OBJECT) {
			if (check_packed(field, &part, list, i, err) != 0)
				return -1;
			continue;
		}
		if (check_value(field, &part, json_array_get(list, i), err) !=
		    0)
			return -1;
	}
	return 0;
}

const struct field *contract_field(
    const struct field *fields, const char *name, size_t length)
{
	for (; fields != NULL && fields->name != NULL; fields++)
		if (strlen(fields->name) == length &&
		    strncmp(fields->name, name, length) == 0)
			return fields;
	return NULL;
}

static bool is_missing(
    const struct field_place *place, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return value == NULL || (place->read && json_is_null(value));
}

static int check_object(const struct field *fields, struct field_place *place,
    const json_t *object, struct err *err)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)object, name, value) {
		const struct field *field =
		    contract_field(fields, name, strlen(name));
		struct field_place inner = field_place_inside(place, name);

		if (place->read && (field == NULL || json_is_null(value)))
			continue;
		if (field == NULL)
			return field_place_unknown(&inner, err);
		if (field->many > 0
			? contract_check_list(field, &inner, value, err) != 0
			: check_value(field, &inner, value, err) != 0)
			return -1;
	}
	for (; fields->name != NULL; fields++) {
		struct field_place inner =
		    field_place_inside(place, fields->name);

		if (fields->need == REQUIRED &&
		    is_missing(place, object, fields->name))
			return field_place_refuse(&inner, err, "is missing");
	}
	return 0;
}

int contract_check(
    const struct field *fields, const json_t *params, struct err *err)
{
	struct field_place place = { 0 };

	return check_object(fields, &place, params, err);
}

int contract_check_packed(
    const struct field *fields, const json_t *params, struct err *err)
{
	struct field_place place = { .packed = true };

	return check_object(fields, &place, params, err);
}

int contract_check_own(
    const struct field *fields, const json_t *params, struct err *err)
{
	struct field_place place = { .own = true };

	return check_object(fields, &place, params, err);
}

int contract_check_reading(const struct field *fields, const json_t *reading,
    bool packed, struct err *err)
{
	struct field_place place = {
		.own = true,
		.read = true,
		.packed = packed,
	};

	if (!json_is_object(reading))
		return err_set(err, ERR_INVALID, "it is not an object");
	return check_object(fields, &place, reading, err);
}
