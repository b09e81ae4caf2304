/* SPDX-License-Identifier: ISC */
#include "client/register.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static const char *const heads[] = { N_("No."), N_("Date"), N_("Time"),
	N_("To"), N_("Case"), N_("Plan"), N_("Subject"), N_("Outcome"),
	N_("Message-ID"), NULL };

/* On a page there is no room for the last column. */
#define ON_PAGE 8

static const unsigned widths[] = { 6, 14, 8, 18, 15, 10, 18, 11 };

/* --- rows --- */

static void register_cell(json_t *row, struct buffer *text)
{
	json_array_append_new(row, json_string(text->bytes));
	buffer_free(text);
}

static void register_word(json_t *row, json_t *message, const char *field)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_words(&text, message, field);
	register_cell(row, &text);
}

/* The day and the time at which the mail system had taken it or had refused it;
 * what was not handed over was not sent. */
static void register_time(json_t *row, json_t *message)
{
	const char *state = json_text(message, "state");
	struct buffer text = { 0 };

	buffer_text(&text, "");
	if (state != NULL &&
	    (strcmp(state, "accepted") == 0 || strcmp(state, "failed") == 0))
		format_words(&text, message, "settled_at");
	json_array_append_new(
	    row, json_stringn(text.bytes, text.length < 10 ? 0 : 10));
	json_array_append_new(
	    row, json_string(text.length > 11 ? text.bytes + 11 : ""));
	buffer_free(&text);
}

/* "kom inte fram: 550 no such user" */
static void register_outcome(json_t *row, json_t *message)
{
	const char *answer = json_text(message, "answer");
	struct buffer text = { 0 };

	/* Of a mail, where a list of notices speaks of one. */
	if (strcmp(json_text(message, "state"), "accepted") == 0)
		buffer_text(&text, _("has been sent"));
	else
		format_words(&text, message, "state");
	if (answer != NULL && answer[0] != '\0') {
		buffer_text(&text, ": ");
		format_words(&text, message, "answer");
	}
	register_cell(row, &text);
}

static json_t *register_rows(json_t *messages)
{
	json_t *rows = json_array(), *message;
	size_t i;

	json_array_foreach (messages, i, message) {
		json_t *row = json_array();

		register_word(row, message, "dispatch");
		register_time(row, message);
		register_word(row, message, "address");
		register_word(row, message, "cases");
		register_word(row, message, "plans");
		register_word(row, message, "subject");
		register_outcome(row, message);
		register_word(row, message, "message");
		json_array_append_new(rows, row);
	}
	return rows;
}

/* --- the command --- */

static int register_fetch(struct call *call, json_t *messages, struct err *err)
{
	json_t *params = json_object(), *given = call->words->params;
	int result;

	if (json_object_get(given, "from") != NULL)
		json_object_set(params, "from", json_object_get(given, "from"));
	if (json_object_get(given, "to") != NULL)
		json_object_set(params, "to", json_object_get(given, "to"));
	result = call_rows(call, "notice.register", params, messages, err);
	json_decref(params);
	return result;
}

/* Which days it is of, in a page's first words. */
static json_t *register_words(json_t *params)
{
	const char *from = json_text(params, "from");
	const char *to = json_text(params, "to");
	struct buffer text = { 0 };
	json_t *words = json_array();

	if (from != NULL && to != NULL)
		buffer_printf(
		    &text, _("What was written from %s to %s."), from, to);
	else if (from != NULL)
		buffer_printf(&text, _("What was written from %s."), from);
	else if (to != NULL)
		buffer_printf(&text, _("What was written until %s."), to);
	else
		buffer_text(&text, _("All that was written."));
	json_array_append_new(words, json_string(text.bytes));
	buffer_free(&text);
	return words;
}

static void register_tell(struct call *call, const char *path, size_t messages)
{
	json_t *result = json_pack(
	    "{s:s, s:I}", "file", path, "messages", (json_int_t)messages);

	if (strcmp(path, "-") != 0 && output_is_table(&call->output))
		width_say(call->output.to,
		    translate_plural("%zu message written to %s\n",
			"%zu messages written to %s\n", messages),
		    messages, path);
	else if (strcmp(path, "-") != 0)
		output_thing(&call->output, result);
	json_decref(result);
}

struct sheet register_sheet(json_t *messages)
{
	return (struct sheet){
		.title = _("Register of what was sent"),
		.name = _("Messages"),
		.empty = _("Nothing was sent."),
		.heads = heads,
		.on_page = ON_PAGE,
		.widths = widths,
		.rows = register_rows(messages),
	};
}

int register_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *messages;
	const char *path = json_text(params, "file");
	const char *kind = sheet_kind(path, json_text(params, "as"), err);
	struct sheet sheet = { 0 };
	int result;

	if (kind == NULL || call_open(call, err) != 0)
		return -1;
	messages = json_array();
	result = register_fetch(call, messages, err);
	if (result == 0) {
		sheet = register_sheet(messages);
		sheet.words = register_words(params);
		result = sheet_save(&sheet, kind, path, err);
	}
	if (result == 0)
		register_tell(call, path, json_array_size(messages));
	json_decref(sheet.rows);
	json_decref(sheet.words);
	json_decref(messages);
	return result;
}
