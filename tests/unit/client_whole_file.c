/* SPDX-License-Identifier: ISC */
/* A file that is whole or is not there, also where the program is stopped while
 * it writes. */
#include "client/whole_file.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int writes(FILE *to, void *of, struct err *err)
{
	int signal = *(int *)of;

	(void)err;
	fputs("new", to);
	fflush(to);
	if (signal != 0)
		raise(signal);
	return 0;
}

static void goes_on(int signal)
{
	(void)signal;
}

/* Writes "file" in a folder of its own, in a child that gets this signal on
 * the way; how the child ended. The folder has one file then: first its first
 * letter. */
static int stopped(int signal, void (*handler)(int), char *first)
{
	char folder[] = "/tmp/planvakt-whole.XXXXXX";
	struct err err = { 0 };
	int status, none = 0, files = 0;
	DIR *listed;
	FILE *file;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	file = fopen("file", "w");
	fputs("old", file);
	fclose(file);
	if (fork() == 0) {
		sigaction(
		    signal, &(struct sigaction){ .sa_handler = handler }, NULL);
		if (whole_file_write("file", writes, &signal, &err) != 0)
			_exit(1);
		whole_file_write("file", writes, &none, &err);
		_exit(handler == SIG_DFL ? 2 : 0);
	}
	wait(&status);
	file = fopen("file", "r");
	*first = (char)fgetc(file);
	fclose(file);
	listed = opendir(".");
	while (readdir(listed) != NULL)
		files++;
	closedir(listed);
	assert_int_equal(files, 3); /* "file", "." and ".." */
	unlink("file");
	assert_int_equal(chdir("/"), 0);
	rmdir(folder);
	return status;
}

static void signal_leaves_the_old_file(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char first;
		int status = stopped(signals[i], SIG_DFL, &first);

		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		assert_int_equal(first, 'o');
	}
}

/* nohup, and an archive, which takes away its folder itself. */
static void who_handles_it_goes_on(void **state)
{
	char first;

	(void)state;
	assert_int_equal(stopped(SIGHUP, SIG_IGN, &first), 0);
	assert_int_equal(first, 'n');
	assert_int_equal(stopped(SIGTERM, goes_on, &first), 0);
	assert_int_equal(first, 'n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signal_leaves_the_old_file),
		cmocka_unit_test(who_handles_it_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
