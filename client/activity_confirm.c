/* SPDX-License-Identifier: ISC */
#include "client/activity_confirm.h"

#include <stdio.h>

#include "client/output/format.h"
#include "client/output/width.h"
#include "protocol/buffer.h"

#define INDENT 4

/* "confirmed 8 'Gå igenom rutinen', due 2022-12-31, led by ks". */
static void print_confirmed(const struct output *output, json_t *activity)
{
	struct buffer line = { 0 }, lines = { 0 };

	buffer_text(&line,
	    json_is_true(json_object_get(activity, "unchanged"))
		? "nothing changed: "
		: "confirmed ");
	format_words(&line, activity, "id");
	buffer_text(&line, " '");
	format_words(&line, activity, "activity");
	buffer_text(&line, "'");
	if (format_value(activity, "due") != NULL) {
		buffer_text(&line, ", due ");
		format_words(&line, activity, "due");
	}
	if (format_value(activity, "lead") != NULL) {
		buffer_text(&line, ", led by ");
		format_words(&line, activity, "lead");
	}
	width_wrap(&lines, line.bytes, INDENT, output->width);
	fprintf(output->to, "%s\n", lines.bytes);
	buffer_free(&line);
	buffer_free(&lines);
}

static int confirm_one(
    struct call *call, json_t *id, bool several, struct err *err)
{
	json_t *params = json_copy(call->words->params), *rows;
	struct answer answer;
	int result;

	json_object_set(params, "id", id);
	result =
	    call_request(call, "activity.confirm", params, true, &answer, err);
	json_decref(params);
	if (result != 0)
		return -1;
	if (output_is_table(&call->output)) {
		print_confirmed(&call->output, answer.result);
	} else if (several) {
		rows = json_pack("[O]", answer.result);
		output_list_rows(&call->output, rows);
		json_decref(rows);
	} else {
		output_thing(&call->output, answer.result);
	}
	message_answer_release(&answer);
	return 0;
}

int activity_confirm_run(struct call *call, struct err *err)
{
	json_t *ids = json_object_get(call->words->params, "id"), *id;
	bool several = json_array_size(ids) > 1;
	int result = 0;
	size_t i;

	if (several && json_object_get(call->words->params, "lead") != NULL)
		return err_set(err, ERR_USAGE,
		    "--lead says who leads one activity: confirm each of them "
		    "by itself");
	if (call_open(call, err) != 0)
		return -1;
	json_array_foreach (ids, i, id) {
		result = confirm_one(call, id, several, err);
		if (result != 0)
			break;
	}
	if (several && !output_is_table(&call->output))
		output_list_end(&call->output, NULL);
	return result;
}
