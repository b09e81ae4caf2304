/* SPDX-License-Identifier: ISC */
/* What of the worker needs no process: the wire, and where its program is. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/delivery/worker_message.h"
#include "daemon/delivery/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char self[4096];

static void make_pair(int ends[2])
{
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK,
		0, ends),
	    0);
}

static void an_order_comes_with_its_file(void **state)
{
	const struct worker_order sent = { WORKER_DELIVER, INT64_MIN };
	struct worker_order order;
	struct stat a, b;
	int ends[2], file, got;

	(void)state;
	make_pair(ends);
	file = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_true(worker_order_send(ends[0], &sent, file));
	assert_int_equal(worker_order_receive(ends[1], &order, &got), 1);
	assert_int_equal(order.type, WORKER_DELIVER);
	assert_true(order.id == INT64_MIN);
	assert_true((fcntl(got, F_GETFD) & FD_CLOEXEC) != 0);
	assert_int_equal(fstat(file, &a), 0);
	assert_int_equal(fstat(got, &b), 0);
	assert_true(a.st_ino == b.st_ino && a.st_dev == b.st_dev);
	close(file);
	close(got);
	close(ends[0]);
	assert_int_equal(worker_order_receive(ends[1], &order, &got), 0);
	close(ends[1]);
}

static void an_answer_comes_whole(void **state)
{
	struct worker_answer sent = { WORKER_DELIVERED, 7, 75, "later" };
	struct worker_answer answer;
	int ends[2];

	(void)state;
	make_pair(ends);
	assert_int_equal(worker_answer_receive(ends[1], &answer), -1);
	assert_int_equal(errno, EAGAIN);
	assert_true(worker_answer_send(ends[0], &sent));
	assert_true(worker_answer_send(ends[0], &sent));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(worker_answer_receive(ends[1], &answer), 1);
		assert_int_equal(answer.id, 7);
		assert_int_equal(answer.status, 75);
		assert_string_equal(answer.text, "later");
	}
	/* A text without an end is given one. */
	memset(sent.text, 'a', sizeof(sent.text));
	assert_true(worker_answer_send(ends[0], &sent));
	assert_int_equal(worker_answer_receive(ends[1], &answer), 1);
	assert_int_equal(strlen(answer.text), WORKER_TEXT_MAX);
	close(ends[0]);
	close(ends[1]);
}

static void what_is_no_message_is_refused(void **state)
{
	char bytes[sizeof(struct worker_answer) + 1] = { 0 };
	struct worker_answer answer;
	int ends[2];

	(void)state;
	make_pair(ends);
	assert_int_equal(write(ends[0], bytes, 1), 1);
	assert_int_equal(worker_answer_receive(ends[1], &answer), 0);
	assert_int_equal(write(ends[0], bytes, sizeof(bytes)), sizeof(bytes));
	assert_int_equal(worker_answer_receive(ends[1], &answer), 0);
	close(ends[0]);
	close(ends[1]);
}

static void reads_text(const char *bytes, size_t length, const char *expected)
{
	char text[WORKER_TEXT_MAX + 1];

	worker_text_read(text, bytes, length);
	assert_string_equal(text, expected);
}

#define READS_TEXT(text, expected) reads_text(text, sizeof(text) - 1, expected)

/* RFC 3629, section 3: what is overlong, a surrogate, over U+10FFFF or cut
 * is no character. */
static void a_text_is_one_line_of_utf8(void **state)
{
	(void)state;
	READS_TEXT("r\xc3\xa4tt \xe2\x82\xac \xf0\x9f\x98\x80",
	    "r\xc3\xa4tt \xe2\x82\xac \xf0\x9f\x98\x80");
	READS_TEXT("a\nb\rc\td\x1b[e\x7f"
		   "f\0g",
	    "a b c d [e f g");
	READS_TEXT("a\xc2\x85"
		   "b\xc2\xa0",
	    "a b\xc2\xa0");
	READS_TEXT("\xc0\xaf", "??");
	READS_TEXT("\xed\xa0\x80", "???");
	READS_TEXT("\xf4\x90\x80\x80", "????");
	READS_TEXT("\xe0\x80\x80", "???");
	READS_TEXT("\xf0\x80\x80\x80", "????");
	READS_TEXT("\xf5\xff\x80", "???");
	READS_TEXT("a\xc3", "a?");
	READS_TEXT("\xe2\x82"
		   "a",
	    "??a");
}

/* This program is copied, and its copies tell what they find. */
static int tell_path(const char *argument)
{
	char path[4096];
	struct err err = { 0 };
	size_t size = (size_t)atoi(argument);

	if (worker_deliver_path(path, size, &err) != 0) {
		puts(err.text);
		return 1;
	}
	puts(path);
	return 0;
}

static void copy(const char *from, const char *to)
{
	char piece[16384];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0700);
	ssize_t got;

	assert_true(in >= 0 && out >= 0);
	while ((got = read(in, piece, sizeof(piece))) > 0)
		assert_int_equal(write(out, piece, (size_t)got), got);
	close(in);
	close(out);
}

static int path_of(const char *program, const char *size, char text[8192])
{
	char command[8192];
	FILE *output;

	snprintf(command, sizeof(command), "'%s' %s", program, size);
	output = popen(command, "r");
	assert_non_null(output);
	if (fgets(text, 8192, output) == NULL)
		text[0] = '\0';
	return WEXITSTATUS(pclose(output));
}

static void finds(const char *folder, const char *size, const char *expected)
{
	char program[256], path[8192], text[8192];

	snprintf(program, sizeof(program), "%s/sbin/planvaktd", folder);
	if (expected == NULL) {
		assert_int_equal(path_of(program, size, text), 1);
		assert_non_null(strstr(text, "install it"));
		return;
	}
	assert_int_equal(path_of(program, size, text), 0);
	snprintf(path, sizeof(path), "%s/%s\n", folder, expected);
	assert_string_equal(text, path);
}

static void place(const char *folder, const char *name, const char *from)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (from == NULL)
		assert_int_equal(mkdir(path, 0700), 0);
	else
		copy(from, path);
}

static void the_program_is_found(void **state)
{
	char folder[] = "/tmp/worker.XXXXXX", remove[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	place(folder, "sbin", NULL);
	place(folder, "libexec", NULL);
	place(folder, "libexec/planvakt", NULL);
	place(folder, "sbin/planvaktd", self);
	finds(folder, "4096", NULL);
	place(folder, "libexec/planvakt/planvakt-deliver", "/dev/null");
	finds(folder, "4096", "sbin/../libexec/planvakt/planvakt-deliver");
	place(folder, "sbin/planvakt-deliver", "/dev/null");
	finds(folder, "4096", "sbin/planvakt-deliver");
	finds(folder, "10", NULL);
	snprintf(remove, sizeof(remove), "rm -r '%s'", folder);
	assert_int_equal(system(remove), 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_comes_with_its_file),
		cmocka_unit_test(an_answer_comes_whole),
		cmocka_unit_test(what_is_no_message_is_refused),
		cmocka_unit_test(a_text_is_one_line_of_utf8),
		cmocka_unit_test(the_program_is_found),
	};
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (argc == 2)
		return tell_path(argv[1]);
	if (length < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
