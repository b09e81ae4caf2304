/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "protocol/signals.h"

#define GRACE 5 /* seconds, for a program that sets its own alarm */

void child_outcome_retry(
    struct child_outcome *child_outcome, const char *format, ...)
{
	char text[CHILD_TEXT_MAX + 1];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	child_outcome->status = EX_TEMPFAIL;
	child_outcome->length = strlen(text);
	memcpy(child_outcome->text, text, child_outcome->length);
}

/* Takes a piece of what the program has written by now; false when there is
 * no more for now, and `errors` is closed where there is no more at all. */
static bool child_outcome_take(struct child *child)
{
	struct child_outcome *child_outcome = &child->child_outcome;
	char piece[4096];
	ssize_t got = read(child->errors, piece, sizeof(piece));
	size_t room = sizeof(child_outcome->text) - child_outcome->length;

	for (ssize_t i = 0; i < got && !child_outcome->whole; i++, room--)
		if (room == 0 || piece[i] == '\n')
			child_outcome->whole = true;
		else
			child_outcome->text[child_outcome->length++] = piece[i];
	if (got == 0) {
		close(child->errors);
		child->errors = -1;
	}
	return got > 0;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

struct timespec child_patience(const struct child *child)
{
	int64_t left = child->deadline - milliseconds();

	if (left <= 0)
		return (struct timespec){ .tv_sec = 1 };
	return (struct timespec){ left / 1000, left % 1000 * 1000000 };
}

/* What it started may live on with its standard error open, so the end of
 * that file is not waited for. */
static bool child_is_over(pid_t pid, siginfo_t *end)
{
	*end = (siginfo_t){ 0 };
	return waitid(P_PID, (id_t)pid, end, WEXITED | WNOHANG | WNOWAIT) !=
	    0 ||
	    end->si_pid == pid;
}

static void child_reap(struct child *child)
{
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	if (child->errors >= 0)
		close(child->errors);
	child->errors = -1;
	child->pid = 0;
}

/* One that was cut off takes with it what it started: nothing of it may
 * still be at work when the dispatch is tried again. */
static void child_end(struct child *child, const siginfo_t *end)
{
	struct child_outcome *child_outcome = &child->child_outcome;

	if (end->si_code == CLD_EXITED)
		child_outcome->status = (uint8_t)end->si_status;
	else
		kill(-child->pid, SIGKILL);
	if (end->si_code != CLD_EXITED && end->si_status == SIGALRM)
		child_outcome_retry(child_outcome,
		    "the delivery took over %u seconds", child->seconds);
	else if (end->si_code != CLD_EXITED)
		child_outcome_retry(child_outcome,
		    "the delivery was ended by signal %d (%s)", end->si_status,
		    strsignal(end->si_status));
	child_reap(child);
}

bool child_ended(struct child *child)
{
	siginfo_t end;
	bool over = child_is_over(child->pid, &end);

	if (child->errors >= 0 && !over)
		child_outcome_take(child);
	while (over && child->errors >= 0 && !child->child_outcome.whole &&
	    child_outcome_take(child))
		continue;
	if (over)
		child_end(child, &end);
	else if (child->deadline <= milliseconds())
		kill(-child->pid, SIGKILL);
	return over;
}

void child_cut(struct child *child)
{
	kill(-child->pid, SIGKILL);
	child_reap(child);
}

/* A group of its own, so that a terminal's Ctrl-C does not cut it off; the
 * end of its parent does. */
static _Noreturn void child_become(
    char **argv, unsigned seconds, int input, int errors, pid_t parent)
{
	static char path[] = "PATH=/usr/bin:/bin:/usr/sbin:/sbin";
	static char locale[] = "LC_ALL=C.UTF-8";
	char *environment[] = { path, locale, NULL };

	signals_default();
	setpgid(0, 0);
	umask(077);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
	    dup2(input, STDIN_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0 ||
	    close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		_exit(EX_TEMPFAIL);
	alarm(seconds);
	execve(argv[0], argv, environment);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", argv[0],
	    strerrordesc_np(errno));
	_exit(EX_TEMPFAIL);
}

int child_start(struct child *child, char **argv, unsigned seconds, int input)
{
	pid_t parent = getpid();
	int errors[2];

	*child = (struct child){ .errors = -1, .seconds = seconds };
	if (pipe2(errors, O_CLOEXEC) != 0) {
		child_outcome_retry(&child->child_outcome,
		    "no pipe for a delivery: %s", strerrordesc_np(errno));
		return -1;
	}
	fcntl(errors[0], F_SETFL, O_NONBLOCK);
	child->pid = fork();
	if (child->pid == 0)
		child_become(argv, seconds, input, errors[1], parent);
	close(errors[1]);
	if (child->pid < 0) {
		child_outcome_retry(&child->child_outcome,
		    "no process for a delivery: %s", strerrordesc_np(errno));
		close(errors[0]);
		child->pid = 0;
		return -1;
	}
	setpgid(child->pid, child->pid);
	child->errors = errors[0];
	child->deadline = milliseconds() + ((int64_t)seconds + GRACE) * 1000;
	return 0;
}
