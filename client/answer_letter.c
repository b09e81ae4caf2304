/* SPDX-License-Identifier: ISC */
#include "client/answer_letter.h"
#include "protocol/json_member.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_notices(
    json_t *rows, struct call *call, long long dispatch, struct err *err)
{
	json_t *params = json_pack("{sI}", "dispatch", (json_int_t)dispatch);
	bool more = true;
	int result = 0;

	while (more && result == 0) {
		struct answer answer;
		json_t *next;

		result = call_request(
		    call, "notice.list", params, false, &answer, err);
		if (result != 0)
			break;
		json_array_extend(rows, json_object_get(answer.result, "rows"));
		next = json_object_get(answer.result, "next");
		more = json_is_integer(next) &&
		    !json_equal(next, json_object_get(params, "after"));
		if (more)
			json_object_set(params, "after", next);
		message_answer_release(&answer);
	}
	json_decref(params);
	return result;
}

/* Whether the letter has the name that the mail says it answers: another
 * state's letters are numbered alike. 1, 0 or -1. */
static int is_named(
    struct call *call, json_t *notice, const char *id, struct err *err)
{
	json_t *params = json_pack("{sO}", "id", json_object_get(notice, "id"));
	struct answer answer;
	const char *name;
	int result = -1;

	if (call_request(call, "notice.show", params, false, &answer, err) ==
	    0) {
		name = json_text(answer.result, "message");
		result = name != NULL && strncmp(id, name, strlen(name)) == 0 &&
		    id[strlen(name)] == '@';
		message_answer_release(&answer);
	}
	json_decref(params);
	return result;
}

static json_t *name_activities(json_t *rows)
{
	json_t *named = json_object(), *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		json_t *activity = json_object_get(row, "activity");
		json_t *department = json_object_get(row, "department");
		json_t *known;
		char id[24];

		if (!json_is_integer(activity) || !json_is_string(department))
			continue;
		snprintf(id, sizeof(id), "%lld",
		    (long long)json_integer_value(activity));
		known = json_object_get(named, id);
		if (known == NULL || json_equal(known, department))
			json_object_set(named, id, department);
		else
			json_object_set_new(named, id, json_string(""));
	}
	return named;
}

/* 1 and *named where the Message-ID is that of a letter of ours, else 0. */
static int find_letter(long long *dispatch, json_t **named, struct call *call,
    const char *id, struct err *err)
{
	json_t *rows;
	char *end;
	int result = 0;

	if (strncmp(id, "dispatch-", strlen("dispatch-")) != 0)
		return 0;
	*dispatch = strtoll(id + strlen("dispatch-"), &end, 10);
	if (*dispatch < 1 || *end != '.' || end - id > 24)
		return 0;
	rows = json_array();
	if (read_notices(rows, call, *dispatch, err) != 0)
		result = -1;
	else if (json_array_size(rows) > 0)
		result = is_named(call, json_array_get(rows, 0), id, err);
	if (result == 1)
		*named = name_activities(rows);
	json_decref(rows);
	return result;
}

int answer_letter_find(long long *dispatch, json_t **named, struct call *call,
    const struct mail *mail, struct err *err)
{
	int found = 0;

	*named = NULL;
	for (const char *at = mail->answers.bytes; found == 0 && *at != '\0';) {
		size_t length = strcspn(at, "\n");
		struct buffer id = { 0 };

		buffer_add(&id, at, length);
		found = find_letter(dispatch, named, call, id.bytes, err);
		buffer_free(&id);
		at += length + (at[length] == '\n');
	}
	if (found < 0)
		return -1;
	if (found == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "the mail is no reply to a letter of planvakt's: report "
		    "it with planvakt update N --reported-by CODE");
	if (json_object_size(*named) == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "the mail answers message %lld, which told no department "
		    "of an activity: report it with planvakt update N "
		    "--reported-by CODE",
		    *dispatch);
	return 0;
}
