/* SPDX-License-Identifier: ISC */
/* A state in memory with a clock that a test moves: a coordinator who gives
 * commands through the door, and the log to hold the tables against. */
#ifndef TESTS_UNIT_RUN_STATE_H
#define TESTS_UNIT_RUN_STATE_H

#include <jansson.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/calendar/zone.h"
#include "daemon/request/replay.h"
#include "daemon/request/request.h"
#include "protocol/sign.h"

#define COORDINATOR "samordnare@kommun.example"

struct run_state {
	struct store *store;
	struct sign_key *daemon, *coordinator;
	struct clock clock; /* stands */
	struct door *door;
	struct caller caller;
};

/* Shows what went wrong, and fails. */
static inline void must(int result, const struct err *err)
{
	if (result != 0)
		print_error("%s\n", err->text);
	assert_int_equal(result, 0);
}

/* Sets the clock to a local time "YYYY-MM-DDTHH:MM". */
static inline void run_state_at(struct run_state *state, const char *local)
{
	assert_true(zone_read(local, &state->clock.at));
}

static inline void run_state_commit(struct run_state *state)
{
	struct err err;

	must(door_commit(state->door, &err), &err);
}

static inline void run_state_begin(
    struct run_state *state, const char *coordinator_mail, bool rehearsal)
{
	char own[SIGN_SSH_PUBLIC], key[SIGN_SSH_PUBLIC];
	json_t *params;
	struct err err;

	sign_public_write(sign_key_public(state->daemon), own);
	sign_public_write(sign_key_public(state->coordinator), key);
	params = json_pack("{s:s, s:s, s:s, s:s*, s:s, s:i, s:s, s:s*}",
	    "coordinator", "anna", "key", key, "daemon_key", own,
	    "coordinator_mail", coordinator_mail, "zone", ZONE_DEFAULT, "hour",
	    8, "language", "sv", "rehearsal",
	    rehearsal ? "2022-06-13T09:00" : NULL);
	must(request_own(state->door, "state.begin", params, NULL, &err), &err);
	json_decref(params);
	run_state_commit(state);
}

/* Begun at a local time; `coordinator_mail` NULL for none. */
static inline void run_state_open(struct run_state *state, const char *begun,
    const char *coordinator_mail, bool rehearsal)
{
	struct err err;

	*state = (struct run_state){ .clock.still = true };
	sign_init();
	must(zone_set(ZONE_DEFAULT, &err), &err);
	run_state_at(state, begun);
	state->daemon = sign_key_generate();
	state->coordinator = sign_key_generate();
	must(store_open(&state->store, ":memory:", STORE_CREATE, &err), &err);
	must(replay_create(state->store, &err), &err);
	must(door_prepare(state->store, &err), &err);
	must(door_open(&state->door, state->store, state->daemon, &state->clock,
		 &err),
	    &err);
	run_state_begin(state, coordinator_mail, rehearsal);
	/* A rehearsal is known when the state is opened. */
	door_close(state->door);
	must(door_open(&state->door, state->store, state->daemon, &state->clock,
		 &err),
	    &err);
}

static inline void run_state_close(struct run_state *state)
{
	door_close(state->door);
	store_close(state->store);
	sign_key_free(state->daemon);
	sign_key_free(state->coordinator);
}

static inline void run_state_sign(struct run_state *state, const char *method,
    json_t *params, struct buffer *body, uint8_t signature[SIGN_SIGNATURE])
{
	char fingerprint[SIGN_FINGERPRINT];
	struct request request = {
		.id = state->caller.last_id + 1,
		.method = method,
		.params = params,
		.daemon = fingerprint,
		.has_session = true,
		.has_seen = true,
		.seen = *door_head(state->door),
		.has_blind = true,
	};

	sign_fingerprint(sign_key_public(state->daemon), fingerprint);
	memcpy(request.session, state->caller.session, MESSAGE_SESSION);
	message_request_write(body, &request);
	sign_message(state->coordinator, SIGN_REQUEST, body->bytes,
	    body->length, signature);
}

/* A command of the coordinator's, kept; `params` is given away. */
static inline void run_state_command(
    struct run_state *state, const char *method, json_t *params)
{
	uint8_t signature[SIGN_SIGNATURE];
	struct buffer body = { 0 };
	struct reply reply;
	struct frame frame;

	assert_non_null(params);
	run_state_sign(state, method, params, &body, signature);
	frame = (struct frame){ sign_key_public(state->coordinator), signature,
		body.bytes, body.length };
	request_handle(state->door, &state->caller, &frame, &reply);
	must(reply.error.code == ERR_NONE ? 0 : -1, &reply.error);
	run_state_commit(state);
	reply_release(&reply);
	buffer_free(&body);
	json_decref(params);
}

/* --- what most tests begin with --- */

static inline void run_state_department(struct run_state *state,
    const char *code, const char *name, const char *mail, const char *language)
{
	run_state_command(state, "department.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", code, "name", name,
		"mail", mail, "language", language));
}

static inline void run_state_plan(struct run_state *state)
{
	run_state_command(state, "plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "vbe", "title",
		"Plan mot våldsbejakande extremism", "case_number",
		"KS 2022/123"));
}

/* Due on `due`; gets the next number. */
static inline void run_state_activity(struct run_state *state,
    const char *activity, const char *due, const char *lead)
{
	json_t *timeframe = json_sprintf("senast %s", due);

	run_state_command(state, "activity.add",
	    json_pack("{s:s, s:s, s:s, s:o, s:s}", "plan", "vbe", "activity",
		activity, "purpose", "", "timeframe", timeframe, "lead", lead));
}

/* One whose owner is no department. */
static inline void run_state_orphan(
    struct run_state *state, const char *activity, const char *due)
{
	json_t *timeframe = json_sprintf("senast %s", due);

	run_state_command(state, "plan.import",
	    json_pack("{s:s, s:[{s:i, s:s, s:o, s:s}]}", "plan", "vbe", "rows",
		"line", 2, "activity", activity, "timeframe", timeframe,
		"owner", "Föreningen Ingen"));
}

/* Whether the log, executed anew, makes the same tables. */
static inline void assert_replays(struct run_state *state)
{
	static const char *const except[] = { "log", "next_due", NULL };
	char difference[256] = "";
	struct store *fresh;
	int64_t entries;
	struct err err;

	must(store_open(&fresh, ":memory:", STORE_CREATE, &err), &err);
	must(replay_create(fresh, &err), &err);
	must(door_prepare(fresh, &err), &err);
	must(replay_log(state->store, fresh, state->daemon, &entries, &err),
	    &err);
	assert_int_equal(entries, door_head(state->door)->seq);
	if (store_compare(state->store, fresh, except, difference,
		sizeof(difference), &err) != 0)
		fail_msg("%s", difference);
	store_close(fresh);
}

#endif
