/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include "daemon/commands/families.h"
#include "daemon/commands/activity_due.h"

#define TEXTS_MAX 20000

/* Bytes of a page of answers: each repeats its text. */
#define PAGE_SIZE (512u << 10)

static void put_row(struct invocation *invocation, json_t *text)
{
	struct timeframe timeframe = timeframe_read(json_string_value(text), 0);
	json_t *row = json_object(),
	       *reading = activity_due_reading(&timeframe);

	json_object_set(row, "text", text);
	json_object_update(row, reading);
	if (timeframe.reason[0] == '\0')
		json_object_set_new(row, "reason", json_null());
	buffer_text(invocation->reply, invocation_json(invocation, row));
	json_decref(reading);
	json_decref(row);
}

/* `after` is how many texts were read by the pages before. */
static int timeframe_read_texts(struct invocation *invocation, struct err *err)
{
	const json_t *texts = param_list(invocation, "texts");
	size_t at = (size_t)param_integer(invocation, "after", 0);
	size_t first = at, count = json_array_size(texts);

	(void)err;
	buffer_text(invocation->reply, "{\"rows\":[");
	for (; at < count && invocation->reply->length < PAGE_SIZE; at++) {
		buffer_text(invocation->reply, at > first ? "," : "");
		put_row(invocation, json_array_get(texts, at));
	}
	buffer_text(invocation->reply, "]");
	if (at < count)
		buffer_printf(invocation->reply, ",\"next\":%zu", at);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field read_fields[] = {
	{ "texts", FIELD_TEXT, REQUIRED, .max = TEXT_LONG, .many = TEXTS_MAX },
	{ "after", FIELD_NUMBER, OPTIONAL, .min = 0, .max = TEXTS_MAX },
	{ 0 },
};

static const struct command timeframe_commands[] = {
	{ "timeframe.read", ACCESS_ANY, READS, read_fields,
	    timeframe_read_texts },
	{ 0 },
};

const struct family timeframe_family = {
	timeframe_commands,
	NULL,
};
