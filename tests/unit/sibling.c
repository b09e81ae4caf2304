/* SPDX-License-Identifier: ISC */
// links: daemon/reminders/sibling.c daemon/reminders/program.c
// links: protocol/error.c protocol/buffer.c
/* This program is also the one that the sibling starts: its first argument
 * is then one of the parts at the top. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/reminders/sibling.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define PATIENCE 60000 /* milliseconds; only a failing test waits so long */

extern char **environ;

/* The parts: what they find out goes to standard error. */

static const char *given;

static int part_status(void)
{
	return atoi(given);
}

static int part_say(void)
{
	fputs(given, stderr);
	return 0;
}

static int part_sum(void)
{
	unsigned long count = 0, sum = 0;
	int c;

	while ((c = getchar()) != EOF) {
		count++;
		sum += (unsigned long)c;
	}
	fprintf(stderr, "%lu %lu\n", count, sum);
	return 0;
}

static int part_environment(void)
{
	for (char **at = environ; *at != NULL; at++)
		fprintf(stderr, "%s;", *at);
	return 0;
}

static int part_files(void)
{
	struct stat null, out;

	for (int fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			fprintf(stderr, "%d ", fd);
	if (stat("/dev/null", &null) == 0 && fstat(1, &out) == 0 &&
	    null.st_rdev == out.st_rdev)
		fputs("null", stderr);
	return 0;
}

static int part_signals(void)
{
	unsigned left = alarm(0);
	sigset_t mask;
	int odd = 0;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	for (int number = 1; number < 32; number++) {
		struct sigaction action = { 0 };

		sigaction(number, NULL, &action);
		odd += (action.sa_flags & SA_SIGINFO) == 0 &&
		    action.sa_handler == SIG_IGN;
		odd += sigismember(&mask, number);
	}
	fprintf(stderr, "%d %s %s", odd,
	    getpgrp() == getpid() ? "own" : "shared",
	    left > 0 && left <= SIBLING_SECONDS ? "set" : "not set");
	return 0;
}

static int part_raise(void)
{
	fputs("before", stderr);
	raise(atoi(given));
	return 0;
}

/* Leaves a process behind that keeps standard error open. */
static int part_leave(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		alarm(PATIENCE / 1000);
		for (;;)
			pause();
	}
	fprintf(stderr, "%d\n", (int)pid);
	raise(atoi(given)); /* 0 is none */
	return 0;
}

static const struct {
	const char *name;
	int (*run)(void);
} parts[] = {
	{ "status", part_status },
	{ "say", part_say },
	{ "sum", part_sum },
	{ "environment", part_environment },
	{ "files", part_files },
	{ "signals", part_signals },
	{ "raise", part_raise },
	{ "leave", part_leave },
};

/* The tests' side of it. */

static char self[4096];

struct fixture {
	int fd;
	pid_t pid;
	struct buffer got;
};

static void start_program(struct fixture *fixture, const char *program,
    const char *part, const char *argument)
{
	char *arguments[] = { strdup(part), strdup(argument), NULL };
	struct err err = { 0 };

	*fixture = (struct fixture){ .fd = -1 };
	assert_int_equal(sibling_start(&fixture->fd, &fixture->pid, program,
			     (const char *const *)arguments, &err),
	    0);
	/* The copy is the sibling's own. */
	memset(arguments[0], 'x', strlen(arguments[0]));
	memset(arguments[1], 'x', strlen(arguments[1]));
	free(arguments[0]);
	free(arguments[1]);
}

static void start(
    struct fixture *fixture, const char *part, const char *argument)
{
	start_program(fixture, self, part, argument);
}

static void wait_for(int fd, short events)
{
	struct pollfd file = { .fd = fd, .events = events };

	assert_int_equal(poll(&file, 1, PATIENCE), 1);
}

static void send_bytes(struct fixture *fixture, struct buffer *bytes)
{
	for (size_t at = 0; at < bytes->length;) {
		ssize_t sent =
		    write(fixture->fd, bytes->bytes + at, bytes->length - at);

		if (sent < 0) {
			assert_int_equal(errno, EAGAIN);
			wait_for(fixture->fd, POLLOUT);
		} else {
			at += (size_t)sent;
		}
	}
	buffer_free(bytes);
}

static void send_job(struct fixture *fixture, int64_t id, const char *json)
{
	struct buffer bytes = { 0 };
	struct err err = { 0 };

	assert_int_equal(
	    sibling_job_write(&bytes, id, json, strlen(json), &err), 0);
	send_bytes(fixture, &bytes);
}

static void take_answer(struct fixture *fixture, struct sibling_answer *answer)
{
	struct err err = { 0 };
	size_t used = 0;
	int whole;

	while ((whole = sibling_answer_read(fixture->got.bytes,
		    fixture->got.length, answer, &used, &err)) == 0) {
		char piece[64];
		ssize_t got;

		wait_for(fixture->fd, POLLIN);
		got = read(fixture->fd, piece, sizeof(piece));
		assert_true(got > 0);
		buffer_add(&fixture->got, piece, (size_t)got);
	}
	assert_int_equal(whole, 1);
	memmove(fixture->got.bytes, fixture->got.bytes + used,
	    fixture->got.length - used);
	buffer_cut(&fixture->got, fixture->got.length - used);
}

static void ended(pid_t pid, int status)
{
	int end = 0;

	assert_int_equal(waitpid(pid, &end, 0), pid);
	assert_true(WIFEXITED(end));
	assert_int_equal(WEXITSTATUS(end), status);
}

static void stop(struct fixture *fixture)
{
	close(fixture->fd);
	ended(fixture->pid, 0);
	buffer_free(&fixture->got);
}

/* One job from start to end. */
static void run(const char *program, const char *part, const char *argument,
    struct sibling_answer *answer)
{
	struct fixture fixture;

	start_program(&fixture, program, part, argument);
	send_job(&fixture, 5, "{}");
	take_answer(&fixture, answer);
	assert_int_equal(answer->id, 5);
	stop(&fixture);
}

static void ask(
    const char *part, const char *argument, int status, const char *text)
{
	struct sibling_answer answer;

	run(self, part, argument, &answer);
	assert_int_equal(answer.status, status);
	assert_string_equal(answer.text, text);
}

static void it_answers_with_the_exit_status(void **state)
{
	(void)state;
	ask("status", "0", 0, "");
	ask("status", "65", EX_DATAERR, "");
	ask("status", "255", 255, "");
}

static void it_answers_with_the_first_line(void **state)
{
	char text[SIBLING_TEXT_MAX + 2] = "", whole[SIBLING_TEXT_MAX] = "";

	(void)state;
	ask("say", "one\ntwo\n", 0, "one");
	ask("say", "no end", 0, "no end");
	/* The character that does not fit is left out whole. */
	memset(whole, 'a', SIBLING_TEXT_MAX - 1);
	snprintf(text, sizeof(text), "%s\xc3\xa4", whole);
	ask("say", text, 0, whole);
}

static void it_answers_each_job_in_order(void **state)
{
	struct sibling_answer answer;
	struct fixture fixture;

	(void)state;
	start(&fixture, "sum", "");
	send_job(&fixture, 1, "a");
	send_job(&fixture, INT64_MAX, "");
	send_job(&fixture, -1, "ab");
	take_answer(&fixture, &answer);
	assert_int_equal(answer.id, 1);
	assert_string_equal(answer.text, "1 97");
	take_answer(&fixture, &answer);
	assert_true(answer.id == INT64_MAX);
	assert_string_equal(answer.text, "0 0");
	take_answer(&fixture, &answer);
	assert_int_equal(answer.id, -1);
	assert_string_equal(answer.text, "2 195");
	stop(&fixture);
}

static void ask_largest(const char *part, const char *text)
{
	char *json = malloc(SIBLING_JOB_MAX + 1);
	struct sibling_answer answer;
	struct fixture fixture;

	assert_non_null(json);
	memset(json, 1, SIBLING_JOB_MAX);
	json[SIBLING_JOB_MAX] = '\0';
	start(&fixture, part, "0");
	send_job(&fixture, 1, json);
	take_answer(&fixture, &answer);
	assert_int_equal(answer.status, 0);
	assert_string_equal(answer.text, text);
	stop(&fixture);
	free(json);
}

static void it_passes_the_largest_job_on(void **state)
{
	(void)state;
	ask_largest("sum", "1048576 1048576");
	ask_largest("status", ""); /* reads nothing of it */
}

static void the_program_gets_little(void **state)
{
	(void)state;
	setenv("PLANVAKT_TEST", "1", 1);
	ask("environment", "", 0,
	    "PATH=/usr/bin:/bin:/usr/sbin:/sbin;LC_ALL=C.UTF-8;");
	ask("files", "", 0, "0 1 2 null");
	ask("signals", "", 0, "0 own set");
}

static void a_program_that_is_missing_is_tried_again(void **state)
{
	struct sibling_answer answer;

	(void)state;
	run("/nonexistent/deliver", "", "", &answer);
	assert_int_equal(answer.status, EX_TEMPFAIL);
	assert_string_equal(answer.text,
	    "cannot run /nonexistent/deliver: No such file or directory");
}

static void a_program_that_a_signal_ends_is_tried_again(void **state)
{
	(void)state;
	ask("raise", "14", EX_TEMPFAIL, "the delivery took over 60 seconds");
	ask("raise", "9", EX_TEMPFAIL,
	    "the delivery was ended by signal 9 (Killed)");
}

/* The orphans of the sibling come to this process. */
static void what_a_delivery_leaves_is_left_alone(void **state)
{
	struct sibling_answer answer;
	pid_t left;
	int end;

	(void)state;
	run(self, "leave", "0", &answer);
	assert_int_equal(answer.status, 0);
	left = (pid_t)atoi(answer.text);
	assert_true(left > 1);
	assert_int_equal(waitpid(left, &end, WNOHANG), 0);
	assert_int_equal(kill(left, SIGTERM), 0);
	assert_int_equal(waitpid(left, &end, 0), left);
	assert_int_equal(WTERMSIG(end), SIGTERM);
}

static void what_a_cut_off_delivery_leaves_is_ended(void **state)
{
	struct sibling_answer answer;
	int end = 0;

	(void)state;
	run(self, "leave", "14", &answer);
	assert_int_equal(answer.status, EX_TEMPFAIL);
	assert_true(waitpid(-1, &end, 0) > 0);
	assert_true(WIFSIGNALED(end));
	assert_int_equal(WTERMSIG(end), SIGKILL);
}

static void it_ignores_the_terminal(void **state)
{
	struct sibling_answer answer;
	struct fixture fixture;
	char path[64], name[32] = "";
	FILE *file;

	(void)state;
	start(&fixture, "status", "3");
	send_job(&fixture, 1, "{}");
	take_answer(&fixture, &answer); /* it has set itself up */
	kill(fixture.pid, SIGINT);
	kill(fixture.pid, SIGTERM);
	kill(fixture.pid, SIGHUP);
	send_job(&fixture, 2, "{}");
	take_answer(&fixture, &answer);
	assert_int_equal(answer.id, 2);
	snprintf(path, sizeof(path), "/proc/%d/comm", (int)fixture.pid);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(name, sizeof(name), file));
	fclose(file);
	assert_string_equal(name, "planvakt-mail\n");
	stop(&fixture);
}

static void assert_end_of_file(int fd)
{
	char byte;

	wait_for(fd, POLLIN);
	assert_int_equal(read(fd, &byte, 1), 0);
}

static void it_keeps_no_file_of_the_daemon(void **state)
{
	struct fixture fixture;
	int ends[2], flags;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	start(&fixture, "status", "0");
	close(ends[1]);
	assert_end_of_file(ends[0]); /* nobody is left to write */
	close(ends[0]);
	flags = fcntl(fixture.fd, F_GETFL);
	assert_true((flags & O_NONBLOCK) != 0);
	assert_true((fcntl(fixture.fd, F_GETFD) & FD_CLOEXEC) != 0);
	stop(&fixture);
}

static void it_ends_when_the_daemon_is_killed(void **state)
{
	pid_t daemon, got;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	daemon = fork();
	if (daemon == 0) {
		struct fixture fixture;

		start(&fixture, "status", "0");
		if (write(ends[1], &fixture.pid, sizeof(pid_t)) < 0)
			_exit(1);
		raise(SIGKILL);
	}
	assert_int_equal(read(ends[0], &got, sizeof(got)), sizeof(got));
	assert_int_equal(waitpid(daemon, NULL, 0), daemon);
	ended(got, 0);
	close(ends[0]);
	close(ends[1]);
}

static void it_ends_at_a_job_that_is_none(void **state)
{
	struct buffer bytes = { 0 };
	struct fixture fixture;

	(void)state;
	start(&fixture, "status", "0");
	buffer_add(&bytes, (uint8_t[12]){ 0xff }, 12);
	send_bytes(&fixture, &bytes);
	assert_end_of_file(fixture.fd);
	stop(&fixture);
}

static int play(const char *part, const char *argument)
{
	given = argument;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i].name, part) == 0)
			return parts[i].run();
	return EX_USAGE;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_answers_with_the_exit_status),
		cmocka_unit_test(it_answers_with_the_first_line),
		cmocka_unit_test(it_answers_each_job_in_order),
		cmocka_unit_test(it_passes_the_largest_job_on),
		cmocka_unit_test(the_program_gets_little),
		cmocka_unit_test(a_program_that_is_missing_is_tried_again),
		cmocka_unit_test(a_program_that_a_signal_ends_is_tried_again),
		cmocka_unit_test(what_a_delivery_leaves_is_left_alone),
		cmocka_unit_test(what_a_cut_off_delivery_leaves_is_ended),
		cmocka_unit_test(it_ignores_the_terminal),
		cmocka_unit_test(it_keeps_no_file_of_the_daemon),
		cmocka_unit_test(it_ends_when_the_daemon_is_killed),
		cmocka_unit_test(it_ends_at_a_job_that_is_none),
	};
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (argc == 3)
		return play(argv[1], argv[2]);
	if (length < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
