/* SPDX-License-Identifier: ISC */
#include "client/rehearse.h"
#include "protocol/translate.h"

#include <stdio.h>

#include "protocol/buffer.h"
#include "protocol/width.h"

static const char *member(const json_t *row, const char *name)
{
	const char *text = json_string_value(json_object_get(row, name));

	return text != NULL ? text : "";
}

/* As `planvaktd rehearse --text` writes them. */
static void write_letters(const struct output *output, const json_t *rows)
{
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		struct buffer subject = { 0 };

		width_wrap(&subject, member(row, "subject"), 2, output->width);
		fprintf(output->to, "%s  %s\n%s\n\n%s\n", member(row, "date"),
		    member(row, "recipient"),
		    subject.bytes != NULL ? subject.bytes : "",
		    member(row, "text"));
		buffer_free(&subject);
	}
}

/* 1 where there are more, 0, -1. */
static int write_page(
    struct call *call, json_t *params, size_t *count, struct err *err)
{
	const json_t *rows;
	struct answer answer;
	json_t *next;

	if (call_request(call, call->words->verb->method, params, false,
		&answer, err) != 0)
		return -1;
	rows = json_object_get(answer.result, "rows");
	next = json_object_get(answer.result, "next");
	*count += json_array_size(rows);
	write_letters(&call->output, rows);
	output_note(&call->output,
	    json_string_value(json_object_get(answer.result, "note")));
	if (next != NULL)
		json_object_set(params, "after", next);
	message_answer_release(&answer);
	return next != NULL;
}

int rehearse_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	size_t count = 0;
	int more;

	if (!output_is_table(&call->output) ||
	    !json_is_true(json_object_get(params, "text")))
		return call_ask(call, err);
	if (call_open(call, err) != 0)
		return -1;
	do
		more = write_page(call, params, &count, err);
	while (more > 0);
	if (more == 0 && count == 0)
		width_say(stderr, "%s\n", _("nothing would be sent"));
	return more;
}
