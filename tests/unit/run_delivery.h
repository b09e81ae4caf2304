/* SPDX-License-Identifier: ISC */
/* The test is the sibling: it reads jobs from its end of a socketpair and
 * answers them. Time does not pass: the timer is looked up and fired. */
#ifndef TESTS_UNIT_RUN_DELIVERY_H
#define TESTS_UNIT_RUN_DELIVERY_H

#include "tests/unit/run_notices.h"

#include <endian.h>
#include <event2/event.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/diag.h"
#include "daemon/reminders/delivery.h"
#include "daemon/reminders/sibling.h"

enum { STATE, WORDS, ANSWER };

static const char *const dispatch_sql[] = {
	[STATE] = "SELECT state FROM dispatch WHERE id = ?1",
	[WORDS] = "SELECT token || subject || text FROM dispatch"
		  " WHERE id = ?1",
	[ANSWER] = "SELECT coalesce(answer, 'none') FROM dispatch"
		   " WHERE id = ?1",
	NULL,
};

static struct event_base *base;
static struct delivery *delivery;
static int sibling; /* the other end */
static bool failed;
static struct buffer told_operator;

/* In the place of daemon/diag.c. */
void diag(const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	buffer_printf(&told_operator, "%s\n", line);
}

static inline bool operator_heard(const char *words)
{
	return told_operator.length > 0 &&
	    strstr(told_operator.bytes, words) != NULL;
}

/* --- the sibling's end --- */

static inline void open_delivery(void)
{
	int ends[2];
	struct err err;

	assert_int_equal(
	    socketpair(
		AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends),
	    0);
	base = event_base_new();
	failed = false;
	sibling = ends[1];
	must(delivery_new(
		 &delivery, base, town.requests, ends[0], &failed, &err),
	    &err);
}

static inline void close_delivery(void)
{
	delivery_free(delivery);
	event_base_free(base);
	if (sibling >= 0)
		close(sibling);
}

static inline int setup_delivery(void **state)
{
	static const char *const *const tables[] = { dispatch_sql, NULL };
	struct err err;

	setup(state);
	must(store_prepare(town.store, tables, &err), &err);
	open_delivery();
	return 0;
}

static inline int teardown_delivery(void **state)
{
	close_delivery();
	buffer_free(&told_operator);
	return teardown(state);
}

static inline void flow(void)
{
	event_base_loop(base, EVLOOP_NONBLOCK);
}

/* A turn as the server ends it; whether it committed. */
static inline bool turn(void)
{
	struct err err;
	bool committed;

	flow();
	committed = requests_commit(town.requests, &err) == 0;
	delivery_turn(delivery, committed);
	flow();
	return committed;
}

static inline bool read_whole(void *bytes, size_t length)
{
	size_t have = 0;

	/* What the socket does not hold at once flows in pieces. */
	for (int pieces = 0; have < length && pieces < 1000; pieces++) {
		ssize_t got =
		    read(sibling, (char *)bytes + have, length - have);

		have += got > 0 ? (size_t)got : 0;
		flow();
	}
	return have == length;
}

static inline uint32_t big_length(const char *bytes)
{
	uint32_t big;

	memcpy(&big, bytes, sizeof(big));
	return be32toh(big);
}

static inline int64_t big_id(const char *bytes)
{
	uint64_t big;

	memcpy(&big, bytes, sizeof(big));
	return (int64_t)be64toh(big);
}

/* The next job's id, 0 where none waits; *json is the caller's. */
static inline int64_t take_job(json_t **json)
{
	char head[12];
	size_t length;
	char *text;

	if (read(sibling, head, 1) != 1)
		return 0;
	assert_true(read_whole(head + 1, sizeof(head) - 1));
	length = big_length(head) - 8;
	text = malloc(length);
	assert_true(read_whole(text, length));
	*json = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(*json);
	free(text);
	return big_id(head + 4);
}

static inline int64_t job_id(void)
{
	json_t *json = NULL;
	int64_t id = take_job(&json);

	json_decref(json);
	return id;
}

static inline void answer_add(
    struct buffer *bytes, int64_t id, uint8_t status, const char *text)
{
	uint32_t length = htobe32((uint32_t)(9 + strlen(text)));
	uint64_t big = htobe64((uint64_t)id);

	buffer_add(bytes, &length, sizeof(length));
	buffer_add(bytes, &big, sizeof(big));
	buffer_add(bytes, &status, 1);
	buffer_add(bytes, text, strlen(text));
}

static inline void send_bytes(const struct buffer *bytes)
{
	assert_int_equal(
	    write(sibling, bytes->bytes, bytes->length), bytes->length);
}

static inline void answer(int64_t id, uint8_t status, const char *text)
{
	struct buffer bytes = { 0 };

	answer_add(&bytes, id, status, text);
	send_bytes(&bytes);
	buffer_free(&bytes);
}

/* --- the timer --- */

struct timer {
	struct event *event;
	long seconds;
};

static inline int find_timer(
    const struct event_base *of, const struct event *event, void *argument)
{
	struct timer *timer = argument;
	struct timeval at, now;

	(void)of;
	if (event_get_fd(event) >= 0 || !event_pending(event, EV_TIMEOUT, &at))
		return 0;
	event_base_gettimeofday_cached(base, &now);
	timer->event = (struct event *)(uintptr_t)event;
	/* To the nearest second. */
	timer->seconds = (at.tv_sec - now.tv_sec) +
	    (at.tv_usec - now.tv_usec + 1500000) / 1000000 - 1;
	return 1;
}

/* How many seconds away the retry is; 0 where it is not armed. */
static inline struct timer timer(void)
{
	struct timer found = { 0 };

	event_base_foreach_event(base, find_timer, &found);
	return found;
}

static inline void fire(void)
{
	struct timer found = timer();

	assert_non_null(found.event);
	event_active(found.event, EV_TIMEOUT, 0);
	turn();
}

/* --- dispatches --- */

static inline char *dispatch_text(int statement, int64_t id)
{
	char *text = NULL;
	struct rows rows;
	struct err err;

	must(store_query(&rows, town.store, dispatch_sql, statement,
		 BIND(INTEGER(id)), &err),
	    &err);
	assert_int_equal(rows_next(&rows, &err), 1);
	text = strdup(rows_text(&rows, 0));
	rows_end(&rows);
	return text;
}

static inline void assert_state(int64_t id, const char *expected)
{
	char *text = dispatch_text(STATE, id);

	assert_string_equal(text, expected);
	free(text);
}

static inline void assert_answer(int64_t id, const char *expected)
{
	char *text = dispatch_text(ANSWER, id);

	assert_string_equal(text, expected);
	free(text);
}

/* 1 to bg and 2 to ks, composed at eight on 30 June 2022. */
static inline void issue_two(void)
{
	run_state_activity(&town, "Beskriv uppdraget", "2022-06-30", "ks");
	run_state_activity(&town, "Skriv om rutinen", "2022-06-30", "bg");
	assert_int_equal(run("2022-06-30T08:00"), 2);
	turn();
}

static const char *member(const json_t *job, const char *name)
{
	const char *text = json_string_value(json_object_get(job, name));

	return text != NULL ? text : "";
}

#endif
