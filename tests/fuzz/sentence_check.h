/* SPDX-License-Identifier: ISC */
/* A row of the log as a sentence, whatever its params are: text on one line,
 * in each form that it has. */
#ifndef TESTS_FUZZ_SENTENCE_CHECK_H
#define TESTS_FUZZ_SENTENCE_CHECK_H

#include <jansson.h>
#include <stdint.h>
#include <string.h>

#include "protocol/log_sentence.h"
#include "protocol/utf8.h"

static inline const char *sentence_is_text(const struct buffer *text)
{
	if (text->length == 0)
		return "a sentence is empty";
	return utf8_valid(text->bytes, text->length) == text->length
	    ? NULL
	    : "a sentence is no UTF-8";
}

static inline const char *sentence_check(const uint8_t *bytes, size_t size)
{
	json_t *row = json_loadb((const char *)bytes, size, 0, NULL);
	struct buffer what = { 0 }, line = { 0 }, csv = { 0 };
	const char *breach = NULL;

	if (json_is_object(row) &&
	    json_string_length(json_object_get(row, "command")) > 0) {
		log_sentence(&what, row);
		breach = sentence_is_text(&what);
		json_object_set_new(row, "what", json_string(what.bytes));
		/* The daemon's own rows have always one. */
		json_object_set_new(
		    row, "at", json_string("2022-06-13T07:00:00Z"));
		log_sentence_line(&line, row);
		log_sentence_csv(&csv, row);
		if (breach == NULL)
			breach = sentence_is_text(&line);
		if (breach == NULL)
			breach = sentence_is_text(&csv);
	}
	json_decref(row);
	buffer_free(&what);
	buffer_free(&line);
	buffer_free(&csv);
	return breach;
}

#endif
