/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/issue.h"

#include "daemon/calendar/json_day.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"

/* 0 where it does not matter who leads. */
static int64_t lead_version(const struct due_notice *notice)
{
	return notice->role == TOLD_COOPERATING ||
		notice->stage == STAGE_UNCLEAR
	    ? 0
	    : notice->item->lead_version;
}

static json_t *notice_json(const struct due_notice *notice)
{
	json_t *json = json_object();

	if (notice->item != NULL) {
		json_object_set_new(
		    json, "activity", json_integer(notice->item->words.id));
		json_object_set_new(json, "due_version",
		    json_integer(notice->item->due_version));
		json_object_set_new(
		    json, "lead_version", json_integer(lead_version(notice)));
	} else {
		if (notice->plan != NULL && notice->plan->words.code[0] != '\0')
			json_object_set_new(json, "plan",
			    json_string(notice->plan->words.code));
		json_object_set_new(
		    json, "due_version", json_integer(notice->version));
	}
	if (notice->stage == STAGE_ESCALATED)
		json_object_set_new(json, "rung", json_integer(notice->place));
	if (notice->held)
		json_object_set_new(json, "held", json_true());
	json_object_set_new(
	    json, "stage", json_string(stage_word(notice->stage)));
	json_object_set_new(json, "regular", json_day(notice->regular));
	json_object_set_new(json, "role", json_string(told_word(notice->role)));
	json_object_set_new(
	    json, "department", json_string(notice->reader->department));
	json_object_set_new(json, "n", json_integer(notice->n));
	json_object_set_new(json, "skipped", json_boolean(notice->skipped));
	return json;
}

static json_t *notices_json(const struct message *message)
{
	json_t *list = json_array();

	for (size_t i = 0; i < message->count; i++)
		if (!message->notices[i].waited)
			json_array_append_new(
			    list, notice_json(&message->notices[i]));
	return list;
}

static void issue_add_text(
    json_t *params, const char *name, const struct buffer *text)
{
	json_object_set_new(
	    params, name, json_stringn(text->bytes, text->length));
}

static void issue_add_token(json_t *params)
{
	uint8_t token[32];
	struct buffer hex = { 0 };

	sign_random(token, sizeof(token));
	buffer_hex(&hex, token, sizeof(token));
	issue_add_text(params, "token", &hex);
	buffer_free(&hex);
}

static void add_reports(json_t *params, const struct message *message)
{
	json_t *failures = json_array(), *missed = json_array();

	for (size_t i = 0; i < message->failure_count; i++)
		json_array_append_new(
		    failures, json_integer(message->failures[i].dispatch));
	for (size_t i = 0; i < message->missed_count; i++)
		json_array_append_new(missed, json_day(message->missed[i]));
	if (message->failure_count > 0)
		json_object_set(params, "failures", failures);
	if (message->missed_count > 0)
		json_object_set(params, "missed", missed);
	json_decref(failures);
	json_decref(missed);
}

static void add_numbers(
    json_t *params, const char *name, const int64_t *numbers, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_integer(numbers[i]));
	if (count > 0)
		json_object_set(params, name, list);
	json_decref(list);
}

static json_t *issue_params(struct due_items *due_items,
    const struct message *message, const struct buffer *subject,
    const struct buffer *text)
{
	const struct due_recipient *to = compose_reader(due_items, message);
	const char *plan = compose_plan(due_items, message);
	json_t *params = json_object();

	json_object_set_new(params, "run", json_day(message->day));
	json_object_set_new(params, "address", json_string(message->address));
	if (to->department[0] != '\0')
		json_object_set_new(
		    params, "department", json_string(to->department));
	json_object_set_new(params, "language", json_string(to->language));
	issue_add_text(params, "subject", subject);
	issue_add_text(params, "text", text);
	json_object_set_new(params, "notices", notices_json(message));
	if (plan != NULL)
		json_object_set_new(params, "plan", json_string(plan));
	add_reports(params, message);
	add_numbers(params, "absorbs", message->absorbs, message->absorb_count);
	add_numbers(
	    params, "dropped", message->dropped, message->dropped_count);
	issue_add_token(params);
	return params;
}

int issue_message(struct door *door, struct due_items *due_items,
    const struct message *message, struct err *err)
{
	struct buffer subject = { 0 }, text = { 0 };
	json_t *params;
	int result = -1;

	if (compose_write(due_items, door_store(door), message, &subject, &text,
		err) == 0) {
		params = issue_params(due_items, message, &subject, &text);
		result = request_own(door, "notice.issue", params, NULL, err);
		json_decref(params);
	}
	buffer_free(&subject);
	buffer_free(&text);
	return result;
}
