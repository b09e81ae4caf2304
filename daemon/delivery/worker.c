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
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/delivery/worker_message.h"
#include "daemon/delivery/child.h"

static_assert(WORKER_MESSAGE_TEXT_MAX == CHILD_TEXT_MAX, "one text, one limit");

#define SOCKET 3 /* where the worker keeps its end */

/* The program's words, each of at least one character and a blank, those
 * before them and NULL. */
#define WORDS_MAX (CONFIG_PROGRAM_MAX / 2 + 1 + 3 + 1)

struct worker {
	struct worker_orders orders;
	struct child child; /* the one that runs */
	int64_t id;         /* its job's */
	bool held;          /* a job waits until it has ended */
	size_t held_rest;
};

static _Noreturn void worker(int socket, const struct worker_orders *orders);

/* --- what is read and said --- */

static bool worker_receive(void *bytes, size_t length)
{
	for (char *at = bytes; length > 0;) {
		ssize_t got = read(SOCKET, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		length -= (size_t)got;
	}
	return true;
}

static bool send_bytes(const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(SOCKET, bytes, length, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		bytes += sent;
		length -= (size_t)sent;
	}
	return true;
}

static bool worker_answer(enum worker_message_type type, int64_t id,
    const struct child_outcome *child_outcome)
{
	struct buffer bytes = { 0 };
	bool sent;

	worker_answer_write(&bytes, type, id, child_outcome->status,
	    child_outcome->text, child_outcome->length);
	sent = send_bytes(bytes.bytes, bytes.length);
	buffer_free(&bytes);
	return sent;
}

/* The answer that has a file with it (unix(7), SCM_RIGHTS); it is short, so
 * it goes whole. */
static bool answer_with(int fd)
{
	char control[CMSG_SPACE(sizeof(fd))]
	    __attribute__((aligned(_Alignof(struct cmsghdr)))) = { 0 };
	struct buffer bytes = { 0 };
	struct iovec part;
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(head), &fd, sizeof(fd));
	worker_answer_write(&bytes, WORKER_MESSAGE_SPAWN, 0, EX_OK, "", 0);
	part = (struct iovec){ bytes.bytes, bytes.length };
	while ((sent = sendmsg(SOCKET, &message, MSG_NOSIGNAL)) < 0 &&
	    errno == EINTR)
		continue;
	buffer_free(&bytes);
	return sent == (ssize_t)part.iov_len;
}

/* --- another worker --- */

/* Nobody's child: no exit status of it is waited for here. */
static int fork_other(int socket, const struct worker_orders *orders)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		pid = fork();
		if (pid == 0)
			worker(socket, orders);
		_exit(pid < 0 ? EX_OSERR : EX_OK);
	}
	if (pid < 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == EX_OK ? 0 : -1;
}

static bool spawn(const struct worker *self)
{
	struct child_outcome child_outcome = { 0 };
	bool answered;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		child_outcome_retry(&child_outcome,
		    "no sockets for another process: %s", strerror(errno));
		return worker_answer(WORKER_MESSAGE_SPAWN, 0, &child_outcome);
	}
	if (fork_other(ends[1], &self->orders) == 0) {
		answered = answer_with(ends[0]);
	} else {
		child_outcome_retry(
		    &child_outcome, "another process cannot be started");
		answered =
		    worker_answer(WORKER_MESSAGE_SPAWN, 0, &child_outcome);
	}
	close(ends[0]);
	close(ends[1]);
	return answered;
}

/* --- jobs --- */

static bool reload(struct worker *self)
{
	const char *path = self->orders.config_path;
	struct child_outcome child_outcome = { 0 };
	struct err err;

	if (path != NULL &&
	    config_reload(&self->orders.config, path, &err) != 0) {
		child_outcome_retry(
		    &child_outcome, "%.*s", CHILD_TEXT_MAX, err.text);
		child_outcome.status = EX_CONFIG;
	}
	return worker_answer(WORKER_MESSAGE_RELOAD, 0, &child_outcome);
}

/* Takes `length` bytes from the socket in any case; false when it ended. */
static bool input_copy(int *input, size_t length)
{
	char piece[16384];

	while (length > 0) {
		size_t size = length < sizeof(piece) ? length : sizeof(piece);

		if (!worker_receive(piece, size))
			return false;
		if (*input >= 0 &&
		    write(*input, piece, size) != (ssize_t)size) {
			close(*input);
			*input = -1;
		}
		length -= size;
	}
	return true;
}

/* The words of planvakt-deliver's command line; `program` is cut up. */
static void argv_make(
    char **argv, const struct worker_orders *orders, char *program)
{
	static const char *const names[] = {
		[TRANSPORT_MAILDIR] = "maildir",
		[TRANSPORT_SENDMAIL] = "sendmail",
		[TRANSPORT_COMMAND] = "command",
	};
	char *rest = program;

	*argv++ = (char *)(uintptr_t)orders->deliver;
	*argv++ = (char *)(uintptr_t)orders->mail;
	*argv++ = (char *)(uintptr_t)names[orders->config.transport];
	if (orders->config.transport != TRANSPORT_MAILDIR)
		while ((*argv = strtok_r(rest, " \t", &rest)) != NULL)
			argv++;
	*argv = NULL;
}

static int worker_begin(struct worker *self, int input)
{
	const struct config *config = &self->orders.config;
	char program[CONFIG_PROGRAM_MAX + 1];
	char *argv[WORDS_MAX];

	snprintf(program, sizeof(program), "%s", config->program);
	argv_make(argv, &self->orders, program);
	return child_start(
	    &self->child, argv, (unsigned)config->timeout, input);
}

static bool worker_deliver(struct worker *self, size_t rest)
{
	char id[WORKER_MESSAGE_ID_SIZE];
	bool whole, began = false;
	int input;

	self->held = false;
	if (!worker_receive(id, sizeof(id)))
		return false;
	self->id = worker_message_id_read(id);
	input = memfd_create("dispatch", MFD_CLOEXEC);
	whole = input_copy(&input, rest - sizeof(id));
	self->child = (struct child){ .errors = -1 };
	if (whole && (input < 0 || lseek(input, 0, SEEK_SET) != 0))
		child_outcome_retry(
		    &self->child.child_outcome, "no memory for a dispatch");
	else if (whole)
		began = worker_begin(self, input) == 0;
	if (input >= 0)
		close(input);
	return whole &&
	    (began ||
		worker_answer(WORKER_MESSAGE_DELIVER, self->id,
		    &self->child.child_outcome));
}

/* Another worker is started and the configuration read while a program
 * runs; the next job waits until it has ended. */
static bool worker_take(struct worker *self)
{
	char head[WORKER_MESSAGE_HEAD_SIZE];
	enum worker_message_type type;
	size_t rest;

	if (!worker_receive(head, sizeof(head)) ||
	    worker_message_head_read(head, &type, &rest) != 0)
		return false;
	if (type == WORKER_MESSAGE_SPAWN)
		return spawn(self);
	if (type == WORKER_MESSAGE_RELOAD)
		return reload(self);
	self->held = self->child.pid != 0;
	self->held_rest = rest;
	return self->held || worker_deliver(self, rest);
}

/* SIGCHLD comes only inside ppoll(2). */
static void worker_wait_for(const struct worker *self, struct pollfd files[2])
{
	struct timespec patience = child_patience(&self->child);
	sigset_t none;

	sigemptyset(&none);
	files[0] = (struct pollfd){ .fd = SOCKET, .events = POLLRDHUP };
	if (!self->held)
		files[0].events |= POLLIN;
	files[1] =
	    (struct pollfd){ .fd = self->child.errors, .events = POLLIN };
	if (ppoll(files, 2, self->child.pid != 0 ? &patience : NULL, &none) < 0)
		files[0].revents = files[1].revents = 0;
}

/* False when it is over: the daemon is gone, or says what is no job. */
static bool worker_serve(struct worker *self)
{
	struct pollfd files[2];

	worker_wait_for(self, files);
	if ((files[0].revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0)
		return false;
	if (self->child.pid != 0 && child_ended(&self->child) &&
	    !worker_answer(
		WORKER_MESSAGE_DELIVER, self->id, &self->child.child_outcome))
		return false;
	if (self->held)
		return self->child.pid != 0 ||
		    worker_deliver(self, self->held_rest);
	return (files[0].revents & POLLIN) == 0 || worker_take(self);
}

/* --- the process --- */

/* Keeps the socket and nothing else of the caller's. */
static int files_close(int socket)
{
	int kept = fcntl(socket, F_DUPFD, SOCKET + 1);
	int null = open("/dev/null", O_RDWR);

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

	child_signals();
	child_signals_watch();
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		signal(ignored[i], SIG_IGN);
}

static _Noreturn void worker(int socket, const struct worker_orders *orders)
{
	struct worker self = { .orders = *orders, .child.errors = -1 };

	prctl(PR_SET_NAME, "planvakt-mail");
	signals_set();
	if (files_close(socket) != 0)
		_exit(EX_OSERR);
	while (worker_serve(&self))
		continue;
	if (self.child.pid != 0)
		child_cut(&self.child);
	_exit(EX_OK);
}

int worker_start(
    int *fd, pid_t *pid, const struct worker_orders *orders, struct err *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(err, ERR_INTERNAL,
		    "no sockets for deliveries: %s", strerror(errno));
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*pid = fork();
	if (*pid == 0)
		worker(ends[1], orders);
	if (*pid < 0) {
		err_set(err, ERR_INTERNAL, "no process for deliveries: %s",
		    strerror(errno));
		close(ends[0]);
	}
	close(ends[1]);
	*fd = ends[0];
	return *pid < 0 ? -1 : 0;
}

int workers_start(struct workers *workers, const struct worker_orders *orders,
    struct err *err)
{
	size_t wanted = (size_t)orders->config.deliveries + 1;
	pid_t pid;

	assert(wanted <= WORKERS_MAX);
	for (workers->count = 0; workers->count < wanted; workers->count++)
		if (worker_start(&workers->fds[workers->count], &pid, orders,
			err) != 0) {
			workers_close(workers);
			return -1;
		}
	return 0;
}

void workers_close(struct workers *workers)
{
	while (workers->count > 0)
		close(workers->fds[--workers->count]);
}

int worker_deliver_path(char *path, size_t size, struct err *err)
{
	static const char *const places[] = { "", "../libexec/planvakt/" };
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length < 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot read /proc/self/exe: %s", strerror(errno));
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
