/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/worker.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "daemon/delivery/child.h"
#include "daemon/delivery/worker_message.h"
#include "daemon/machine/config_value.h"
#include "protocol/signals.h"

static_assert(WORKER_TEXT_MAX == CHILD_TEXT_MAX, "one text, one limit");

#define SAY_EVERY 1 /* seconds until it says again what was not heard */

#define SOCKET 3 /* where the worker keeps its end */

/* The program's words, each of at least one character and a blank, those
 * before them and NULL. */
#define WORDS_MAX (CONFIG_PROGRAM_MAX / 2 + 1 + 3 + 1)

/* What the words point into that stands nowhere else. */
struct argv_room {
	char program[CONFIG_PROGRAM_MAX + 1];
	char number[16];
};

struct job {
	int64_t id;         /* 0: none */
	struct child child; /* that delivers it */
};

struct worker {
	struct worker_orders orders;
	struct job jobs[WORKER_JOBS_MAX];
	int64_t id; /* that no other worker had: when it began */
	bool begun; /* the daemon knows of this process */
};

/* --- what is said --- */

/* What became of a letter must not be lost with the worker, or the letter is
 * sent again: where there is no memory for it now, it is said later. */
static bool worker_answer(enum worker_answer_type type, int64_t id,
    const struct child_outcome *outcome)
{
	struct worker_answer answer = {
		.type = type,
		.id = id,
		.status = outcome->status,
	};

	worker_text_read(answer.text, outcome->text, outcome->length);
	while (!worker_answer_send(SOCKET, &answer)) {
		if (errno != ENOBUFS && errno != ENOMEM && errno != EAGAIN)
			return false;
		sleep(SAY_EVERY);
	}
	return true;
}

/* --- jobs --- */

static bool worker_reload(struct worker *self)
{
	const char *path = self->orders.config_path;
	struct child_outcome outcome = { 0 };
	struct err err;

	if (path != NULL &&
	    config_reload(&self->orders.config, path, &err) != 0) {
		child_outcome_retry(&outcome, "%.*s", CHILD_TEXT_MAX, err.text);
		outcome.status = EX_CONFIG;
	}
	return worker_answer(WORKER_RELOADED, 0, &outcome);
}

#define SMTP_SOONER 2 /* seconds, so that it says what it waited for */

static void argv_add(char ***argv, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	*(*argv)++ = (char *)(uintptr_t)name;
	*(*argv)++ = (char *)(uintptr_t)value;
}

/* The server, and what is said of it; `number` is written. */
static char **argv_server(
    char **argv, const struct config *config, char number[16])
{
	static const char *const tls[] = { "no", "yes" };

	snprintf(number, 16, "%d", config->timeout - SMTP_SOONER);
	*argv++ = (char *)(uintptr_t)config->server;
	argv_add(&argv, "--tls", config->tls < 0 ? "" : tls[config->tls]);
	argv_add(&argv, "--trust", config->trust);
	argv_add(&argv, "--login", config->login);
	argv_add(&argv, "--password-file", config->password_file);
	argv_add(&argv, "--timeout", number);
	return argv;
}

/* The words of planvakt-deliver's command line; `room` is cut up. */
static void argv_make(
    char **argv, const struct worker_orders *orders, struct argv_room *room)
{
	const struct config *config = &orders->config;
	char *rest = room->program;

	*argv++ = (char *)(uintptr_t)orders->deliver;
	*argv++ = (char *)(uintptr_t)orders->mail;
	*argv++ = (char *)(uintptr_t)value_transports[config->transport];
	snprintf(room->program, sizeof(room->program), "%s", config->program);
	if (config->transport == TRANSPORT_SMTP)
		argv = argv_server(argv, config, room->number);
	else if (config->transport != TRANSPORT_MAILDIR)
		while ((*argv = strtok_r(rest, " \t", &rest)) != NULL)
			argv++;
	*argv = NULL;
}

static struct job *job_free(struct worker *self)
{
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		if (self->jobs[i].id == 0)
			return &self->jobs[i];
	return NULL;
}

/* The daemon hands over no more than WORKER_JOBS_MAX. */
static bool worker_deliver(struct worker *self, int64_t id, int dispatch)
{
	const struct config *config = &self->orders.config;
	struct job *job = job_free(self);
	struct argv_room room;
	char *argv[WORDS_MAX];

	if (job == NULL || dispatch < 0)
		return false;
	argv_make(argv, &self->orders, &room);
	if (child_start(
		&job->child, argv, (unsigned)config->timeout, dispatch) == 0)
		job->id = id;
	return job->id != 0 ||
	    worker_answer(WORKER_DELIVERED, id, &job->child.child_outcome);
}

static bool worker_begin(struct worker *self, int64_t id)
{
	if (self->begun || id != self->id)
		return true;
	self->begun = true;
	return worker_reload(self);
}

static bool worker_ready(const struct worker *self)
{
	struct child_outcome ready = { 0 };

	return worker_answer(WORKER_READY, self->id, &ready);
}

static bool worker_do(
    struct worker *self, const struct worker_order *order, int file)
{
	if (order->type == WORKER_RELOAD)
		return worker_reload(self);
	return worker_deliver(self, order->id, file);
}

/* What stands in the socket from before this process began was asked of
 * another one, and is passed over. */
static bool worker_take(struct worker *self)
{
	struct worker_order order;
	bool goes_on = true;
	int file;

	if (worker_order_receive(SOCKET, &order, &file) != 1)
		return false;
	if (order.type == WORKER_BEGIN)
		goes_on = worker_begin(self, order.id);
	else if (self->begun)
		goes_on = worker_do(self, &order, file);
	if (file >= 0)
		close(file);
	return goes_on;
}

/* --- waiting --- */

static bool is_sooner(struct timespec a, struct timespec b)
{
	return a.tv_sec < b.tv_sec ||
	    (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

/* SIGCHLD comes only inside ppoll(2). Whether the socket has something. */
static bool worker_wait_for(const struct worker *self)
{
	struct pollfd files[1 + WORKER_JOBS_MAX] = { { .fd = SOCKET,
	    .events = POLLIN } };
	struct timespec patience, first = { SAY_EVERY, 0 };
	bool working = !self->begun;
	sigset_t none;

	for (size_t i = 0; i < WORKER_JOBS_MAX; i++) {
		const struct job *job = &self->jobs[i];

		files[1 + i] = (struct pollfd){ .fd = -1 };
		if (job->id == 0)
			continue;
		files[1 + i].fd = job->child.errors;
		files[1 + i].events = POLLIN;
		patience = child_patience(&job->child);
		if (!working || is_sooner(patience, first))
			first = patience;
		working = true;
	}
	sigemptyset(&none);
	return ppoll(files, 1 + WORKER_JOBS_MAX, working ? &first : NULL,
		   &none) > 0 &&
	    files[0].revents != 0;
}

/* False when it is over: the daemon is gone, or says what is no order. */
static bool worker_serve(struct worker *self)
{
	bool asked = worker_wait_for(self);

	if (!self->begun && !asked && !worker_ready(self))
		return false;
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++) {
		struct job *job = &self->jobs[i];
		int64_t id = job->id;

		if (id == 0 || !child_ended(&job->child))
			continue;
		job->id = 0;
		if (!worker_answer(
			WORKER_DELIVERED, id, &job->child.child_outcome))
			return false;
	}
	return !asked || worker_take(self);
}

/* --- the process --- */

/* Keeps the socket and nothing else of the caller's. */
static int files_close(int socket)
{
	int kept = fcntl(socket, F_DUPFD, SOCKET + 1);
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (kept < 0 || null < 0)
		return -1;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(null, fd) < 0)
			return -1;
	if (dup2(kept, SOCKET) < 0)
		return -1;
	return close_range(SOCKET + 1, ~0U, 0);
}

static void signals_set(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

	signals_default();
	signals_await_child(NULL);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		signal(ignored[i], SIG_IGN);
}

void worker_run(int socket, const struct worker_orders *orders)
{
	struct worker self = { .orders = *orders };
	struct timespec now;

	prctl(PR_SET_NAME, "planvakt-mail");
	signals_set();
	if (files_close(socket) != 0)
		_exit(EX_OSERR);
	clock_gettime(CLOCK_MONOTONIC, &now);
	self.id = now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
	if (worker_ready(&self))
		while (worker_serve(&self))
			continue;
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		if (self.jobs[i].id != 0)
			child_cut(&self.jobs[i].child);
	_exit(EX_OK);
}

int worker_deliver_path(char *path, size_t size, struct err *err)
{
	static const char *const places[] = { "", "../libexec/planvakt/" };
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length < 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot read /proc/self/exe: %s", strerrordesc_np(errno));
	self[length] = '\0';
	*(strrchr(self, '/') + 1) = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int needed = snprintf(
		    path, size, "%s%splanvakt-deliver", self, places[i]);

		if (needed < (int)size && access(path, X_OK) == 0)
			return 0;
	}
	return err_set(err, ERR_INTERNAL,
	    "no planvakt-deliver in %s or %s../libexec/planvakt/; install it",
	    self, self);
}
