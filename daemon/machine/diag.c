/* SPDX-License-Identifier: ISC */
#include "daemon/machine/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "protocol/buffer.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define LINE_MAX 1024

static bool serves; /* lines are of a daemon's life, and want a time */
static int64_t dropped;

/* Whether who reads the lines has times, and takes priorities. */
static bool is_journal(void)
{
	static enum { UNKNOWN, NO, YES } journal;
	const char *stream = getenv("JOURNAL_STREAM");
	uintmax_t device, inode;
	struct stat status;

	if (journal == UNKNOWN)
		journal = stream != NULL &&
			sscanf(stream, "%" SCNuMAX ":%" SCNuMAX, &device,
			    &inode) == 2 &&
			fstat(STDERR_FILENO, &status) == 0 &&
			status.st_dev == device && status.st_ino == inode
		    ? YES
		    : NO;
	return journal == YES;
}

/* sd-daemon(3): a line may begin with its priority, <3> for an error. */
static const char *priority_of(const char **format)
{
	static const char *const known[] = { DIAG_ERROR, DIAG_DEBUG };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strncmp(*format, known[i], 3) == 0) {
			*format += 3;
			return known[i];
		}
	return "<6>";
}

/* Asked once: confined, the daemon may ask no more. */
static size_t diag_columns(void)
{
	static size_t columns;
	static bool known;

	if (!known)
		columns = width_terminal(stderr);
	known = true;
	return columns;
}

/* A person at a terminal has the municipality's clocks, a file has UTC. */
static size_t write_head(char line[LINE_MAX], const char *priority)
{
	bool person = diag_columns() > 0;
	time_t now = time(NULL);
	struct tm tm;
	char when[32] = "";

	if (!serves || is_journal())
		;
	else if (person && localtime_r(&now, &tm) != NULL)
		strftime(when, sizeof(when), "%Y-%m-%d %H:%M:%S ", &tm);
	else if (!person && gmtime_r(&now, &tm) != NULL)
		strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ ", &tm);
	return (size_t)snprintf(line, LINE_MAX,
	    "%s%splanvaktd: ", is_journal() ? priority : "", when);
}

/* Whether a line can be written at once: a reader that stalls is not waited
 * for. A pipe that takes anything takes PIPE_BUF bytes. */
static bool is_heard(void)
{
	struct pollfd output = { .fd = STDERR_FILENO, .events = POLLOUT };

	return poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0;
}

static bool put_bytes(const char *bytes, size_t length)
{
	return is_heard() &&
	    write(STDERR_FILENO, bytes, length) == (ssize_t)length;
}

/* Each line is one write(2), so that lines of several processes do not mix. */
static bool put_line(char line[LINE_MAX], size_t at, int length)
{
	size_t room = LINE_MAX - at - 1;
	struct buffer broken = { 0 };
	bool put;

	if (length < 0)
		return true;
	at += (size_t)length < room ? (size_t)length : room - 1;
	line[at++] = '\n';
	if (diag_columns() == 0)
		return put_bytes(line, at);
	line[at] = '\0';
	width_message(&broken, line, diag_columns());
	put = put_bytes(broken.bytes, broken.length);
	buffer_free(&broken);
	return put;
}

/* What was dropped is told first, once there is a reader again. */
static bool tell_dropped(void)
{
	char line[LINE_MAX];
	size_t at;
	int length;

	if (dropped == 0)
		return true;
	at = write_head(line, DIAG_ERROR);
	translate_aloud(true);
	length = snprintf(line + at, sizeof(line) - at - 1,
	    translate_plural("%" PRId64 " message to the operator was dropped,"
			     " for nobody read it",
		"%" PRId64 " messages to the operator were dropped, for nobody"
		" read them",
		(unsigned long)dropped),
	    dropped);
	translate_aloud(false);
	if (!put_line(line, at, length))
		return false;
	dropped = 0;
	return true;
}

void diag(const char *format, ...)
{
	const char *priority = priority_of(&format);
	char line[LINE_MAX];
	size_t at = write_head(line, priority);
	int error = errno, length;
	va_list args;

	translate_aloud(true);
	va_start(args, format);
	length = vsnprintf(
	    line + at, sizeof(line) - at - 1, translate(format), args);
	va_end(args);
	translate_aloud(false);
	if (!tell_dropped() || !put_line(line, at, length))
		dropped++;
	errno = error;
}

/* A terminal that has room for some bytes takes no line without waiting: it is
 * opened anew, so that nobody else's writes are non-blocking too. */
static void never_wait(void)
{
	int own = -1;

	if (isatty(STDERR_FILENO))
		own = open("/proc/self/fd/2",
		    O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (own < 0)
		return;
	dup2(own, STDERR_FILENO);
	close(own);
}

void diag_serve(void)
{
	is_journal();
	diag_columns();
	serves = true;
	never_wait();
}
