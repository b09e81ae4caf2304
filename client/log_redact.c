/* SPDX-License-Identifier: ISC */
#include "client/log_redact.h"

#include <inttypes.h>
#include <stdio.h>

#include "client/call.h"
#include "protocol/sign_key.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* Says on standard error what else is signed with it. */
static void tell_keys(const json_t *keys)
{
	const json_t *row;
	size_t i;

	json_array_foreach (keys, i, row) {
		const char *line = json_text(row, "key");
		const char *role = json_text(row, "role");
		char fingerprint[SIGN_FINGERPRINT] = "-";
		uint8_t public[SIGN_PUBLIC];
		struct err ignored;

		if (line != NULL &&
		    sign_public_read(line, public, &ignored) == 0)
			sign_fingerprint(public, fingerprint);
		width_say(stderr,
		    _("planvakt: you repeat what entry %" PRId64
		      " did: key %s, role %s\n"),
		    json_number(row, "entry"), fingerprint,
		    role != NULL ? translate_word("value", role) : "-");
	}
}

/* Asks what the entries that lose their words said of keys, and puts it into
 * the params. */
static int ask_keys(struct call *call, json_t *params, struct err *err)
{
	json_t *trial = json_copy(params);
	struct answer answer;
	json_t *keys;
	int result;

	json_object_set_new(trial, "dry_run", json_true());
	result = call_request(
	    call, call->words->verb->method, trial, true, &answer, err);
	json_decref(trial);
	if (result != 0)
		return -1;
	keys = json_object_get(answer.result, "keys");
	if (json_array_size(keys) > 0) {
		tell_keys(keys);
		json_object_set(params, "keys", keys);
	}
	message_answer_release(&answer);
	return 0;
}

/* Appends " 3, 7" of a list, without the entry itself. */
static void put_entries(struct buffer *to, const json_t *list, int64_t itself)
{
	const char *before = " ";
	const json_t *one;
	size_t i;

	json_array_foreach (list, i, one) {
		if (json_integer_value(one) == itself)
			continue;
		buffer_printf(to, "%s%" JSON_INTEGER_FORMAT, before,
		    json_integer_value(one));
		before = ", ";
	}
}

/* "took the field note out of entry 91; ...": a form has no words for it. */
static void tell_redacted(struct output *output, json_t *result)
{
	int64_t seq = json_number(result, "seq");
	json_t *remains = json_object_get(result, "remains");
	int64_t more = json_number(result, "remains_left_out");
	struct buffer line = { 0 };

	buffer_printf(&line,
	    json_is_true(json_object_get(result, "unchanged"))
		? _("nothing changed: the field %s was taken out of entry "
		    "%" PRId64 " before")
		: _("took the field %s out of entry %" PRId64),
	    json_text(result, "field"), seq);
	if (json_array_size(json_object_get(result, "entries")) > 1) {
		buffer_text(&line,
		    translate_plural("; out of what repeats it too, entry",
			"; out of what repeats it too, entries",
			json_array_size(json_object_get(result, "entries")) -
			    1));
		put_entries(&line, json_object_get(result, "entries"), seq);
	}
	if (json_array_size(remains) > 0) {
		buffer_text(&line,
		    translate_plural("; among other words it is in entry",
			"; among other words it is in entries",
			json_array_size(remains)));
		put_entries(&line, remains, 0);
	}
	if (more > 0)
		buffer_printf(&line, _(" and %" PRId64 " more"), more);
	width_print(output->to, line.bytes, 4, output->width);
	buffer_free(&line);
}

int log_redact_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct answer answer;

	if (call_open(call, err) != 0)
		return -1;
	if (!json_is_true(json_object_get(params, "dry_run")) &&
	    ask_keys(call, params, err) != 0)
		return -1;
	if (call_request(call, call->words->verb->method, params, true, &answer,
		err) != 0)
		return -1;
	if (output_is_table(&call->output) &&
	    !json_is_true(json_object_get(params, "dry_run")))
		tell_redacted(&call->output, answer.result);
	else
		output_thing(&call->output, answer.result);
	message_answer_release(&answer);
	return 0;
}
