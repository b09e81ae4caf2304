/* SPDX-License-Identifier: ISC */
/* The calls by which a program is begun and fed go through this file, which
 * lets one of them fail. What a program's end means tests/cli/command.sh
 * tries. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/delivery/program/mailer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <sysexits.h>
#include <unistd.h>

#define MAIL "Subject: x\n\nHej\n"

static const char *failing; /* the call that fails */
static int left;            /* calls of it until it does, once */
static int error;

static int failed(const char *name)
{
	if (failing == NULL || strcmp(failing, name) != 0 || left-- > 0)
		return 0;
	failing = NULL;
	errno = error;
	return -1;
}

/* --- in the place of the C library's --- */

int pipe2(int ends[2], int flags)
{
	return failed("pipe2") ? -1 : (int)syscall(SYS_pipe2, ends, flags);
}

pid_t fork(void)
{
	return failed("fork") ? -1 : _Fork();
}

int dup2(int from, int to)
{
	return failed("dup2") ? -1 : (int)syscall(SYS_dup3, from, to, 0);
}

int chdir(const char *path)
{
	return failed("chdir") ? -1 : (int)syscall(SYS_chdir, path);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	if (fd > STDERR_FILENO && failed("write")) /* not the test's words */
		return -1;
	return syscall(SYS_write, fd, bytes, length);
}

/* --- the tests' side of it --- */

static int open_files(void)
{
	int count = 0;

	for (int fd = 0; fd < 64; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

/* Has `sh` read the mail and say it, where the call that comes after so many
 * does not fail; nothing stays open. */
static void says(
    const char *name, int after, int number, int status, const char *words)
{
	char *argv[] = { (char *)"/bin/sh", (char *)"-c",
		(char *)"cat >&2; exit 67", NULL };
	int before = open_files();
	struct err err;

	failing = name;
	left = after;
	error = number;
	assert_int_equal(mailer_run(argv, MAIL, strlen(MAIL), &err), status);
	assert_string_equal(err.text, words);
	assert_int_equal(open_files(), before);
	failing = NULL;
}

static void what_cannot_be_begun_is_tried_again(void **state)
{
	(void)state;
	says("pipe2", 0, EMFILE, EX_TEMPFAIL, "no pipe: Too many open files");
	says("pipe2", 1, ENFILE, EX_TEMPFAIL,
	    "no pipe: Too many open files in system");
	says("fork", 0, EAGAIN, EX_TEMPFAIL,
	    "no process for /bin/sh: Resource temporarily unavailable");
}

/* It has nobody to tell of it: its standard error is not there yet. */
static void a_child_that_is_not_ready_begins_nothing(void **state)
{
	static const char words[] =
	    "/bin/sh ended with status 75 and said nothing";

	(void)state;
	for (int i = 0; i < 3; i++)
		says("dup2", i, EBUSY, EX_TEMPFAIL, words);
	says("chdir", 0, EACCES, EX_TEMPFAIL, words);
}

static void a_write_that_is_broken_off_is_repeated(void **state)
{
	(void)state;
	says("write", 0, EINTR, 67, "Subject: x");
	says("write", 0, EAGAIN, 67, "Subject: x");
	/* What cannot be given at all is the program's to judge. */
	says("write", 0, EPIPE, 67,
	    "/bin/sh ended with status 67 and said nothing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_begun_is_tried_again),
		cmocka_unit_test(a_child_that_is_not_ready_begins_nothing),
		cmocka_unit_test(a_write_that_is_broken_off_is_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
