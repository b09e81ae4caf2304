/* SPDX-License-Identifier: ISC */
/* What of the worker needs no process: the wire, and where its program is. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/delivery/worker_message.h"
#include "daemon/delivery/worker.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char self[4096];

static void a_job_is_length_type_id_json(void **state)
{
	static const unsigned char expected[] = { 0, 0, 0, 11, 1, 1, 2, 3, 4, 5,
		6, 7, 8, '{', '}' };
	struct buffer bytes = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(
	    worker_message_write(&bytes, 0x0102030405060708, "{}", 2, &err), 0);
	assert_int_equal(bytes.length, sizeof(expected));
	assert_memory_equal(bytes.bytes, expected, sizeof(expected));
	buffer_free(&bytes);
}

static void an_order_is_length_and_type(void **state)
{
	static const unsigned char expected[] = { 0, 0, 0, 1, 2, 0, 0, 0, 1,
		3 };
	struct buffer bytes = { 0 };

	(void)state;
	worker_message_write_order(&bytes, WORKER_MESSAGE_SPAWN);
	worker_message_write_order(&bytes, WORKER_MESSAGE_RELOAD);
	assert_int_equal(bytes.length, sizeof(expected));
	assert_memory_equal(bytes.bytes, expected, sizeof(expected));
	buffer_free(&bytes);
}

static int head_of(uint32_t length, uint8_t type, size_t *rest)
{
	const uint8_t bytes[] = { (uint8_t)(length >> 24),
		(uint8_t)(length >> 16), (uint8_t)(length >> 8),
		(uint8_t)length, type };
	enum worker_message_type read = 0;
	int result = worker_message_head_read(bytes, &read, rest);

	if (result == 0)
		assert_int_equal(read, type);
	return result;
}

static void what_begins_no_message_is_refused(void **state)
{
	size_t rest = 0;

	(void)state;
	assert_int_equal(head_of(9, 1, &rest), 0);
	assert_int_equal(rest, 8);
	assert_int_equal(head_of(9 + WORKER_MESSAGE_MAX, 1, &rest), 0);
	assert_int_equal(rest, 8 + WORKER_MESSAGE_MAX);
	assert_int_equal(head_of(1, 2, &rest), 0);
	assert_int_equal(rest, 0);
	assert_int_equal(head_of(1, 3, &rest), 0);
	assert_int_equal(head_of(8, 1, &rest), -1);
	assert_int_equal(head_of(0, 1, &rest), -1);
	assert_int_equal(head_of(10 + WORKER_MESSAGE_MAX, 1, &rest), -1);
	assert_int_equal(head_of(0, 2, &rest), -1);
	assert_int_equal(head_of(2, 2, &rest), -1);
	assert_int_equal(head_of(2, 3, &rest), -1);
	assert_int_equal(head_of(1, 0, &rest), -1);
	assert_int_equal(head_of(1, 4, &rest), -1);
	assert_int_equal(head_of(UINT32_MAX, 255, &rest), -1);
}

static void an_answer_is_as_it_is_read(void **state)
{
	static const unsigned char expected[] = { 0, 0, 0, 13, 2, 0, 0, 0, 0, 0,
		0, 1, 0, 75, 'n', 'o', 'x' };
	struct buffer bytes = { 0 };

	(void)state;
	worker_answer_write(&bytes, WORKER_MESSAGE_SPAWN, 256, 75, "nox", 3);
	assert_int_equal(bytes.length, sizeof(expected));
	assert_memory_equal(bytes.bytes, expected, sizeof(expected));
	buffer_free(&bytes);
}

static void a_job_has_a_limit(void **state)
{
	char *json = calloc(1, WORKER_MESSAGE_MAX + 1);
	struct buffer bytes = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_non_null(json);
	assert_int_equal(
	    worker_message_write(&bytes, 1, json, WORKER_MESSAGE_MAX + 1, &err),
	    -1);
	assert_int_equal(err.code, ERR_TOO_LARGE);
	assert_int_equal(bytes.length, 0);
	assert_int_equal(
	    worker_message_write(&bytes, 1, json, WORKER_MESSAGE_MAX, &err), 0);
	assert_int_equal(bytes.length, 13 + WORKER_MESSAGE_MAX);
	buffer_free(&bytes);
	free(json);
}

static void an_answer_is_read_when_whole(void **state)
{
	static const char bytes[] = { 0, 0, 0, 12, 1, 0, 0, 0, 0, 0, 0, 1, 0,
		75, 'n', 'o', 'x' };
	struct worker_answer answer;
	struct err err = { 0 };
	size_t used = 0;

	(void)state;
	for (size_t length = 0; length < 16; length++)
		assert_int_equal(
		    worker_answer_read(bytes, length, &answer, &used, &err), 0);
	for (size_t length = 16; length <= 17; length++) {
		assert_int_equal(
		    worker_answer_read(bytes, length, &answer, &used, &err), 1);
		assert_int_equal(used, 16);
		assert_int_equal(answer.type, WORKER_MESSAGE_DELIVER);
		assert_int_equal(answer.id, 256);
		assert_int_equal(answer.status, 75);
		assert_string_equal(answer.text, "no");
	}
}

static int answer_of(uint8_t length, const char *text, size_t text_length,
    struct worker_answer *answer)
{
	struct buffer bytes = { 0 };
	struct err err = { 0 };
	size_t used;
	int result;

	buffer_add(&bytes, (uint8_t[]){ 0, 0, 0, length }, 4);
	buffer_add(&bytes, (uint8_t[10]){ 1 }, 10);
	buffer_add(&bytes, text, text_length);
	result =
	    worker_answer_read(bytes.bytes, bytes.length, answer, &used, &err);
	if (result < 0)
		assert_int_equal(err.code, ERR_MALFORMED);
	buffer_free(&bytes);
	return result;
}

static void an_answer_has_limits(void **state)
{
	char text[WORKER_MESSAGE_TEXT_MAX + 1];
	struct worker_answer answer;

	(void)state;
	memset(text, 'a', sizeof(text));
	assert_int_equal(answer_of(9, "", 0, &answer), -1);
	assert_int_equal(answer_of(10, "", 0, &answer), 1);
	assert_string_equal(answer.text, "");
	assert_int_equal(answer_of(10 + WORKER_MESSAGE_TEXT_MAX, text,
			     WORKER_MESSAGE_TEXT_MAX, &answer),
	    1);
	assert_int_equal(strlen(answer.text), WORKER_MESSAGE_TEXT_MAX);
	assert_int_equal(answer_of(10 + WORKER_MESSAGE_TEXT_MAX + 1, text,
			     WORKER_MESSAGE_TEXT_MAX + 1, &answer),
	    -1);
}

static void reads_text(const char *text, size_t length, const char *expected)
{
	struct worker_answer answer;

	assert_int_equal(
	    answer_of((uint8_t)(10 + length), text, length, &answer), 1);
	assert_string_equal(answer.text, expected);
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
		cmocka_unit_test(a_job_is_length_type_id_json),
		cmocka_unit_test(an_order_is_length_and_type),
		cmocka_unit_test(what_begins_no_message_is_refused),
		cmocka_unit_test(a_job_has_a_limit),
		cmocka_unit_test(an_answer_is_as_it_is_read),
		cmocka_unit_test(an_answer_is_read_when_whole),
		cmocka_unit_test(an_answer_has_limits),
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
