/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/worker_pool.h"

#include <assert.h>
#include <errno.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "daemon/machine/diag.h"
#include "daemon/delivery/worker.h"

static_assert(WORKERS_MAX == WORKER_POOL_MAX + 1, "one is to spare");

/* Where a worker could not be started, the next attempt waits so long; also
 * where so many in a row did not live for as long. */
static const struct timeval patience = { .tv_sec = 1 };
#define YOUNG_MAX 8

struct pool_worker {
	struct worker_pool *worker_pool;
	int fd;                       /* owned; -1: there is none here */
	struct event *input, *output; /* owned */
	struct evbuffer *said, *told; /* owned; by it, and to it */
	int passed;                   /* owned; a socket it has sent, or -1 */
	int64_t job;                  /* in its hands, 0 for none */
	time_t since;                 /* monotonic */
};

struct worker_pool {
	struct event_base *base;
	struct worker_pool_listener listener;
	struct pool_worker pool_workers[WORKERS_MAX];
	size_t jobs;               /* at once */
	struct pool_worker *asked; /* for another one, and has not answered */
	struct event *again;       /* owned; then it is asked again */
	int young;                 /* deaths of the new-born in a row */
};

static size_t count(const struct worker_pool *worker_pool, bool working)
{
	size_t found = 0;

	for (size_t i = 0; i < WORKERS_MAX; i++)
		found += worker_pool->pool_workers[i].fd >= 0 &&
		    (!working || worker_pool->pool_workers[i].job != 0);
	return found;
}

/* One without a job where there is one, else any; NULL where none lives. */
static struct pool_worker *worker_pool_choose(struct worker_pool *worker_pool)
{
	struct pool_worker *chosen = NULL;

	for (size_t i = 0; i < WORKERS_MAX; i++) {
		struct pool_worker *pool_worker = &worker_pool->pool_workers[i];

		if (pool_worker->fd >= 0 &&
		    (chosen == NULL || chosen->job != 0))
			chosen = pool_worker;
	}
	return chosen;
}

static void worker_pool_tell(
    struct pool_worker *pool_worker, const struct buffer *bytes)
{
	if (evbuffer_add(pool_worker->told, bytes->bytes, bytes->length) != 0)
		abort();
	event_add(pool_worker->output, NULL);
}

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void order(
    struct pool_worker *pool_worker, enum worker_message_type type)
{
	struct buffer bytes = { 0 };

	worker_message_write_order(&bytes, type);
	worker_pool_tell(pool_worker, &bytes);
	buffer_free(&bytes);
}

/* --- how many there are --- */

static void release(struct pool_worker *pool_worker)
{
	if (pool_worker->fd < 0)
		return;
	event_free(pool_worker->input);
	event_free(pool_worker->output);
	evbuffer_free(pool_worker->said);
	evbuffer_free(pool_worker->told);
	if (pool_worker->passed >= 0)
		close(pool_worker->passed);
	close(pool_worker->fd);
	pool_worker->fd = -1;
}

/* Asks for one more where one is missing; one too many that has no job is
 * let go. */
static void complete(struct worker_pool *worker_pool)
{
	size_t living = count(worker_pool, false),
	       wanted = worker_pool->jobs + 1;
	struct pool_worker *pool_worker = worker_pool_choose(worker_pool);

	if (living < wanted && worker_pool->asked == NULL &&
	    pool_worker != NULL &&
	    !event_pending(worker_pool->again, EV_TIMEOUT, NULL)) {
		worker_pool->asked = pool_worker;
		order(pool_worker, WORKER_MESSAGE_SPAWN);
	}
	for (; living > wanted; living--) {
		pool_worker = worker_pool_choose(worker_pool);
		if (pool_worker->job != 0 || pool_worker == worker_pool->asked)
			return;
		release(pool_worker);
	}
}

static void complete_later(struct worker_pool *worker_pool)
{
	event_add(worker_pool->again, &patience);
}

static void worker_pool_on_again(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	complete(argument);
}

static void on_input(evutil_socket_t fd, short what, void *argument);
static void on_output(evutil_socket_t fd, short what, void *argument);

static void adopt(struct worker_pool *worker_pool, int fd)
{
	struct pool_worker *pool_worker = worker_pool->pool_workers;

	while (pool_worker->fd >= 0)
		pool_worker++;
	assert(pool_worker < worker_pool->pool_workers + WORKERS_MAX);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	*pool_worker = (struct pool_worker){ .worker_pool = worker_pool,
		.fd = fd,
		.passed = -1,
		.since = seconds() };
	pool_worker->input = event_new(
	    worker_pool->base, fd, EV_READ | EV_PERSIST, on_input, pool_worker);
	pool_worker->output =
	    event_new(worker_pool->base, fd, EV_WRITE, on_output, pool_worker);
	pool_worker->said = evbuffer_new();
	pool_worker->told = evbuffer_new();
	if (pool_worker->input == NULL || pool_worker->output == NULL ||
	    pool_worker->said == NULL || pool_worker->told == NULL)
		abort();
	event_add(pool_worker->input, NULL);
}

/* It died, or cannot be understood. */
static void lose(struct pool_worker *pool_worker, const char *why)
{
	struct worker_pool *worker_pool = pool_worker->worker_pool;
	struct worker_answer answer = { .type = WORKER_MESSAGE_DELIVER,
		.id = pool_worker->job,
		.status = EX_TEMPFAIL,
		.text = "the delivery process ended" };
	bool young = seconds() - pool_worker->since <= patience.tv_sec;

	release(pool_worker);
	if (worker_pool->asked == pool_worker)
		worker_pool->asked = NULL;
	diag("%s: %s", why,
	    worker_pool_choose(worker_pool) != NULL ? "starting another"
						    : "there is no other");
	worker_pool->young = young ? worker_pool->young + 1 : 0;
	if (worker_pool->young > YOUNG_MAX)
		complete_later(worker_pool);
	complete(worker_pool);
	if (answer.id != 0)
		worker_pool->listener.answered(
		    worker_pool->listener.listener, &answer);
	if (worker_pool_choose(worker_pool) == NULL)
		worker_pool->listener.gone(worker_pool->listener.listener);
}

/* --- what they say --- */

static void spawned(
    struct pool_worker *pool_worker, const struct worker_answer *answer)
{
	struct worker_pool *worker_pool = pool_worker->worker_pool;
	int fd = pool_worker->passed;

	if (worker_pool->asked == pool_worker)
		worker_pool->asked = NULL;
	pool_worker->passed = -1;
	if (fd >= 0 && count(worker_pool, false) < WORKERS_MAX) {
		adopt(worker_pool, fd);
		diag("another delivery process has started");
	} else {
		diag("no other delivery process: %s",
		    answer->status != EX_OK ? answer->text
					    : "its socket did not arrive");
		if (fd >= 0)
			close(fd);
		complete_later(worker_pool);
	}
	complete(worker_pool);
}

static void heed(
    struct pool_worker *pool_worker, const struct worker_answer *answer)
{
	struct worker_pool *worker_pool = pool_worker->worker_pool;

	if (answer->type == WORKER_MESSAGE_SPAWN) {
		spawned(pool_worker, answer);
	} else if (answer->type == WORKER_MESSAGE_RELOAD) {
		if (answer->status != EX_OK)
			diag("a delivery process keeps its former"
			     " configuration: %s",
			    answer->text);
	} else if (answer->id == pool_worker->job && answer->id != 0) {
		pool_worker->job = 0;
		complete(worker_pool);
		worker_pool->listener.answered(
		    worker_pool->listener.listener, answer);
	}
}

/* Takes the answers that are whole; -1 where it makes no sense. */
static int listen_to(struct pool_worker *pool_worker, struct err *err)
{
	struct worker_answer answer;
	size_t used;
	int whole = 1;

	while (pool_worker->fd >= 0 &&
	    (whole = worker_answer_read(evbuffer_pullup(pool_worker->said, -1),
		 evbuffer_get_length(pool_worker->said), &answer, &used,
		 err)) == 1) {
		evbuffer_drain(pool_worker->said, used);
		heed(pool_worker, &answer);
	}
	return whole;
}

/* Keeps the one file that may come with a message (unix(7)). */
static void take_passed(struct pool_worker *pool_worker, struct msghdr *message)
{
	struct cmsghdr *head = CMSG_FIRSTHDR(message);

	if (head == NULL || head->cmsg_level != SOL_SOCKET ||
	    head->cmsg_type != SCM_RIGHTS ||
	    head->cmsg_len != CMSG_LEN(sizeof(int)))
		return;
	if (pool_worker->passed >= 0)
		close(pool_worker->passed);
	memcpy(&pool_worker->passed, CMSG_DATA(head), sizeof(int));
}

/* As recvmsg(2): bytes, 0 at the end of the file, or -1. */
static ssize_t worker_pool_receive(struct pool_worker *pool_worker)
{
	char control[CMSG_SPACE(sizeof(int))]
	    __attribute__((aligned(_Alignof(struct cmsghdr))));
	char piece[4096];
	struct iovec part = { piece, sizeof(piece) };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = CMSG_LEN(sizeof(int)) };
	ssize_t got = recvmsg(pool_worker->fd, &message, MSG_CMSG_CLOEXEC);

	if (got > 0) {
		take_passed(pool_worker, &message);
		if (evbuffer_add(pool_worker->said, piece, (size_t)got) != 0)
			abort();
	}
	return got;
}

static void on_input(evutil_socket_t fd, short what, void *argument)
{
	struct pool_worker *pool_worker = argument;
	ssize_t got = worker_pool_receive(pool_worker);
	struct err err;

	(void)fd;
	(void)what;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0)
		lose(pool_worker, "a delivery process ended");
	else if (listen_to(pool_worker, &err) < 0)
		lose(pool_worker, err.text);
}

/* Where it is gone, the end of its file tells. */
static void on_output(evutil_socket_t fd, short what, void *argument)
{
	struct pool_worker *pool_worker = argument;

	(void)what;
	if (evbuffer_write(pool_worker->told, fd) < 0 && errno != EAGAIN &&
	    errno != EINTR)
		return;
	if (evbuffer_get_length(pool_worker->told) > 0)
		event_add(pool_worker->output, NULL);
}

/* --- the face --- */

bool worker_pool_has_room(const struct worker_pool *worker_pool)
{
	size_t working = count(worker_pool, true);

	return working < worker_pool->jobs &&
	    working < count(worker_pool, false);
}

int worker_pool_send(struct worker_pool *worker_pool, int64_t id,
    const char *json, size_t length, struct err *err)
{
	struct pool_worker *pool_worker = worker_pool_choose(worker_pool);
	struct buffer job = { 0 };

	assert(pool_worker != NULL && pool_worker->job == 0 && id != 0);
	if (worker_message_write(&job, id, json, length, err) != 0)
		return -1;
	pool_worker->job = id;
	worker_pool_tell(pool_worker, &job);
	buffer_free(&job);
	return 0;
}

void worker_pool_reload(struct worker_pool *worker_pool, size_t jobs)
{
	assert(jobs >= 1 && jobs <= WORKER_POOL_MAX);
	worker_pool->jobs = jobs;
	for (size_t i = 0; i < WORKERS_MAX; i++)
		if (worker_pool->pool_workers[i].fd >= 0)
			order(&worker_pool->pool_workers[i],
			    WORKER_MESSAGE_RELOAD);
	complete(worker_pool);
}

void worker_pool_new(struct worker_pool **created, struct event_base *base,
    const int fds[], size_t pool_workers, size_t jobs,
    const struct worker_pool_listener *listener)
{
	struct worker_pool *worker_pool = calloc(1, sizeof(*worker_pool));

	if (worker_pool == NULL)
		abort();
	assert(pool_workers <= WORKERS_MAX);
	assert(jobs >= 1 && jobs <= WORKER_POOL_MAX);
	worker_pool->base = base;
	worker_pool->jobs = jobs;
	worker_pool->listener = *listener;
	worker_pool->again =
	    evtimer_new(base, worker_pool_on_again, worker_pool);
	if (worker_pool->again == NULL)
		abort();
	for (size_t i = 0; i < WORKERS_MAX; i++)
		worker_pool->pool_workers[i].fd = -1;
	for (size_t i = 0; i < pool_workers; i++)
		adopt(worker_pool, fds[i]);
	complete(worker_pool);
	*created = worker_pool;
}

void worker_pool_free(struct worker_pool *worker_pool)
{
	if (worker_pool == NULL)
		return;
	for (size_t i = 0; i < WORKERS_MAX; i++)
		release(&worker_pool->pool_workers[i]);
	event_free(worker_pool->again);
	free(worker_pool);
}
