/* SPDX-License-Identifier: ISC */
#include "client/activity_confirm.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define INDENT 4

static bool is_unclear(json_t *activity, const char *why)
{
	json_t *list = json_object_get(activity, "unclear");

	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(json_string_value(json_array_get(list, i)), why) ==
		    0)
			return true;
	return false;
}

/* What a confirmation without a lead leaves open. */
static void say_who_leads(struct buffer *line, json_t *activity, long long id)
{
	if (is_unclear(activity, "equal"))
		buffer_printf(line,
		    _("; its owners are of equal rank: planvakt activity "
		      "confirm %lld --lead CODE says who leads"),
		    id);
	else if (is_unclear(activity, "lead"))
		buffer_printf(line,
		    _("; nobody leads it: planvakt activity assign %lld CODE"),
		    id);
}

static void print_note(const struct output *output, json_t *activity)
{
	const char *note = json_text(activity, "note");
	struct buffer line = { 0 };

	if (note == NULL)
		return;
	said_words(&line, note);
	width_print(output->to, line.bytes, INDENT, output->width);
	buffer_free(&line);
}

/* "confirmed 8 'Gå igenom rutinen', due 2022-12-31, led by ks". */
static void print_confirmed(const struct output *output, json_t *activity)
{
	struct buffer line = { 0 }, words = { 0 }, due = { 0 }, lead = { 0 };
	long long id = json_integer_value(json_object_get(activity, "id"));

	format_words(&words, activity, "activity");
	buffer_printf(&line,
	    json_is_true(json_object_get(activity, "unchanged"))
		? _("nothing changed: %lld '%s'")
		: _("confirmed %lld '%s'"),
	    id, words.bytes);
	if (format_value(activity, "due") != NULL) {
		format_in_sentence(&due, activity, "due");
		buffer_printf(&line, _(", due %s"), due.bytes);
	}
	if (format_value(activity, "lead") != NULL) {
		format_words(&lead, activity, "lead");
		buffer_printf(&line, _(", led by %s"), lead.bytes);
	}
	say_who_leads(&line, activity, id);
	width_print(output->to, line.bytes, INDENT, output->width);
	print_note(output, activity);
	buffer_free(&line);
	buffer_free(&words);
	buffer_free(&due);
	buffer_free(&lead);
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
