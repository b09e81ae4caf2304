/* SPDX-License-Identifier: ISC */
#include "protocol/standard.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "protocol/version.h"

static_assert(sizeof(time_t) >= 8,
    "plans reach past 2038: compile with -D_TIME_BITS=64"
    " -D_FILE_OFFSET_BITS=64");

/* Room for most answers, so that what is wrong with the output is known when it
 * is closed. */
#define OUTPUT_SIZE (1u << 16)

static char room[OUTPUT_SIZE];

void standard_open(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		if (open("/dev/null",
			fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			abort();
	}
	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, room, _IOFBF, sizeof(room));
}

/* A pipe without readers. */
static bool reader_is_gone(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO };

	return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

int standard_close(struct err *err)
{
	bool failed = ferror(stdout) != 0;

	errno = 0;
	if (fflush(stdout) == 0 && !failed)
		return 0;
	if (errno == EPIPE || reader_is_gone())
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot write the answer: %s",
	    strerrordesc_np(errno != 0 ? errno : EIO));
}

FILE *standard_begin(const char *path, const char **name)
{
	bool is_input = strcmp(path, "-") == 0;

	*name = is_input ? "standard input" : path;
	return is_input ? stdin : fopen(path, "re");
}

void standard_end(FILE *file)
{
	if (file != stdin)
		fclose(file);
}

bool standard_help(const char *word, const char *program, const char *usage)
{
	if (word == NULL)
		return false;
	if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0 ||
	    strcmp(word, "help") == 0 || strcmp(word, "hjälp") == 0) {
		fputs(usage, stdout);
		return true;
	}
	if (strcmp(word, "-V") != 0 && strcmp(word, "--version") != 0)
		return false;
	printf("%s %s\n", program, VERSION);
	return true;
}
