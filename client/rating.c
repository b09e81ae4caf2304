/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "client/call.h"
#include "client/verb.h"
#include "protocol/buffer.h"

static const struct column columns[] = {
	{ "activity", "ID", COLUMN_NUMBER },
	{ "plan", "PLAN", COLUMN_PLAIN, 4 },
	{ "words", "ACTIVITY", COLUMN_WORDS },
	{ "period", "PERIOD", COLUMN_PLAIN },
	{ "band", "BAND", COLUMN_PLAIN },
	{ "figures", "FIGURES", COLUMN_RARE | COLUMN_CUT, 2 },
	{ "comment", "COMMENT", COLUMN_RARE | COLUMN_CUT, 3 },
	{ "at", NULL, COLUMN_PLAIN },
	{ "by", NULL, COLUMN_PLAIN },
	{ 0 },
};

/* How many bytes of a number's spelling stand at the start of the text:
 * groups of digits parted by blanks, a decimal comma or point. What is given
 * to the daemon has no blanks. */
static size_t number_length(const char *text, struct buffer *number)
{
	static const char *const blanks[] = { " ", "\u00a0", "\u202f" };
	size_t at = 0, digits;

	buffer_text(number, "");
	if (strncmp(text, "\u2212", 3) == 0) {
		buffer_text(number, "-");
		at = 3;
	} else if (*text == '-' || *text == '+') {
		buffer_add(number, text, 1);
		at = 1;
	}
	for (;;) {
		size_t blank = 0;

		digits = strspn(text + at, "0123456789");
		buffer_add(number, text + at, digits);
		at += digits;
		for (size_t i = 0; i < 3 && blank == 0; i++)
			if (strncmp(text + at, blanks[i], strlen(blanks[i])) ==
			    0)
				blank = strlen(blanks[i]);
		/* A group has three digits and no more. */
		if (digits == 0 || blank == 0 ||
		    strspn(text + at + blank, "0123456789") != 3)
			break;
		at += blank;
	}
	digits = strspn(text + at + (text[at] != '\0'), "0123456789");
	if ((text[at] == ',' || text[at] == '.') && digits > 0) {
		buffer_add(number, text + at, digits + 1);
		at += digits + 1;
	}
	return at;
}

/* "NAME=VALUE[UNIT]": "kostnad per plats=412 000 kr". */
static json_t *read_figure(const char *text)
{
	size_t name = strcspn(text, "="), length;
	struct buffer number = { 0 };
	const char *value = text + name, *unit;
	json_t *figure;

	value += *value == '=';
	value += strspn(value, " ");
	length = number_length(value, &number);
	if (length == 0) {
		buffer_text(&number, value); /* for the daemon to refuse */
		length = strlen(value);
	}
	unit = value + length;
	unit += strspn(unit, " ");
	if (strncmp(unit, "\u00a0", 2) == 0)
		unit += 2;
	while (name > 0 && text[name - 1] == ' ')
		name--;
	figure =
	    json_pack("{s:s%, s:s}", "name", text, name, "value", number.bytes);
	if (*unit != '\0')
		json_object_set_new(figure, "unit", json_string(unit));
	buffer_free(&number);
	return figure;
}

static int rating_read_figures(json_t *params, struct err *err)
{
	json_t *texts = json_object_get(params, "figures"), *text;
	json_t *figures = json_array();
	size_t i;

	json_array_foreach (texts, i, text) {
		const char *words = json_string_value(text);

		if (strchr(words, '=') == NULL || words[0] == '=') {
			json_decref(figures);
			return err_set(err, ERR_INVALID,
			    "--figure %.80s: write it as NAME=VALUE, with the "
			    "unit behind the number if it has one: "
			    "kostnad='412000 kr'",
			    words);
		}
		json_array_append_new(figures, read_figure(words));
	}
	if (texts != NULL)
		json_object_set(params, "figures", figures);
	json_decref(figures);
	return 0;
}

static int rating_set_run(struct call *call, struct err *err)
{
	return rating_read_figures(call->words->params, err) == 0
	    ? call_ask(call, err)
	    : -1;
}

const struct verb rating_verbs[] = {
	{ "rating set <id> --period TEXT --band BAND [--comment TEXT] "
	  "[--figure NAME=VALUE]...",
	    "rating.set", WRITES, "Say how an activity went in a period.",
	    columns, NULL, rating_set_run },
	{ "rating list [--plan CODE] [--period TEXT] [--activity N]",
	    "rating.list", LISTS, "List how activities went.", columns,
	    "no ratings to show" },
	{ 0 },
};
