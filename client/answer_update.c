/* SPDX-License-Identifier: ISC */
#include "client/answer_update.h"

#include <string.h>

#include "client/output/format.h"
#include "protocol/buffer.h"

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
