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

struct end ends[ENDS];

size_t end_count;

struct end *asked;

int reloads;

bool failed;

/* --- the workers' ends --- */

/* Another one; the daemon's end of it. */
static int new_end(void)
{
	int pair[2];

	assert_int_equal(
	    socketpair(
		AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair),
	    0);
	assert_true(end_count < ENDS);
	ends[end_count++] = (struct end){ .fd = pair[1] };
	return pair[0];
}

void open_delivery(void)
{
	int fds[ENDS];
	size_t count = (size_t)config.deliveries + 1;
	struct err err;

	base = event_base_new();
	failed = false;
	end_count = 0;
	asked = NULL;
	reloads = 0;
	for (size_t i = 0; i < count; i++)
		fds[i] = new_end();
	must(delivery_new(&delivery, base, town.door, &config, fds, count,
		 &failed, &err),
	    &err);
}

void die(struct end *end)
{
	close(end->fd);
	*end = (struct end){ .fd = -1 };
	if (asked == end)
		asked = NULL;
}

void close_delivery(void)
{
	delivery_free(delivery);
	event_base_free(base);
	for (size_t i = 0; i < end_count; i++)
		if (ends[i].fd >= 0)
			die(&ends[i]);
}

void delivery_prepare(void)
{
	rig_prepare(&town, dispatch_texts);
}

int setup_delivery(void **state)
{
	setup(state);
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

bool read_whole(int fd, void *bytes, size_t length)
{
	size_t have = 0;

	/* What the socket does not hold at once flows in pieces. */
	for (int pieces = 0; have < length && pieces < 1000; pieces++) {
		ssize_t got = read(fd, (char *)bytes + have, length - have);

		have += got > 0 ? (size_t)got : 0;
		flow();
	}
	return have == length;
}

static void take_json(struct end *end, size_t rest, json_t **json)
{
	char *text = malloc(rest);

	assert_int_equal(end->job, 0);
	assert_true(read_whole(end->fd, text, rest));
	end->job = worker_message_id_read(text);
	*json = json_loadb(text + WORKER_MESSAGE_ID_SIZE,
	    rest - WORKER_MESSAGE_ID_SIZE, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(*json);
	free(text);
}

/* Reads what the daemon has told this one, up to a job. */
static bool listen_at(struct end *end, json_t **json)
{
	char head[WORKER_MESSAGE_HEAD_SIZE];
	enum worker_message_type type;
	size_t rest;

	while (end->fd >= 0 && read(end->fd, head, 1) == 1) {
		assert_true(read_whole(end->fd, head + 1, sizeof(head) - 1));
		assert_int_equal(
		    worker_message_head_read(head, &type, &rest), 0);
		if (type == WORKER_MESSAGE_DELIVER) {
			take_json(end, rest, json);
			return true;
		}
		reloads += type == WORKER_MESSAGE_RELOAD;
		if (type == WORKER_MESSAGE_SPAWN) {
			assert_null(asked);
			asked = end;
		}
	}
	return false;
}

int64_t take_job(json_t **json)
{
	for (size_t i = 0; i < end_count; i++)
		if (listen_at(&ends[i], json))
			return ends[i].job;
	return 0;
}

int64_t worker_message_id(void)
{
	json_t *json = NULL;
	int64_t id = take_job(&json);

	json_decref(json);
	return id;
}

struct end *end_with(int64_t job)
{
	for (size_t i = 0; i < end_count; i++)
		if (ends[i].fd >= 0 && ends[i].job == job)
			return &ends[i];
	fail_msg("nobody has job %" PRId64, job);
	return NULL;
}

void answer_add(
    struct buffer *bytes, int64_t id, uint8_t status, const char *text)
{
	worker_answer_write(
	    bytes, WORKER_MESSAGE_DELIVER, id, status, text, strlen(text));
}

void send_bytes(const struct end *end, const char *bytes, size_t length)
{
	assert_int_equal(write(end->fd, bytes, length), length);
}

void answer(int64_t id, uint8_t status, const char *text)
{
	struct buffer bytes = { 0 };
	struct end *end = end_with(id);

	answer_add(&bytes, id, status, text);
	send_bytes(end, bytes.bytes, bytes.length);
	end->job = 0;
	buffer_free(&bytes);
}

void start_another(void)
{
	int fd = new_end();
	char control[CMSG_SPACE(sizeof(fd))]
	    __attribute__((aligned(_Alignof(struct cmsghdr)))) = { 0 };
	struct buffer bytes = { 0 };
	struct iovec part;
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);

	assert_non_null(asked);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(head), &fd, sizeof(fd));
	worker_answer_write(&bytes, WORKER_MESSAGE_SPAWN, 0, EX_OK, "", 0);
	part = (struct iovec){ bytes.bytes, bytes.length };
	assert_int_equal(sendmsg(asked->fd, &message, 0), bytes.length);
	buffer_free(&bytes);
	close(fd);
	asked = NULL;
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
