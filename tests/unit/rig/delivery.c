/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/delivery.h"

#include "daemon/request/door.h"
#include "daemon/request/execute.h"

static const char *const dispatch_texts[] = {
	[STATE] = "SELECT state FROM dispatch WHERE id = ?1",
	[WORDS] = "SELECT token || subject || text FROM dispatch"
		  " WHERE id = ?1",
	[ANSWER] = "SELECT coalesce(answer, 'none') FROM dispatch"
		   " WHERE id = ?1",
	[ADDRESS] = "SELECT address FROM dispatch WHERE id = ?1",
	NULL,
};

struct event_base *base;

struct delivery *delivery;

struct config config;

int worker_end;
int daemon_end;

int reloads;

bool failed;

/* --- the worker's end --- */

void worker_says(
    enum worker_answer_type type, int64_t id, int status, const char *text)
{
	struct worker_answer said = { type, id, status, "" };

	snprintf(said.text, sizeof(said.text), "%s", text);
	assert_true(worker_answer_send(worker_end, &said));
}

static int64_t workers;

void say_ready(void)
{
	worker_says(WORKER_READY, workers, 0, "");
	flow();
}

/* Reads up to the order that answers its READY. */
void start_another(void)
{
	struct worker_order order = { WORKER_RELOAD, 0 };
	int file, result;

	workers++;
	say_ready();
	while (order.type != WORKER_BEGIN || order.id != workers) {
		result = worker_order_receive(worker_end, &order, &file);
		assert_int_equal(result, 1);
		if (file >= 0)
			close(file);
	}
}

void open_delivery_unready(void)
{
	int pair[2];

	base = event_base_new();
	failed = false;
	reloads = 0;
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK,
		0, pair),
	    0);
	worker_end = pair[1];
	daemon_end = pair[0];
	delivery = delivery_new(base, town.door, &config, pair[0], &failed);
}

void open_delivery(void)
{
	open_delivery_unready();
	start_another();
}

void close_delivery(void)
{
	delivery_free(delivery);
	event_base_free(base);
	if (worker_end >= 0)
		close(worker_end);
	worker_end = -1;
}

void delivery_prepare(void)
{
	rig_prepare(&town, dispatch_texts);
}

int setup_delivery(void **state)
{
	setup(state);
	turn_off("assigned");
	no_digest();
	town_at(NIGHT);
	delivery_prepare();
	config = (struct config){ .deliveries = 1,
		.timeout = 60,
		.retry_first = 60,
		.retry_max = 4 * 60 * 60,
		.give_up = 3 * 24 * 60 * 60 };
	open_delivery();
	return 0;
}

int teardown_delivery(void **state)
{
	close_delivery();
	operator_forget();
	return teardown(state);
}

void open_again(int deliveries)
{
	close_delivery();
	config.deliveries = deliveries;
	open_delivery();
}

void flow(void)
{
	event_base_loop(base, EVLOOP_NONBLOCK);
}

bool turn(void)
{
	bool committed = true;
	struct err err;

	flow();
	do {
		bool kept = door_commit(town.door, &err) == 0;

		delivery_turn(delivery, kept);
		committed = committed && kept;
	} while (door_pending(town.door));
	flow();
	return committed;
}

static json_t *read_dispatch(int file)
{
	FILE *from = fdopen(file, "r");
	json_t *json = json_loadf(from, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(json);
	fclose(from);
	return json;
}

int64_t take_job(json_t **json)
{
	struct worker_order order;
	int file;

	while (worker_order_receive(worker_end, &order, &file) == 1) {
		if (order.type == WORKER_DELIVER) {
			*json = read_dispatch(file);
			return order.id;
		}
		reloads += order.type == WORKER_RELOAD;
	}
	return 0;
}

int64_t next_job(void)
{
	json_t *json = NULL;
	int64_t id = take_job(&json);

	json_decref(json);
	return id;
}

void answer(int64_t id, int status, const char *text)
{
	worker_says(WORKER_DELIVERED, id, status, text);
}

/* --- the timer --- */

static int find_timer(
    const struct event_base *of, const struct event *event, void *argument)
{
	struct timer *timer = argument;
	struct timeval at, now;

	(void)of;
	if (event_get_fd(event) >= 0 || !event_pending(event, EV_TIMEOUT, &at))
		return 0;
	event_base_gettimeofday_cached(base, &now);
	timer->event = (struct event *)(uintptr_t)event;
	timer->milliseconds = (at.tv_sec - now.tv_sec) * INT64_C(1000) +
	    (at.tv_usec - now.tv_usec) / 1000;
	return 1;
}

struct timer timer(void)
{
	struct timer found = { 0 };

	event_base_foreach_event(base, find_timer, &found);
	return found;
}

bool is_armed(void)
{
	return timer().event != NULL;
}

void assert_delay(int64_t least, int64_t most)
{
	struct timer found = timer();

	assert_non_null(found.event);
	if (found.milliseconds < least * 1000 - 1000 ||
	    found.milliseconds > most * 1000 + 1000)
		fail_msg("%" PRId64 " ms is not within %" PRId64 "..%" PRId64
			 " s",
		    found.milliseconds, least, most);
}

void pass(int64_t seconds)
{
	town.clock.at.seconds += seconds;
}

int64_t fire(void)
{
	struct timer found = timer();
	int64_t seconds = found.milliseconds / 1000 + 2;

	assert_non_null(found.event);
	pass(seconds);
	event_active(found.event, EV_TIMEOUT, 0);
	turn();
	return seconds;
}

/* --- dispatches --- */

char *dispatch_text(int statement, int64_t id)
{
	char *text =
	    rig_text(&town, dispatch_texts, statement, BIND(INTEGER(id)));

	assert_string_not_equal(text, "");
	return text;
}

void assert_text(int statement, int64_t id, const char *expected)
{
	char *text = dispatch_text(statement, id);

	assert_string_equal(text, expected);
	free(text);
}

void assert_state(int64_t id, const char *expected)
{
	assert_text(STATE, id, expected);
}

void assert_answer(int64_t id, const char *expected)
{
	assert_text(ANSWER, id, expected);
}

void issue(
    const char *address, const char *language, const char *text, char letter)
{
	char token[65] = "";
	json_t *params;
	struct err err;

	memset(token, letter, 64);
	params = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:[s]}", "run",
	    "2022-06-30", "token", token, "address", address, "language",
	    language, "subject", "Subject", "text", text, "missed",
	    "2022-06-29");
	must(request_own(town.door, "notice.issue", params, NULL, &err), &err);
	json_decref(params);
	rig_commit(&town);
}

void issue_one(void)
{
	issue(BG, "sv", "Text\n", 'a');
	turn();
}

void issue_two(void)
{
	issue(BG, "sv", "Text\n", 'a');
	issue(KS, "sv", "Text\n", 'b');
	turn();
}

void issue_three(void)
{
	issue(COORDINATOR, "sv", "Text\n", 'c');
	issue_two();
}

const char *member(const json_t *job, const char *name)
{
	const char *text = json_string_value(json_object_get(job, name));

	return text != NULL ? text : "";
}
