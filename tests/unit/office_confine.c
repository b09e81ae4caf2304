/* SPDX-License-Identifier: ISC */
/* What a reader of documents can still do, each tried in a child. */
#include "client/office/office_confine.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* The status of a child that is confined and then tries. */
static int tried(int (*try)(void))
{
	struct err err;
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		_exit(office_confine_reader(&err) == 0 ? try() : 99);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static int opens(void)
{
	return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 1;
}

static int connects(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? 1 : 2;
}

static int begins(void)
{
	return fork() == 0 ? 1 : 2;
}

static int becomes(void)
{
	return execl("/bin/true", "true", NULL);
}

/* Of 64 MiB that are given, writing takes none from others. */
static int takes(void)
{
	return malloc(OFFICE_MEMORY + 1) == NULL ? 0 : 1;
}

static int reads(void)
{
	char byte;

	return malloc(1 << 20) != NULL && lseek(STDIN_FILENO, 0, SEEK_CUR) < 2
	    ? (int)read(-1, &byte, 1) + 1
	    : 1;
}

static void a_reader_reads_and_takes_memory(void **state)
{
	(void)state;
	assert_int_equal(tried(reads), 0);
}

/* A sanitizer makes calls of its own, so that nothing is filtered then. */
static void and_nothing_else(void **state)
{
	const int forbidden = SANITIZED ? 1 : 0;

	(void)state;
	assert_int_equal(
	    !WIFEXITED(tried(opens)) || WEXITSTATUS(tried(opens)) != 0,
	    forbidden);
	assert_int_equal(WIFSIGNALED(tried(connects)), !SANITIZED);
	assert_int_equal(WIFSIGNALED(tried(begins)), !SANITIZED);
	assert_int_equal(WIFSIGNALED(tried(becomes)), !SANITIZED);
	assert_int_equal(tried(takes) != 0, forbidden);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_reads_and_takes_memory),
		cmocka_unit_test(and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
