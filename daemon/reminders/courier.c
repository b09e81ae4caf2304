/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/courier.h"

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

#include "daemon/diag.h"
#include "daemon/reminders/sibling.h"

static_assert(SIBLINGS_MAX == COURIER_JOBS_MAX + 1, "one is to spare");

/* Where a sibling could not be started, the next attempt waits so long; also
 * where so many in a row did not live for as long. */
static const struct timeval patience = { .tv_sec = 1 };
#define YOUNG_MAX 8

struct sibling {
	struct courier *courier;
	int fd;                       /* owned; -1: there is none here */
	struct event *input, *output; /* owned */
	struct evbuffer *said, *told; /* owned; by it, and to it */
	int passed;                   /* owned; a socket it has sent, or -1 */
	int64_t job;                  /* in its hands, 0 for none */
	time_t since;                 /* monotonic */
};

struct courier {
	struct event_base *base;
	struct courier_listener listener;
	struct sibling siblings[SIBLINGS_MAX];
	size_t jobs;           /* at once */
	struct sibling *asked; /* for another one, and has not answered */
	struct event *again;   /* owned; then it is asked again */
	int young;             /* deaths of the new-born in a row */
};

static size_t count(const struct courier *courier, bool working)
{
	size_t found = 0;

	for (size_t i = 0; i < SIBLINGS_MAX; i++)
		found += courier->siblings[i].fd >= 0 &&
		    (!working || courier->siblings[i].job != 0);
	return found;
}

/* One without a job where there is one, else any; NULL where none lives. */
static struct sibling *choose(struct courier *courier)
{
	struct sibling *chosen = NULL;

	for (size_t i = 0; i < SIBLINGS_MAX; i++) {
		struct sibling *sibling = &courier->siblings[i];

		if (sibling->fd >= 0 && (chosen == NULL || chosen->job != 0))
			chosen = sibling;
	}
	return chosen;
}

static void tell(struct sibling *sibling, const struct buffer *bytes)
{
	if (evbuffer_add(sibling->told, bytes->bytes, bytes->length) != 0)
		abort();
	event_add(sibling->output, NULL);
}

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void order(struct sibling *sibling, enum job_type type)
{
	struct buffer bytes = { 0 };

	job_write_order(&bytes, type);
	tell(sibling, &bytes);
	buffer_free(&bytes);
}

/* --- how many there are --- */

static void release(struct sibling *sibling)
{
	if (sibling->fd < 0)
		return;
	event_free(sibling->input);
	event_free(sibling->output);
	evbuffer_free(sibling->said);
	evbuffer_free(sibling->told);
	if (sibling->passed >= 0)
		close(sibling->passed);
	close(sibling->fd);
	sibling->fd = -1;
}

/* Asks for one more where one is missing; one too many that has no job is
 * let go. */
static void complete(struct courier *courier)
{
	size_t living = count(courier, false), wanted = courier->jobs + 1;
	struct sibling *sibling = choose(courier);

	if (living < wanted && courier->asked == NULL && sibling != NULL &&
	    !event_pending(courier->again, EV_TIMEOUT, NULL)) {
		courier->asked = sibling;
		order(sibling, JOB_SPAWN);
	}
	for (; living > wanted; living--) {
		sibling = choose(courier);
		if (sibling->job != 0 || sibling == courier->asked)
			return;
		release(sibling);
	}
}

static void complete_later(struct courier *courier)
{
	event_add(courier->again, &patience);
}

static void on_again(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	complete(argument);
}

static void on_input(evutil_socket_t fd, short what, void *argument);
static void on_output(evutil_socket_t fd, short what, void *argument);

static void adopt(struct courier *courier, int fd)
{
	struct sibling *sibling = courier->siblings;

	while (sibling->fd >= 0)
		sibling++;
	assert(sibling < courier->siblings + SIBLINGS_MAX);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	*sibling = (struct sibling){
		.courier = courier, .fd = fd, .passed = -1, .since = seconds()
	};
	sibling->input = event_new(
	    courier->base, fd, EV_READ | EV_PERSIST, on_input, sibling);
	sibling->output =
	    event_new(courier->base, fd, EV_WRITE, on_output, sibling);
	sibling->said = evbuffer_new();
	sibling->told = evbuffer_new();
	if (sibling->input == NULL || sibling->output == NULL ||
	    sibling->said == NULL || sibling->told == NULL)
		abort();
	event_add(sibling->input, NULL);
}

/* It died, or cannot be understood. */
static void lose(struct sibling *sibling, const char *why)
{
	struct courier *courier = sibling->courier;
	struct job_answer answer = { .type = JOB_DELIVER,
		.id = sibling->job,
		.status = EX_TEMPFAIL,
		.text = "the delivery process ended" };
	bool young = seconds() - sibling->since <= patience.tv_sec;

	release(sibling);
	if (courier->asked == sibling)
		courier->asked = NULL;
	diag("%s: %s", why,
	    choose(courier) != NULL ? "starting another" : "there is no other");
	courier->young = young ? courier->young + 1 : 0;
	if (courier->young > YOUNG_MAX)
		complete_later(courier);
	complete(courier);
	if (answer.id != 0)
		courier->listener.answered(courier->listener.listener, &answer);
	if (choose(courier) == NULL)
		courier->listener.gone(courier->listener.listener);
}

/* --- what they say --- */

static void spawned(struct sibling *sibling, const struct job_answer *answer)
{
	struct courier *courier = sibling->courier;
	int fd = sibling->passed;

	if (courier->asked == sibling)
		courier->asked = NULL;
	sibling->passed = -1;
	if (fd >= 0 && count(courier, false) < SIBLINGS_MAX) {
		adopt(courier, fd);
		diag("another delivery process has started");
	} else {
		diag("no other delivery process: %s",
		    answer->status != EX_OK ? answer->text
					    : "its socket did not arrive");
		if (fd >= 0)
			close(fd);
		complete_later(courier);
	}
	complete(courier);
}

static void heed(struct sibling *sibling, const struct job_answer *answer)
{
	struct courier *courier = sibling->courier;

	if (answer->type == JOB_SPAWN) {
		spawned(sibling, answer);
	} else if (answer->type == JOB_RELOAD) {
		if (answer->status != EX_OK)
			diag("a delivery process keeps its former"
			     " configuration: %s",
			    answer->text);
	} else if (answer->id == sibling->job && answer->id != 0) {
		sibling->job = 0;
		complete(courier);
		courier->listener.answered(courier->listener.listener, answer);
	}
}

/* Takes the answers that are whole; -1 where it makes no sense. */
static int listen_to(struct sibling *sibling, struct err *err)
{
	struct job_answer answer;
	size_t used;
	int whole = 1;

	while (sibling->fd >= 0 &&
	    (whole = job_answer_read(evbuffer_pullup(sibling->said, -1),
		 evbuffer_get_length(sibling->said), &answer, &used, err)) ==
		1) {
		evbuffer_drain(sibling->said, used);
		heed(sibling, &answer);
	}
	return whole;
}

/* Keeps the one file that may come with a message (unix(7)). */
static void take_passed(struct sibling *sibling, struct msghdr *message)
{
	struct cmsghdr *head = CMSG_FIRSTHDR(message);

	if (head == NULL || head->cmsg_level != SOL_SOCKET ||
	    head->cmsg_type != SCM_RIGHTS ||
	    head->cmsg_len != CMSG_LEN(sizeof(int)))
		return;
	if (sibling->passed >= 0)
		close(sibling->passed);
	memcpy(&sibling->passed, CMSG_DATA(head), sizeof(int));
}

/* As recvmsg(2): bytes, 0 at the end of the file, or -1. */
static ssize_t receive(struct sibling *sibling)
{
	char control[CMSG_SPACE(sizeof(int))]
	    __attribute__((aligned(_Alignof(struct cmsghdr))));
	char piece[4096];
	struct iovec part = { piece, sizeof(piece) };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = CMSG_LEN(sizeof(int)) };
	ssize_t got = recvmsg(sibling->fd, &message, MSG_CMSG_CLOEXEC);

	if (got > 0) {
		take_passed(sibling, &message);
		if (evbuffer_add(sibling->said, piece, (size_t)got) != 0)
			abort();
	}
	return got;
}

static void on_input(evutil_socket_t fd, short what, void *argument)
{
	struct sibling *sibling = argument;
	ssize_t got = receive(sibling);
	struct err err;

	(void)fd;
	(void)what;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0)
		lose(sibling, "a delivery process ended");
	else if (listen_to(sibling, &err) < 0)
		lose(sibling, err.text);
}

/* Where it is gone, the end of its file tells. */
static void on_output(evutil_socket_t fd, short what, void *argument)
{
	struct sibling *sibling = argument;

	(void)what;
	if (evbuffer_write(sibling->told, fd) < 0 && errno != EAGAIN &&
	    errno != EINTR)
		return;
	if (evbuffer_get_length(sibling->told) > 0)
		event_add(sibling->output, NULL);
}

/* --- the face --- */

bool courier_has_room(const struct courier *courier)
{
	size_t working = count(courier, true);

	return working < courier->jobs && working < count(courier, false);
}

int courier_send(struct courier *courier, int64_t id, const char *json,
    size_t length, struct err *err)
{
	struct sibling *sibling = choose(courier);
	struct buffer job = { 0 };

	assert(sibling != NULL && sibling->job == 0 && id != 0);
	if (job_write(&job, id, json, length, err) != 0)
		return -1;
	sibling->job = id;
	tell(sibling, &job);
	buffer_free(&job);
	return 0;
}

void courier_reload(struct courier *courier, size_t jobs)
{
	assert(jobs >= 1 && jobs <= COURIER_JOBS_MAX);
	courier->jobs = jobs;
	for (size_t i = 0; i < SIBLINGS_MAX; i++)
		if (courier->siblings[i].fd >= 0)
			order(&courier->siblings[i], JOB_RELOAD);
	complete(courier);
}

void courier_new(struct courier **created, struct event_base *base,
    const int fds[], size_t siblings, size_t jobs,
    const struct courier_listener *listener)
{
	struct courier *courier = calloc(1, sizeof(*courier));

	if (courier == NULL)
		abort();
	assert(siblings <= SIBLINGS_MAX);
	assert(jobs >= 1 && jobs <= COURIER_JOBS_MAX);
	courier->base = base;
	courier->jobs = jobs;
	courier->listener = *listener;
	courier->again = evtimer_new(base, on_again, courier);
	if (courier->again == NULL)
		abort();
	for (size_t i = 0; i < SIBLINGS_MAX; i++)
		courier->siblings[i].fd = -1;
	for (size_t i = 0; i < siblings; i++)
		adopt(courier, fds[i]);
	complete(courier);
	*created = courier;
}

void courier_free(struct courier *courier)
{
	if (courier == NULL)
		return;
	for (size_t i = 0; i < SIBLINGS_MAX; i++)
		release(&courier->siblings[i]);
	event_free(courier->again);
	free(courier);
}
