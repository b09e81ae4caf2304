/* SPDX-License-Identifier: ISC */
#include "client/whole_file.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/buffer.h"

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

#define STOPS (sizeof(stops) / sizeof(stops[0]))

static const char *volatile unfinished;

/* The signal comes again when this returns, and then ends the program. */
static void whole_file_stop(int signal)
{
	unlink(unfinished);
	raise(signal);
}

/* What is stopped on the way leaves no half file behind. Who has a way of its
 * own to end keeps it. */
static void whole_file_guard(const char *path)
{
	const struct sigaction stop = { .sa_handler = whole_file_stop,
		.sa_flags = (int)SA_RESETHAND };
	struct sigaction now;

	unfinished = path;
	for (size_t i = 0; i < STOPS; i++)
		if (sigaction(stops[i], NULL, &now) == 0 &&
		    now.sa_handler == SIG_DFL)
			sigaction(stops[i], &stop, NULL);
}

static void whole_file_let_go(void)
{
	struct sigaction now;

	for (size_t i = 0; i < STOPS; i++)
		if (sigaction(stops[i], NULL, &now) == 0 &&
		    now.sa_handler == whole_file_stop)
			signal(stops[i], SIG_DFL);
}

/* Whether there is something that another file must not take the place of. */
static bool is_no_file(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static int cannot_write(const char *path, struct err *err)
{
	return err_set(err, ERR_INVALID, "cannot write %s: %s", path,
	    strerrordesc_np(errno));
}

/* Who reads a pipe may go away: that is no error. */
static int write_through(const char *path, const char *name,
    whole_file_writer *write, void *of, struct err *err)
{
	FILE *file = fopen(path, "we");
	int result;

	if (file == NULL)
		return cannot_write(name, err);
	result = write(file, of, err);
	if (result == 0 && (fflush(file) != 0 || ferror(file)) &&
	    errno != EPIPE)
		result = cannot_write(name, err);
	if (fclose(file) != 0 && result == 0 && errno != EPIPE)
		result = cannot_write(name, err);
	return result;
}

/* Two who write the same file at once each have one of their own beside it. */
static int write_beside(
    const char *path, whole_file_writer *write, void *of, struct err *err)
{
	struct buffer beside = { 0 };
	int result;

	buffer_printf(&beside, "%s.%ld.new", path, (long)getpid());
	whole_file_guard(beside.bytes);
	result = write_through(beside.bytes, path, write, of, err);
	if (result == 0 && rename(beside.bytes, path) != 0)
		result = cannot_write(path, err);
	if (result != 0)
		remove(beside.bytes);
	whole_file_let_go();
	buffer_free(&beside);
	return result;
}

int whole_file_write(
    const char *path, whole_file_writer *write, void *of, struct err *err)
{
	if (strcmp(path, "-") == 0)
		return write(stdout, of, err);
	if (is_no_file(path))
		return write_through(path, path, write, of, err);
	return write_beside(path, write, of, err);
}
