/* SPDX-License-Identifier: ISC */
/* Bytes are refused as a mail with words, or its text is UTF-8 without NUL,
 * and each of its lines is read whole or not at all. */
#ifndef TESTS_FUZZ_MAIL_CHECK_H
#define TESTS_FUZZ_MAIL_CHECK_H

#include <string.h>

#include "client/answer_lines.h"
#include "client/answer_words.h"
#include "client/mail.h"
#include "protocol/utf8.h"

static inline const char *mail_check_saying(const struct saying *saying)
{
	if (saying->count == 0 || saying->count > ANSWER_ACTIVITIES_MAX)
		return "a saying is of no activity, or of too many";
	if (saying->progress < -1 || saying->progress > 100)
		return "a per cent is none";
	if (saying->note == NULL && saying->status == NULL &&
	    saying->progress < 0 && !saying->done && saying->day[0] == '\0')
		return "a saying says nothing";
	return NULL;
}

static inline const char *mail_check_text(const char *text)
{
	struct saying sayings[ANSWER_SAYINGS_MAX];
	const char *breach = NULL;
	size_t passed, i;
	json_t *lines = answer_lines(text, &passed), *line;

	json_array_foreach (lines, i, line) {
		size_t count =
		    answer_words_read(sayings, json_string_value(line));

		for (size_t j = 0; j < count && breach == NULL; j++)
			breach = mail_check_saying(&sayings[j]);
	}
	json_decref(lines);
	return breach;
}

static inline const char *mail_check(const uint8_t *bytes, size_t size)
{
	const char *breach = NULL;
	struct err err = { 0 };
	struct mail mail;

	if (mail_read(&mail, (const char *)bytes, size, &err) != 0)
		breach = err.code == ERR_INVALID && err.text[0] != '\0'
		    ? NULL
		    : "a mail is not refused as it should be";
	else if (strlen(mail.text.bytes) != mail.text.length ||
	    utf8_valid(mail.text.bytes, mail.text.length) < mail.text.length)
		breach = "the text that was read is no UTF-8";
	else
		breach = mail_check_text(mail.text.bytes);
	mail_release(&mail);
	return breach;
}

#endif
