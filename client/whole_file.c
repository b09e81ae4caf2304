/* SPDX-License-Identifier: ISC */
#include "client/whole_file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/buffer.h"

/* Whether there is something that another file must not take the place of. */
static bool is_no_file(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static int cannot_write(const char *path, struct err *err)
{
	return err_set(
	    err, ERR_INVALID, "cannot write %s: %s", path, strerror(errno));
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
	result = write_through(beside.bytes, path, write, of, err);
	if (result == 0 && rename(beside.bytes, path) != 0)
		result = cannot_write(path, err);
	if (result != 0)
		remove(beside.bytes);
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
