/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/worker_link.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/machine/diag.h"

struct worker_link {
	struct worker_link_listener listener;
	int socket;          /* owned */
	struct event *input; /* owned */
	int64_t ready;       /* the worker that was told to begin, or 0 */
	size_t jobs;         /* at once */
	int64_t hands[WORKER_JOBS_MAX]; /* the jobs in hand, 0 for none */
};

static size_t link_working(const struct worker_link *link)
{
	size_t working = 0;

	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		working += link->hands[i] != 0;
	return working;
}

static int64_t *link_hand(struct worker_link *link, int64_t id)
{
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		if (link->hands[i] == id)
			return &link->hands[i];
	return NULL;
}

static bool link_order(
    struct worker_link *link, enum worker_order_type type, int64_t id)
{
	const struct worker_order order = { type, id };

	return worker_order_send(link->socket, &order, -1);
}

/* --- what it says --- */

/* A worker began: whatever one before it had in hand is lost. It says so until
 * it was told to begin. */
static void on_ready(struct worker_link *link, const struct worker_answer *said)
{
	struct worker_answer lost = { .type = WORKER_DELIVERED,
		.status = EX_TEMPFAIL,
		.text = "the delivery process ended" };

	if (link->ready == said->id)
		return;
	link->ready = link_order(link, WORKER_BEGIN, said->id) ? said->id : 0;
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++) {
		lost.id = link->hands[i];
		link->hands[i] = 0;
		if (lost.id != 0)
			link->listener.answered(link->listener.listener, &lost);
	}
}

static void on_delivered(
    struct worker_link *link, const struct worker_answer *said)
{
	int64_t *hand = said->id != 0 ? link_hand(link, said->id) : NULL;

	if (hand == NULL)
		return;
	*hand = 0;
	link->listener.answered(link->listener.listener, said);
}

static void link_heed(
    struct worker_link *link, const struct worker_answer *said)
{
	if (said->type == WORKER_READY)
		on_ready(link, said);
	else if (said->type == WORKER_DELIVERED)
		on_delivered(link, said);
	else if (said->status != EX_OK)
		diag("the delivery process keeps its former configuration: %s",
		    said->text);
}

static void link_on_input(evutil_socket_t fd, short what, void *argument)
{
	struct worker_link *link = argument;
	struct worker_answer said;
	int got;

	(void)what;
	while ((got = worker_answer_receive(fd, &said)) == 1)
		link_heed(link, &said);
	if (got < 0 && errno == EAGAIN)
		return;
	event_del(link->input);
	link->ready = 0;
	link->listener.gone(link->listener.listener);
}

/* --- the face --- */

bool worker_link_has_room(const struct worker_link *link)
{
	return link->ready != 0 && link_working(link) < link->jobs;
}

/* The dispatch as an open file that the worker gives to the program; -1. */
static int dispatch_file(const char *json, size_t length)
{
	int file = memfd_create("dispatch", MFD_CLOEXEC);

	if (file >= 0 &&
	    (write(file, json, length) != (ssize_t)length ||
		lseek(file, 0, SEEK_SET) != 0)) {
		close(file);
		file = -1;
	}
	return file;
}

int worker_link_send(struct worker_link *link, int64_t id, const char *json,
    size_t length, struct err *err)
{
	const struct worker_order order = { WORKER_DELIVER, id };
	int64_t *hand = link_hand(link, 0);
	int file = dispatch_file(json, length);
	bool sent;

	assert(hand != NULL && id != 0);
	if (file < 0)
		return err_set(err, ERR_INTERNAL, "no memory for a dispatch");
	sent = worker_order_send(link->socket, &order, file);
	close(file);
	if (!sent)
		return err_set(err, ERR_INTERNAL,
		    "the delivery process does not listen: %s",
		    strerrordesc_np(errno));
	*hand = id;
	return 0;
}

void worker_link_reload(struct worker_link *link, size_t jobs)
{
	assert(jobs >= 1 && jobs <= WORKER_JOBS_MAX);
	link->jobs = jobs;
	if (link->ready != 0 && !link_order(link, WORKER_RELOAD, 0))
		diag(DIAG_ERROR "the delivery process keeps its former"
				" configuration: it does not listen: %s",
		    strerrordesc_np(errno));
}

void worker_link_new(struct worker_link **created, struct event_base *base,
    int socket, size_t jobs, const struct worker_link_listener *listener)
{
	struct worker_link *link = calloc(1, sizeof(*link));

	if (link == NULL)
		abort();
	assert(jobs >= 1 && jobs <= WORKER_JOBS_MAX);
	link->listener = *listener;
	link->socket = socket;
	link->jobs = jobs;
	fcntl(socket, F_SETFL, O_NONBLOCK);
	link->input =
	    event_new(base, socket, EV_READ | EV_PERSIST, link_on_input, link);
	if (link->input == NULL || event_add(link->input, NULL) != 0)
		abort();
	*created = link;
}

void worker_link_free(struct worker_link *link)
{
	if (link == NULL)
		return;
	event_free(link->input);
	close(link->socket);
	free(link);
}
