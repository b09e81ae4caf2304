/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/program.h"

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

/* Takes a piece of what the program has written by now; false when there is
 * no more for now, and `errors` is closed where there is no more at all. */
static bool outcome_take(struct program *program)
{
	struct outcome *outcome = &program->outcome;
	char piece[4096];
	ssize_t got = read(program->errors, piece, sizeof(piece));
	size_t room = sizeof(outcome->text) - outcome->length;

	for (ssize_t i = 0; i < got && !outcome->whole; i++, room--)
		if (room == 0 || piece[i] == '\n')
			outcome->whole = true;
		else
			outcome->text[outcome->length++] = piece[i];
	if (got == 0) {
		close(program->errors);
		program->errors = -1;
	}
	return got > 0;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

struct timespec program_patience(const struct program *program)
{
	int64_t left = program->deadline - milliseconds();

	if (left <= 0)
		return (struct timespec){ .tv_sec = 1 };
	return (struct timespec){ left / 1000, left % 1000 * 1000000 };
}

/* What it started may live on with its standard error open, so the end of
 * that file is not waited for. */
static bool program_is_over(pid_t pid, siginfo_t *end)
{
	*end = (siginfo_t){ 0 };
	return waitid(P_PID, (id_t)pid, end, WEXITED | WNOHANG | WNOWAIT) !=
	    0 ||
	    end->si_pid == pid;
}

static void program_reap(struct program *program)
{
	while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	if (program->errors >= 0)
		close(program->errors);
	program->errors = -1;
	program->pid = 0;
}

/* One that was cut off takes with it what it started: nothing of it may
 * still be at work when the dispatch is tried again. */
static void program_end(struct program *program, const siginfo_t *end)
{
	struct outcome *outcome = &program->outcome;

	if (end->si_code == CLD_EXITED)
		outcome->status = (uint8_t)end->si_status;
	else
		kill(-program->pid, SIGKILL);
	if (end->si_code != CLD_EXITED && end->si_status == SIGALRM)
		outcome_retry(outcome, "the delivery took over %u seconds",
		    program->seconds);
	else if (end->si_code != CLD_EXITED)
		outcome_retry(outcome,
		    "the delivery was ended by signal %d (%s)", end->si_status,
		    strsignal(end->si_status));
	program_reap(program);
}

bool program_ended(struct program *program)
{
	siginfo_t end;
	bool over = program_is_over(program->pid, &end);

	if (program->errors >= 0 && !over)
		outcome_take(program);
	while (over && program->errors >= 0 && !program->outcome.whole &&
	    outcome_take(program))
		continue;
	if (over)
		program_end(program, &end);
	else if (program->deadline <= milliseconds())
		kill(-program->pid, SIGKILL);
	return over;
}

void program_cut(struct program *program)
{
	kill(-program->pid, SIGKILL);
	program_reap(program);
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

/* A group of its own, so that a terminal's Ctrl-C does not cut it off; the
 * end of its parent does. */
static _Noreturn void program_become(
    char **argv, unsigned seconds, int input, int errors, pid_t parent)
{
	static char path[] = "PATH=/usr/bin:/bin:/usr/sbin:/sbin";
	static char locale[] = "LC_ALL=C.UTF-8";
	char *environment[] = { path, locale, NULL };

	program_signals();
	setpgid(0, 0);
	umask(077);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
	    dup2(input, STDIN_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0 ||
	    close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		_exit(EX_TEMPFAIL);
	alarm(seconds);
	execve(argv[0], argv, environment);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(EX_TEMPFAIL);
}

int program_start(
    struct program *program, char **argv, unsigned seconds, int input)
{
	pid_t parent = getpid();
	int errors[2];

	*program = (struct program){ .errors = -1, .seconds = seconds };
	if (pipe2(errors, O_CLOEXEC) != 0) {
		outcome_retry(&program->outcome, "no pipe for a delivery: %s",
		    strerror(errno));
		return -1;
	}
	fcntl(errors[0], F_SETFL, O_NONBLOCK);
	program->pid = fork();
	if (program->pid == 0)
		program_become(argv, seconds, input, errors[1], parent);
	close(errors[1]);
	if (program->pid < 0) {
		outcome_retry(&program->outcome,
		    "no process for a delivery: %s", strerror(errno));
		close(errors[0]);
		program->pid = 0;
		return -1;
	}
	setpgid(program->pid, program->pid);
	program->errors = errors[0];
	program->deadline = milliseconds() + ((int64_t)seconds + GRACE) * 1000;
	return 0;
}
