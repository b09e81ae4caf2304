/* SPDX-License-Identifier: ISC */
#include "client/notice_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/connection/monotonic.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/delivery_words.h"
#include "protocol/event.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define WAIT_SECONDS 60
#define WAIT_MAX     3600

/* Whether an entry says what became of the dispatch. */
static bool settles(json_t *entry, int64_t dispatch)
{
	json_t *params = json_object_get(entry, "params");
	const char *command = json_text(entry, "command");
	const char *which = json_text(params, "dispatch");

	return command != NULL && strcmp(command, "notice.settle") == 0 &&
	    which != NULL && strtoll(which, NULL, 10) == dispatch;
}

/* Puts state and answer, as the log tells them, into the thing to show. */
static int take_outcome(
    json_t *thing, json_t *entry, bool in_words, struct err *err)
{
	struct buffer words = { 0 };
	json_t *params = json_object_get(entry, "params");
	const char *state = json_text(params, "state");
	const char *answer = json_text(params, "answer");

	json_object_set_new(
	    thing, "state", json_string(state != NULL ? state : ""));
	json_object_set_new(thing, "answer",
	    answer != NULL ? json_string(answer) : json_null());
	json_object_del(thing, "note");
	if (state != NULL && strcmp(state, "accepted") == 0)
		return 0;
	if (answer == NULL)
		return err_set(err, ERR_CONFLICT,
		    "the message to %s did not arrive, no reason was given",
		    json_text(thing, "address"));
	if (in_words)
		delivery_words(&words, answer);
	err_set(err, ERR_CONFLICT, "the message to %s did not arrive: %s",
	    json_text(thing, "address"), in_words ? words.bytes : answer);
	buffer_free(&words);
	return -1;
}

static int still_waits(json_t *thing, int64_t seconds, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "message %lld to %s is neither delivered nor refused after %lld "
	    "seconds, and is tried again: planvakt status says when it is "
	    "given up, the messages of planvaktd why (journalctl -u planvaktd)",
	    (long long)json_number(thing, "dispatch"),
	    json_text(thing, "address"), (long long)seconds);
}

static int notice_test_await(
    struct call *call, json_t *thing, int64_t seconds, struct err *err)
{
	int64_t until = monotonic_ms() / 1000 + seconds, left;

	while ((left = until - monotonic_ms() / 1000) > 0) {
		struct event event;
		bool settled;
		int result;

		if (session_event(call->session, &event, (int)left, err) != 0)
			break;
		settled = settles(event.params, json_number(thing, "dispatch"));
		result = settled ? take_outcome(thing, event.params,
				       output_is_table(&call->output), err)
				 : 0;
		event_release(&event);
		if (settled)
			return result;
	}
	if (left > 0 && until - monotonic_ms() / 1000 > 0)
		return -1;
	return still_waits(thing, seconds, err);
}

/* Follows the log from the message's own entry, so that nothing is missed. */
static int notice_test_follow(struct call *call, json_t *thing, int64_t seq,
    int64_t seconds, struct err *err)
{
	json_t *params = json_pack("{sI}", "since", (json_int_t)seq);
	struct answer answer;
	int result = call_request(call, "watch", params, false, &answer, err);

	json_decref(params);
	if (result != 0)
		return -1;
	message_answer_release(&answer);
	return notice_test_await(call, thing, seconds, err);
}

/* How long to wait, which the daemon need not know. */
static int take_wait(json_t *params, int64_t *seconds, struct err *err)
{
	json_t *given = json_object_get(params, "wait");

	*seconds = given != NULL ? json_integer_value(given) : WAIT_SECONDS;
	json_object_del(params, "wait");
	if (*seconds > WAIT_MAX)
		return err_set(
		    err, ERR_INVALID, "--wait is at most %d seconds", WAIT_MAX);
	return 0;
}

/* A Maildir on this machine takes what is sent nowhere. */
static int ask_leaves(struct call *call, json_t *thing, struct err *err)
{
	const char *state = json_text(thing, "state");
	json_t *params, *mail;
	struct answer answer;
	int result;

	if (state == NULL || strcmp(state, "accepted") != 0)
		return 0;
	params = json_object();
	result = call_request(call, "status", params, false, &answer, err);
	json_decref(params);
	if (result != 0)
		return -1;
	mail = json_object_get(answer.result, "mail");
	json_object_set(thing, "leaves", json_object_get(mail, "leaves"));
	message_answer_release(&answer);
	return 0;
}

/* The note of it is a sentence, no field of a person's. */
static void notice_test_show(struct output *output, json_t *thing)
{
	const char *note = json_text(thing, "note");
	struct buffer words = { 0 };

	if (output_is_table(output) && note != NULL) {
		said_words(&words, note);
		json_object_del(thing, "note");
	}
	if (output_is_table(output)) {
		if (json_is_false(json_object_get(thing, "leaves")))
			json_object_set_new(thing, "state",
			    json_string(_("kept here, not sent")));
		json_object_del(thing, "leaves");
	}
	output_thing(output, thing);
	if (words.length > 0)
		width_say(output->to, "%s\n", words.bytes);
	buffer_free(&words);
}

int notice_test_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct answer answer;
	int64_t seconds;
	int result;

	if (take_wait(params, &seconds, err) != 0 ||
	    call_open(call, err) != 0 ||
	    call_request(call, call->words->verb->method, params, true, &answer,
		err) != 0)
		return -1;
	if (json_text(answer.result, "until") != NULL)
		seconds = 0;
	result = seconds == 0 ? 0
			      : notice_test_follow(call, answer.result,
				    answer.receipt.seq, seconds, err);
	if (result == 0)
		result = ask_leaves(call, answer.result, err);
	if (result == 0)
		notice_test_show(&call->output, answer.result);
	message_answer_release(&answer);
	return result;
}
