/* SPDX-License-Identifier: ISC */
/* This program is also the one that the worker starts: its first argument,
 * where the Maildirs would be, is then "PART:WORDS", a part at the top. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/delivery/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/delivery/worker_message.h"

#define PATIENCE 60000 /* milliseconds; only a failing test waits so long */

extern char **environ;

/* The parts: what they find out goes to standard error. */

static const char *given;
static char **arguments; /* after the first */

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

/* Each process that clang's counters count (make coverage) sets this itself. */
static const char counted[] = "__LLVM_PROFILE_RT_INIT_ONCE=";

static int part_environment(void)
{
	for (char **at = environ; *at != NULL; at++)
		if (strncmp(*at, counted, strlen(counted)) != 0)
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
	int mismatch = 0;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	for (int number = 1; number < 32; number++) {
		struct sigaction action = { 0 };

		sigaction(number, NULL, &action);
		mismatch += (action.sa_flags & SA_SIGINFO) == 0 &&
		    action.sa_handler == SIG_IGN;
		mismatch += sigismember(&mask, number);
	}
	fprintf(stderr, "%d %s %s", mismatch,
	    getpgrp() == getpid() ? "own" : "shared",
	    left > 20 && left <= 30 ? "set" : "not set");
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

static int part_arguments(void)
{
	for (char **at = arguments; *at != NULL; at++)
		fprintf(stderr, "%s;", *at);
	return 0;
}

/* Opens a FIFO and never closes it. */
static int part_stay(void)
{
	int fifo = open(given, O_WRONLY);

	alarm(PATIENCE / 1000);
	if (write(fifo, "x", 1) == 1)
		for (;;)
			pause();
	return EX_IOERR;
}

/* Until the FIFO's other end is opened and closed. */
static int part_await(void)
{
	char byte;
	int fifo = open(given, O_RDONLY);

	return read(fifo, &byte, 1) == 0 ? 0 : EX_IOERR;
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
	{ "arguments", part_arguments },
	{ "stay", part_stay },
	{ "await", part_await },
};

/* The tests' side of it. */

static char self[4096];

struct fixture {
	int fd;
	pid_t pid;
};

static void wait_for(int fd, short events)
{
	struct pollfd file = { .fd = fd, .events = events };

	assert_int_equal(poll(&file, 1, PATIENCE), 1);
}

static void send_order(
    struct fixture *fixture, enum worker_order_type type, int64_t id)
{
	const struct worker_order order = { type, id };

	assert_true(worker_order_send(fixture->fd, &order, -1));
}

static void send_dispatch(
    struct fixture *fixture, int64_t id, const char *json, size_t length)
{
	const struct worker_order order = { WORKER_DELIVER, id };
	int file = memfd_create("dispatch", MFD_CLOEXEC);

	assert_int_equal(write(file, json, length), length);
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	assert_true(worker_order_send(fixture->fd, &order, file));
	close(file);
}

static void send_job(struct fixture *fixture, int64_t id, const char *json)
{
	send_dispatch(fixture, id, json, strlen(json));
}

static void take_answer(struct fixture *fixture, struct worker_answer *answer)
{
	wait_for(fixture->fd, POLLIN);
	assert_int_equal(worker_answer_receive(fixture->fd, answer), 1);
}

static void fork_worker(
    struct fixture *fixture, const struct worker_orders *orders)
{
	int ends[2];

	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
	fixture->pid = fork();
	if (fixture->pid == 0)
		worker_run(ends[1], orders);
	assert_true(fixture->pid > 0);
	close(ends[1]);
	fixture->fd = ends[0];
}

/* The daemon hears of it and lets it begin. */
static void begin(struct fixture *fixture)
{
	struct worker_answer answer;

	take_answer(fixture, &answer);
	assert_int_equal(answer.type, WORKER_READY);
	send_order(fixture, WORKER_BEGIN, answer.id);
	do
		take_answer(fixture, &answer);
	while (answer.type == WORKER_READY);
	assert_int_equal(answer.type, WORKER_RELOADED);
}

/* Its orders are its own from the start on. */
static void start_orders(
    struct fixture *fixture, const struct worker_orders *orders)
{
	char deliver[4096], mail[4096];
	struct worker_orders copy = *orders;

	snprintf(deliver, sizeof(deliver), "%s", orders->deliver);
	snprintf(mail, sizeof(mail), "%s", orders->mail);
	copy.deliver = deliver;
	copy.mail = mail;
	fork_worker(fixture, &copy);
	memset(deliver, 'x', strlen(deliver));
	memset(mail, 'x', strlen(mail));
	begin(fixture);
}

static struct worker_orders orders_of(
    const char *program, const char *part, const char *argument)
{
	static char mail[2048];
	struct worker_orders orders = { .deliver = program, .mail = mail };

	snprintf(mail, sizeof(mail), "%s:%s", part, argument);
	config_default(&orders.config);
	orders.config.timeout = 30;
	return orders;
}

static void start_program(struct fixture *fixture, const char *program,
    const char *part, const char *argument)
{
	struct worker_orders orders = orders_of(program, part, argument);

	start_orders(fixture, &orders);
}

static void start(
    struct fixture *fixture, const char *part, const char *argument)
{
	start_program(fixture, self, part, argument);
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
}

/* One job from start to end. */
static void run(const char *program, const char *part, const char *argument,
    struct worker_answer *answer)
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
	struct worker_answer answer;

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
	char text[WORKER_TEXT_MAX + 2] = "", whole[WORKER_TEXT_MAX] = "";

	(void)state;
	ask("say", "one\ntwo\n", 0, "one");
	ask("say", "no end", 0, "no end");
	/* The character that does not fit is left out whole. */
	memset(whole, 'a', WORKER_TEXT_MAX - 1);
	snprintf(text, sizeof(text), "%s\xc3\xa4", whole);
	ask("say", text, 0, whole);
}

/* They are delivered at once, and end as they end. */
static void it_answers_each_job(void **state)
{
	static const struct {
		int64_t id;
		const char *json, *text;
	} jobs[] = { { 1, "a", "1 97" }, { INT64_MAX, "", "0 0" },
		{ -1, "ab", "2 195" } };
	struct worker_answer answer;
	struct fixture fixture;
	unsigned answered = 0;

	(void)state;
	start(&fixture, "sum", "");
	for (int i = 0; i < 3; i++)
		send_job(&fixture, jobs[i].id, jobs[i].json);
	for (int i = 0; i < 3; i++) {
		take_answer(&fixture, &answer);
		for (int j = 0; j < 3; j++)
			if (jobs[j].id == answer.id) {
				assert_string_equal(answer.text, jobs[j].text);
				answered |= 1u << j;
			}
	}
	assert_int_equal(answered, 7);
	stop(&fixture);
}

#define LARGE (1u << 20)

static void ask_largest(const char *part, const char *text)
{
	char *json = malloc(LARGE);
	struct worker_answer answer;
	struct fixture fixture;

	assert_non_null(json);
	memset(json, 1, LARGE);
	start(&fixture, part, "0");
	send_dispatch(&fixture, 1, json, LARGE);
	take_answer(&fixture, &answer);
	assert_int_equal(answer.status, 0);
	assert_string_equal(answer.text, text);
	stop(&fixture);
	free(json);
}

static void it_passes_a_large_job_on(void **state)
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
	struct worker_answer answer;

	(void)state;
	run("/nonexistent/deliver", "", "", &answer);
	assert_int_equal(answer.status, EX_TEMPFAIL);
	assert_string_equal(answer.text,
	    "cannot run /nonexistent/deliver: No such file or directory");
}

static void a_program_that_a_signal_ends_is_tried_again(void **state)
{
	(void)state;
	ask("raise", "14", EX_TEMPFAIL, "the delivery took over 30 seconds");
	ask("raise", "9", EX_TEMPFAIL,
	    "the delivery was ended by signal 9 (Killed)");
}

/* The orphans of the worker come to this process. */
static void what_a_delivery_leaves_is_left_alone(void **state)
{
	struct worker_answer answer;
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
	struct worker_answer answer;
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
	struct worker_answer answer;
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
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	start(&fixture, "status", "0");
	close(ends[1]);
	assert_end_of_file(ends[0]); /* nobody is left to write */
	close(ends[0]);
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

static void it_ends_at_an_order_that_is_none(void **state)
{
	struct fixture fixture;

	(void)state;
	start(&fixture, "status", "0");
	assert_int_equal(write(fixture.fd, "x", 1), 1);
	assert_end_of_file(fixture.fd);
	stop(&fixture);
}

/* Its first words, or the answer to them, may have been lost. */
static void until_it_may_begin_it_says_that_it_is_ready(void **state)
{
	struct worker_orders orders = orders_of(self, "status", "0");
	struct worker_answer first, again;
	struct fixture fixture;

	(void)state;
	fork_worker(&fixture, &orders);
	take_answer(&fixture, &first);
	take_answer(&fixture, &again);
	assert_int_equal(again.type, WORKER_READY);
	assert_int_equal(again.id, first.id);
	begin(&fixture);
	stop(&fixture);
}

/* What another worker was asked for and did not take. */
static void before_it_is_known_it_does_nothing(void **state)
{
	struct worker_orders orders = orders_of(self, "status", "0");
	struct worker_answer answer;
	struct fixture fixture;

	(void)state;
	fork_worker(&fixture, &orders);
	send_job(&fixture, 1, "{}");
	send_order(&fixture, WORKER_BEGIN, 1);
	send_job(&fixture, 2, "{}");
	begin(&fixture);
	send_job(&fixture, 3, "{}");
	take_answer(&fixture, &answer);
	assert_int_equal(answer.id, 3);
	stop(&fixture);
}

static void make_fifo(char folder[64], char path[96])
{
	strcpy(folder, "/tmp/worker.XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(path, 96, "%s/fifo", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
}

static void remove_fifo(const char *folder, const char *path)
{
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

/* The first stays; the second is answered all the same. */
static void deliveries_do_not_wait_for_each_other(void **state)
{
	struct worker_orders orders = orders_of(self, "stay", "");
	char folder[64], path[96], conf[96];
	struct worker_answer answer;
	struct fixture fixture;
	int fifo;

	(void)state;
	make_fifo(folder, path);
	snprintf(conf, sizeof(conf), "%s/conf", folder);
	orders = orders_of(self, "stay", path);
	orders.config_path = conf;
	start_orders(&fixture, &orders);
	send_job(&fixture, 1, "{}");
	fifo = open(path, O_RDONLY);
	assert_int_equal(read(fifo, &answer, 1), 1);
	send_order(&fixture, WORKER_RELOAD, 0);
	take_answer(&fixture, &answer);
	assert_int_equal(answer.type, WORKER_RELOADED);
	send_job(&fixture, 2, "{}");
	assert_int_equal(read(fifo, &answer, 1), 1);
	stop(&fixture);
	close(fifo);
	remove_fifo(folder, path);
}

/* --- no try overlaps the next --- */

/* A job whose program stays; the FIFO it has open. */
static int start_staying(struct fixture *fixture, const char *path)
{
	char byte;
	int fifo;

	start(fixture, "stay", path);
	send_job(fixture, 1, "{}");
	fifo = open(path, O_RDONLY);
	assert_int_equal(read(fifo, &byte, 1), 1);
	return fifo;
}

static void a_delivery_dies_with_its_worker(void **state)
{
	struct fixture fixture;
	char folder[64], path[96];
	int fifo;

	(void)state;
	make_fifo(folder, path);
	fifo = start_staying(&fixture, path);
	kill(fixture.pid, SIGKILL);
	assert_end_of_file(fifo);
	close(fifo);
	while (waitpid(-1, NULL, 0) > 0)
		continue;
	close(fixture.fd);
	remove_fifo(folder, path);
}

static void a_delivery_ends_with_the_daemon(void **state)
{
	struct fixture fixture;
	char folder[64], path[96];
	int fifo;

	(void)state;
	make_fifo(folder, path);
	fifo = start_staying(&fixture, path);
	stop(&fixture);
	assert_end_of_file(fifo);
	close(fifo);
	remove_fifo(folder, path);
}

/* --- its orders --- */

static void ask_orders(const struct worker_orders *orders, const char *text)
{
	struct worker_answer answer;
	struct fixture fixture;

	start_orders(&fixture, orders);
	send_job(&fixture, 5, "{}");
	take_answer(&fixture, &answer);
	assert_string_equal(answer.text, text);
	stop(&fixture);
}

static void the_transport_is_on_the_command_line(void **state)
{
	struct worker_orders orders = orders_of(self, "arguments", "");

	(void)state;
	/* Of no use to a Maildir. */
	strcpy(orders.config.program, "/usr/bin/msmtp");
	ask_orders(&orders, "maildir;");
	orders.config.transport = TRANSPORT_SENDMAIL;
	ask_orders(&orders, "sendmail;/usr/bin/msmtp;");
	strcpy(orders.config.program, "/usr/bin/msmtp  -C /etc/msmtprc ");
	ask_orders(&orders, "sendmail;/usr/bin/msmtp;-C;/etc/msmtprc;");
	orders.config.transport = TRANSPORT_COMMAND;
	ask_orders(&orders, "command;/usr/bin/msmtp;-C;/etc/msmtprc;");
}

static void a_server_comes_with_what_is_said_of_it(void **state)
{
	struct worker_orders orders = orders_of(self, "arguments", "");

	(void)state;
	orders.config.transport = TRANSPORT_SMTP;
	orders.config.timeout = 60;
	strcpy(orders.config.program, "/usr/bin/msmtp"); /* of no use */
	strcpy(orders.config.server, "smtp://mx:587");
	ask_orders(&orders, "smtp;smtp://mx:587;--timeout;58;");
	orders.config.tls = 0;
	ask_orders(&orders, "smtp;smtp://mx:587;--tls;no;--timeout;58;");
	orders.config.tls = 1;
	strcpy(orders.config.trust, "/t");
	strcpy(orders.config.login, "plan vakt");
	strcpy(orders.config.password_file, "/p");
	ask_orders(&orders,
	    "smtp;smtp://mx:587;--tls;yes;--trust;/t;--login;plan vakt;"
	    "--password-file;/p;--timeout;58;");
}

/* As many words as there is room for: each has a character and a blank. */
static void a_command_line_can_be_long(void **state)
{
	struct worker_orders orders = orders_of(self, "arguments", "");
	char expected[WORKER_TEXT_MAX + 1] = "command;";
	char *at = orders.config.program;

	(void)state;
	for (int i = 0; i < CONFIG_PROGRAM_MAX / 2; i++)
		at = stpcpy(at, i == 0 ? "x" : " x");
	while (strlen(expected) < WORKER_TEXT_MAX)
		strcat(expected, "x;");
	orders.config.transport = TRANSPORT_COMMAND;
	ask_orders(&orders, expected);
}

static void write_config(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void asks_then(struct fixture *fixture, const char *text)
{
	struct worker_answer answer;

	send_job(fixture, 5, "{}");
	take_answer(fixture, &answer);
	assert_int_equal(answer.type, WORKER_DELIVERED);
	assert_string_equal(answer.text, text);
}

static void reloads(struct fixture *fixture, int status, const char *words)
{
	struct worker_answer answer;

	send_order(fixture, WORKER_RELOAD, 0);
	take_answer(fixture, &answer);
	assert_int_equal(answer.type, WORKER_RELOADED);
	assert_int_equal(answer.status, status);
	assert_non_null(strstr(answer.text, words));
}

static void it_reads_its_configuration_itself(void **state)
{
	struct worker_orders orders = orders_of(self, "arguments", "");
	char folder[] = "/tmp/worker.XXXXXX", path[64];
	struct fixture fixture;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/conf", folder);
	orders.config_path = path;
	start_orders(&fixture, &orders);
	asks_then(&fixture, "maildir;");
	write_config(
	    path, "[mail]\ntransport = sendmail\nprogram = /bin/sh b\n");
	reloads(&fixture, 0, "");
	asks_then(&fixture, "sendmail;/bin/sh;b;");
	write_config(path, "[mail]\ntransport = pigeon\n");
	reloads(&fixture, EX_CONFIG, "/conf:2: ");
	asks_then(&fixture, "sendmail;/bin/sh;b;");
	write_config(path, "");
	reloads(&fixture, 0, "");
	asks_then(&fixture, "maildir;");
	stop(&fixture);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void without_a_file_a_reload_changes_nothing(void **state)
{
	struct fixture fixture;

	(void)state;
	start(&fixture, "arguments", "");
	reloads(&fixture, 0, "");
	asks_then(&fixture, "maildir;");
	stop(&fixture);
}

static int play(const char *words, char **rest)
{
	arguments = rest;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		size_t length = strlen(parts[i].name);

		if (strncmp(parts[i].name, words, length) != 0 ||
		    words[length] != ':')
			continue;
		given = words + length + 1;
		return parts[i].run();
	}
	return EX_USAGE;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_answers_with_the_exit_status),
		cmocka_unit_test(it_answers_with_the_first_line),
		cmocka_unit_test(it_answers_each_job),
		cmocka_unit_test(it_passes_a_large_job_on),
		cmocka_unit_test(the_program_gets_little),
		cmocka_unit_test(a_program_that_is_missing_is_tried_again),
		cmocka_unit_test(a_program_that_a_signal_ends_is_tried_again),
		cmocka_unit_test(what_a_delivery_leaves_is_left_alone),
		cmocka_unit_test(what_a_cut_off_delivery_leaves_is_ended),
		cmocka_unit_test(it_ignores_the_terminal),
		cmocka_unit_test(it_keeps_no_file_of_the_daemon),
		cmocka_unit_test(it_ends_when_the_daemon_is_killed),
		cmocka_unit_test(it_ends_at_an_order_that_is_none),
		cmocka_unit_test(until_it_may_begin_it_says_that_it_is_ready),
		cmocka_unit_test(before_it_is_known_it_does_nothing),
		cmocka_unit_test(deliveries_do_not_wait_for_each_other),
		cmocka_unit_test(a_delivery_dies_with_its_worker),
		cmocka_unit_test(a_delivery_ends_with_the_daemon),
		cmocka_unit_test(the_transport_is_on_the_command_line),
		cmocka_unit_test(a_server_comes_with_what_is_said_of_it),
		cmocka_unit_test(a_command_line_can_be_long),
		cmocka_unit_test(it_reads_its_configuration_itself),
		cmocka_unit_test(without_a_file_a_reload_changes_nothing),
	};
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (argc >= 3)
		return play(argv[1], argv + 2);
	if (length < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
