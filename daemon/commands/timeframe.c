/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include "daemon/commands/command.h"
#include "daemon/commands/due.h"

/* A page of answers: each repeats its text, and a reply is one frame. */
#define TEXTS_MAX 200
#define READ_MAX  1000

static int read_texts(struct context *context, struct err *err)
{
	json_t *rows = json_array(), *text;
	size_t i;

	(void)err;
	json_array_foreach (param_list(context, "texts"), i, text) {
		struct timeframe timeframe =
		    timeframe_read(json_string_value(text), 0);
		json_t *row = due_reading(&timeframe);

		json_object_set(row, "text", text);
		if (timeframe.reason[0] == '\0')
			json_object_set_new(row, "reason", json_null());
		json_array_append_new(rows, row);
	}
	buffer_text(context->reply, "{\"rows\":");
	buffer_text(context->reply, context_json(context, rows));
	buffer_text(context->reply, "}");
	json_decref(rows);
	return 0;
}

static const struct field read_fields[] = {
	{ "texts", FIELD_TEXT, REQUIRED, .max = READ_MAX, .many = TEXTS_MAX },
	{ 0 },
};

const struct command timeframe_commands[] = {
	{ "timeframe.read", ACCESS_ANY, READS, read_fields, read_texts },
	{ 0 },
};
