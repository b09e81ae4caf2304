/* SPDX-License-Identifier: ISC */
#include "client/answer_update.h"

#include <string.h>

#include "client/output/format.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static void show_clean(FILE *to, const char *text)
{
	struct buffer clean = { 0 };

	buffer_text(&clean, "");
	format_clean(&clean, text, 0);
	fputs(clean.bytes, to);
	buffer_free(&clean);
}

/* A word as a shell takes it: a note's in quotes. */
static void show_word(FILE *to, const json_t *value)
{
	const char *text = json_string_value(value);
	struct buffer quoted = { 0 };

	if (text == NULL) {
		fprintf(to, "%lld", (long long)json_integer_value(value));
		return;
	}
	buffer_text(&quoted, "");
	for (; *text != '\0'; text++)
		if (*text == '\'')
			buffer_text(&quoted, "'\\''");
		else
			buffer_add(&quoted, text, 1);
	if (strspn(quoted.bytes, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
	    quoted.length) {
		fputs(quoted.bytes, to);
	} else {
		fputc('\'', to);
		show_clean(to, quoted.bytes);
		fputc('\'', to);
	}
	buffer_free(&quoted);
}

static void words_comma(struct buffer *to, size_t start)
{
	buffer_text(to, to->length > start ? ", " : "");
}

static void words_done(struct buffer *to, json_t *update)
{
	struct buffer day = { 0 };

	format_in_sentence(&day, update, "done_on");
	buffer_printf(to, _("done on %s"), day.bytes);
	buffer_free(&day);
}

static void words_expected(struct buffer *to, json_t *update)
{
	struct buffer day = { 0 };

	format_in_sentence(&day, update, "expected");
	buffer_printf(to, _("expected %s"), day.bytes);
	buffer_free(&day);
}

/* "16: started, 30 %, expected 2026-11-01: At the board": who decides does
 * not have to read a command. */
static void show_words(FILE *to, json_t *update)
{
	const char *status = json_text(update, "status");
	const char *note = json_text(update, "note");
	struct buffer words = { 0 };
	size_t start;

	buffer_printf(&words, "%lld: ", (long long)json_number(update, "id"));
	start = words.length;
	if (json_object_get(update, "done_on") != NULL)
		words_done(&words, update);
	else if (status != NULL)
		format_words(&words, update, "status");
	if (json_object_get(update, "progress") != NULL) {
		words_comma(&words, start);
		buffer_printf(&words, "%lld %%",
		    (long long)json_number(update, "progress"));
	}
	if (json_object_get(update, "expected") != NULL) {
		words_comma(&words, start);
		words_expected(&words, update);
	}
	if (note != NULL && *note != '\0') {
		buffer_text(&words, words.length > start ? ": " : "");
		format_clean(&words, note, 0);
	}
	width_say(to, "%s\n", words.bytes);
	buffer_free(&words);
}

void answer_update_show(FILE *to, json_t *update)
{
	static const char *const options[][2] = {
		{ "status", "--status" },
		{ "progress", "--progress" },
		{ "note", "--note" },
		{ "expected", "--expected" },
		{ "done_on", "--done-on" },
		{ "reported_by", "--reported-by" },
	};

	show_words(to, update);
	fputs("planvakt update ", to);
	show_word(to, json_object_get(update, "id"));
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		const json_t *value = json_object_get(update, options[i][0]);

		if (value == NULL)
			continue;
		fprintf(to, " %s ", options[i][1]);
		show_word(to, value);
	}
	fputc('\n', to);
}
