/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define GRACE 5 /* seconds, for a program that sets its own alarm */

void outcome_retry(struct outcome *outcome, const char *format, ...)
{
	char text[PROGRAM_TEXT_MAX + 1];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	outcome->status = EX_TEMPFAIL;
	outcome->length = strlen(text);
	memcpy(outcome->text, text, outcome->length);
}

/* Takes what the program has written by now; false when there is no more,
 * or no more for now. */
static bool outcome_take(struct outcome *outcome, int errors)
{
	char piece[4096];
	ssize_t got = read(errors, piece, sizeof(piece));
	size_t room = sizeof(outcome->text) - outcome->length;

	for (ssize_t i = 0; i < got && !outcome->whole; i++, room--)
		if (room == 0 || piece[i] == '\n')
			outcome->whole = true;
		else
			outcome->text[outcome->length++] = piece[i];
	return got > 0;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static bool program_ended(pid_t pid, siginfo_t *end)
{
	*end = (siginfo_t){ 0 };
	return waitid(P_PID, (id_t)pid, end, WEXITED | WNOHANG | WNOWAIT) !=
	    0 ||
	    end->si_pid == pid;
}

/* Until the program ends: SIGCHLD comes only inside ppoll(2). What it started
 * may live on with its standard error open, so the end of that file is not
 * waited for. */
static void program_follow(pid_t pid, unsigned seconds, int errors,
    struct outcome *outcome, siginfo_t *end)
{
	int64_t deadline = milliseconds() + ((int64_t)seconds + GRACE) * 1000;
	struct pollfd file = { .fd = errors, .events = POLLIN };
	sigset_t none;

	sigemptyset(&none);
	while (!program_ended(pid, end)) {
		int64_t left = deadline - milliseconds();
		struct timespec wait = { .tv_sec = 1 };

		if (left > 0)
			wait = (struct timespec){ left / 1000,
				left % 1000 * 1000000 };
		else
			kill(-pid, SIGKILL);
		if (ppoll(&file, 1, &wait, &none) > 0 &&
		    !outcome_take(outcome, errors))
			file.fd = -1;
	}
	while (!outcome->whole && outcome_take(outcome, errors))
		continue;
}

/* One that was cut off takes with it what it started: nothing of it may
 * still be at work when the dispatch is tried again. */
static void program_end(
    pid_t pid, unsigned seconds, const siginfo_t *end, struct outcome *outcome)
{
	if (end->si_code == CLD_EXITED)
		outcome->status = (uint8_t)end->si_status;
	else
		kill(-pid, SIGKILL);
	if (end->si_code != CLD_EXITED && end->si_status == SIGALRM)
		outcome_retry(
		    outcome, "the delivery took over %u seconds", seconds);
	else if (end->si_code != CLD_EXITED)
		outcome_retry(outcome,
		    "the delivery was ended by signal %d (%s)", end->si_status,
		    strsignal(end->si_status));
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

void program_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void wake(int number)
{
	(void)number;
}

void program_signals_watch(void)
{
	struct sigaction action = { .sa_handler = wake };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	sigaction(SIGCHLD, &action, NULL);
}

/* A group of its own, so that a terminal's Ctrl-C does not cut it off. */
static _Noreturn void program_start(
    char **argv, unsigned seconds, int input, int errors)
{
	static char path[] = "PATH=/usr/bin:/bin:/usr/sbin:/sbin";
	static char locale[] = "LC_ALL=C.UTF-8";
	char *environment[] = { path, locale, NULL };

	program_signals();
	setpgid(0, 0);
	umask(077);
	if (dup2(input, STDIN_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0 ||
	    close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		_exit(EX_TEMPFAIL);
	alarm(seconds);
	execve(argv[0], argv, environment);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(EX_TEMPFAIL);
}

void program_run(
    char **argv, unsigned seconds, int input, struct outcome *outcome)
{
	siginfo_t end;
	int errors[2];
	pid_t pid;

	if (pipe2(errors, O_CLOEXEC) != 0) {
		outcome_retry(
		    outcome, "no pipe for a delivery: %s", strerror(errno));
		return;
	}
	fcntl(errors[0], F_SETFL, O_NONBLOCK);
	pid = fork();
	if (pid == 0)
		program_start(argv, seconds, input, errors[1]);
	close(errors[1]);
	if (pid < 0) {
		outcome_retry(
		    outcome, "no process for a delivery: %s", strerror(errno));
	} else {
		setpgid(pid, pid);
		program_follow(pid, seconds, errors[0], outcome, &end);
		program_end(pid, seconds, &end, outcome);
	}
	close(errors[0]);
}
