/* SPDX-License-Identifier: ISC */
#include "client/activity_edit.h"

#include <stdio.h>
#include <string.h>

#include "client/activity_text.h"
#include "client/editor.h"
#include "protocol/json_member.h"

/* Of the fields that were edited those that are others now. */
static void keep_changed(json_t *now, json_t *before)
{
	const char *name;
	json_t *value;

	json_object_foreach (before, name, value)
		if (json_equal(json_object_get(now, name), value))
			json_object_del(now, name);
}

/* A refusal begins with the field: its line is put before it. */
static void say_line(json_t *lines, struct err *err)
{
	const char *name;
	json_t *line;

	json_object_foreach (lines, name, line) {
		size_t length = strlen(name);

		if (strncmp(err->text, name, length) != 0 ||
		    strchr(":[", err->text[length]) == NULL)
			continue;
		err_set(err, err->code, "line %lld, %p",
		    (long long)json_integer_value(line), (void *)err);
		return;
	}
}

/* The daemon has closed a connection that was silent for so long. */
static int edit_send(
    struct call *call, json_t *fields, json_t *lines, struct err *err)
{
	struct answer answer;

	json_object_update(call->words->params, fields);
	if (call_again(call, err) != 0 ||
	    call_request(call, "activity.edit", call->words->params, true,
		&answer, err) != 0) {
		say_line(lines, err);
		return -1;
	}
	call_tell(call, &answer);
	message_answer_release(&answer);
	return 0;
}

static void edit_unchanged(struct call *call)
{
	json_t *thing = json_pack("{sOsb}", "id",
	    json_object_get(call->words->params, "id"), "unchanged", 1);

	output_thing(&call->output, thing);
	json_decref(thing);
}

static int edit_answer(
    struct call *call, json_t *before, const char *text, struct err *err)
{
	json_t *lines, *now = activity_text_read(text, &lines, err);
	int result = 0;

	if (now == NULL)
		return -1;
	keep_changed(now, before);
	if (json_object_size(now) > 0)
		result = edit_send(call, now, lines, err);
	else
		edit_unchanged(call);
	json_decref(now);
	json_decref(lines);
	return result;
}

/* Remarks and empty lines are no text. */
static bool is_emptied(const char *text)
{
	for (; *text != '\0'; text += *text == '\n') {
		size_t length = strcspn(text, "\n");

		if (text[0] != '#' && strspn(text, " \t\r") < length)
			return false;
		text += length;
	}
	return true;
}

static int edit_text(
    struct call *call, const struct buffer *text, struct err *err)
{
	json_t *lines, *before = activity_text_read(text->bytes, &lines, err);
	struct edited edited;
	int result = -1;

	if (before == NULL)
		return -1;
	result = editor_run(&edited, text, err);
	if (result == 0 && is_emptied(edited.text.bytes)) {
		result = err_set(err, ERR_CONFLICT,
		    "nothing was done: the text was emptied");
		editor_remove(&edited);
	} else if (result == 0) {
		result = edit_answer(call, before, edited.text.bytes, err);
		if (result != 0)
			editor_keep(&edited, err);
		else
			editor_remove(&edited);
	}
	json_decref(before);
	json_decref(lines);
	return result;
}

int activity_edit_run(struct call *call, struct err *err)
{
	struct buffer text = { 0 };
	struct answer answer;
	int result;

	if (json_object_size(call->words->params) > 1)
		return call_ask(call, err);
	if (call_open(call, err) != 0 ||
	    call_request(call, "activity.show", call->words->params, false,
		&answer, err) != 0)
		return -1;
	activity_text_write(&text, answer.result);
	message_answer_release(&answer);
	result = edit_text(call, &text, err);
	buffer_free(&text);
	return result;
}
