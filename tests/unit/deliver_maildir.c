/* SPDX-License-Identifier: ISC */
/* The calls by which a message reaches the disk go through this file: it
 * writes down in what order they come, and lets any one of them fail. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/delivery/program/maildir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "protocol/buffer.h"

#define HALF  "00112233445566778899aabbccddeeff"
#define NAME  "dispatch-17." HALF ".planvakt"
#define MAIL  "Subject: x\n\nHej\n"
#define CALLS 64 /* more than a delivery makes */

static char folder[] = "/tmp/planvakt-maildir.XXXXXX";
static char root[64]; /* folder/mail */
static struct buffer calls;
static int left; /* calls until one fails; negative for none */
static int failed;
static bool raced; /* another attempt's link(2) comes just before ours */

/* --- in the place of the C library's --- */

/* "fsync new;", by the last part of the file's path. */
static bool call(const char *name, int fd)
{
	int before = errno;
	char link[32], path[512];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, path, sizeof(path) - 1);
	path[length < 0 ? 0 : length] = '\0';
	buffer_printf(&calls, "%s %s;", name,
	    strrchr(path, '/') == NULL ? "" : strrchr(path, '/') + 1);
	errno = before;
	if (left < 0 || left-- > 0)
		return true;
	failed++;
	errno = EIO;
	return false;
}

int fsync(int fd)
{
	return call("fsync", fd) ? (int)syscall(SYS_fsync, fd) : -1;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	if (fd <= STDERR_FILENO) /* the test's own words */
		return syscall(SYS_write, fd, bytes, length);
	return call("write", fd) ? syscall(SYS_write, fd, bytes, length) : -1;
}

int linkat(int from, const char *name, int to, const char *other, int flags)
{
	if (raced)
		syscall(SYS_linkat, from, name, to, other, flags);
	return call("link", to)
	    ? (int)syscall(SYS_linkat, from, name, to, other, flags)
	    : -1;
}

int unlinkat(int fd, const char *name, int flags)
{
	return call("unlink", fd) ? (int)syscall(SYS_unlinkat, fd, name, flags)
				  : -1;
}

int mkdirat(int fd, const char *name, mode_t mode)
{
	return call("mkdir", fd) ? (int)syscall(SYS_mkdirat, fd, name, mode)
				 : -1;
}

/* --- the tests' side of it --- */

static const struct handed_dispatch dispatch = {
	.number = 17,
	.token = HALF HALF,
	.date = 1656655200,
	.to = "ks@example.se",
};

static int deliver(void)
{
	struct err err;

	buffer_cut(&calls, 0);
	return maildir_deliver(root, &dispatch, MAIL, strlen(MAIL), &err);
}

static void in_box(char path[256], const char *part, const char *name)
{
	snprintf(path, 256, "%s/ks@example.se/%s/%s", root, part, name);
}

static int files(const char *part)
{
	char path[256];
	struct dirent *file;
	int count = 0;
	DIR *opened;

	in_box(path, part, "");
	opened = opendir(path);
	while (opened != NULL && (file = readdir(opened)) != NULL)
		count += file->d_name[0] != '.';
	if (opened != NULL)
		closedir(opened);
	return count;
}

static void assert_whole(const char *part, const char *name)
{
	char path[256], got[64] = "";
	FILE *file;

	in_box(path, part, name);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(got, 1, sizeof(got) - 1, file), strlen(MAIL));
	fclose(file);
	assert_string_equal(got, MAIL);
}

static void assert_one_message(void)
{
	assert_int_equal(files("new"), 1);
	assert_int_equal(files("cur"), 0);
	assert_int_equal(files("tmp"), 0);
	assert_whole("new", NAME);
}

static int clear(void **state)
{
	char command[128];

	(void)state;
	left = -1;
	failed = 0;
	raced = false;
	snprintf(command, sizeof(command), "rm -rf %s/*", folder);
	return system(command);
}

/* Where `what` ends in what was called, looking from `at` on. */
static size_t after(size_t at, const char *what)
{
	const char *found = strstr(calls.bytes + at, what);

	if (found == NULL)
		print_message("no \"%s\" in %s\n", what, calls.bytes + at);
	assert_non_null(found);
	return (size_t)(found - calls.bytes) + strlen(what);
}

/* Design: file and directory are fsynced; and so are those above, where the
 * directory's own name stands. */
static void a_message_is_on_disk_before_it_is_delivered(void **state)
{
	size_t at;

	(void)state;
	assert_int_equal(deliver(), 0);
	at = after(0, "write " NAME ";");
	at = after(at, "fsync " NAME ";");
	at = after(at, "link new;");
	at = after(at, "fsync new;");
	at = after(at, "fsync ks@example.se;");
	after(at, "fsync mail;");
	assert_one_message();
}

/* An attempt that was cut off may have got that far without an fsync. */
static void a_repeat_makes_sure_of_the_disk_too(void **state)
{
	char above[64];
	size_t at;

	(void)state;
	snprintf(above, sizeof(above), "fsync %s;", strrchr(folder, '/') + 1);
	assert_int_equal(deliver(), 0);
	assert_int_equal(deliver(), 0);
	at = after(0, "fsync new;");
	at = after(at, "fsync ks@example.se;");
	after(at, "fsync mail;");
	after(0, above);
	assert_null(strstr(calls.bytes, "link new;"));
	assert_one_message();
}

static void a_name_that_is_there_by_now_is_success(void **state)
{
	(void)state;
	raced = true;
	assert_int_equal(deliver(), 0);
	after(after(0, "link new;"), "fsync new;");
	assert_one_message();
}

/* Whichever call fails: no success is claimed that is none, nothing half is
 * left to be read, and the repeat makes exactly one message. */
static void any_call_may_fail(void **state)
{
	int last;

	for (last = 0; last < CALLS; last++) {
		clear(state);
		left = last;
		if (deliver() == 0)
			assert_int_equal(files("new"), 1);
		if (files("new") > 0)
			assert_whole("new", NAME);
		left = -1;
		if (failed == 0)
			break;
		assert_int_equal(deliver(), 0);
		assert_one_message();
	}
	assert_in_range(last, 10, CALLS - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    a_message_is_on_disk_before_it_is_delivered, clear),
		cmocka_unit_test_teardown(
		    a_repeat_makes_sure_of_the_disk_too, clear),
		cmocka_unit_test_teardown(
		    a_name_that_is_there_by_now_is_success, clear),
		cmocka_unit_test_teardown(any_call_may_fail, clear),
	};
	int result;

	left = -1;
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(root, sizeof(root), "%s/mail", folder);
	result = cmocka_run_group_tests(tests, NULL, NULL);
	buffer_free(&calls);
	rmdir(folder);
	return result;
}
