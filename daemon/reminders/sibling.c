/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/sibling.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/reminders/program.h"

static_assert(SIBLING_TEXT_MAX == PROGRAM_TEXT_MAX, "one text, one limit");

#define LENGTH_SIZE 4
#define ID_SIZE     8
#define STATUS_SIZE 1
#define ANSWER_MIN  (ID_SIZE + STATUS_SIZE)
#define ANSWER_MAX  (ANSWER_MIN + SIBLING_TEXT_MAX)
#define SOCKET      3 /* where the sibling keeps its end */

static void number_write(struct buffer *to, uint32_t length, int64_t id)
{
	uint32_t big_length = htobe32(length);
	uint64_t big_id = htobe64((uint64_t)id);

	buffer_add(to, &big_length, sizeof(big_length));
	buffer_add(to, &big_id, sizeof(big_id));
}

static uint32_t length_read(const void *bytes)
{
	uint32_t big;

	memcpy(&big, bytes, sizeof(big));
	return be32toh(big);
}

static int64_t id_read(const void *bytes)
{
	uint64_t big;

	memcpy(&big, bytes, sizeof(big));
	return (int64_t)be64toh(big);
}

int sibling_job_write(struct buffer *to, int64_t id, const void *json,
    size_t length, struct err *err)
{
	if (length > SIBLING_JOB_MAX)
		return err_set(err, ERR_TOO_LARGE,
		    "a dispatch of %zu bytes is over the limit of %u", length,
		    SIBLING_JOB_MAX);
	number_write(to, (uint32_t)(ID_SIZE + length), id);
	buffer_add(to, json, length);
	return 0;
}

/* The length of the UTF-8 character at `at`, or 0 where there is none
 * (RFC 3629, section 4). */
static size_t character(const unsigned char *at, size_t left)
{
	unsigned char c = at[0];
	unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
	unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
	size_t length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4 || left < length || at[1] < low ||
	    at[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

static bool is_control(const unsigned char *at)
{
	return at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] < 0xa0);
}

/* Whatever the program wrote, it can be shown on one line. A text that fills
 * its place may have been cut within its last character. */
static void text_read(char *text, const unsigned char *from, size_t length)
{
	size_t to = 0;

	for (size_t at = 0, size; at < length; at += size) {
		size = character(from + at, length - at);
		if (size == 0 && length == SIBLING_TEXT_MAX &&
		    length - at < 4 && from[at] >= 0xc2) {
			break;
		}
		if (size == 0) {
			text[to++] = '?';
			size = 1;
		} else if (is_control(from + at)) {
			text[to++] = ' ';
		} else {
			memcpy(text + to, from + at, size);
			to += size;
		}
	}
	text[to] = '\0';
}

int sibling_answer_read(const void *bytes, size_t length,
    struct sibling_answer *answer, size_t *used, struct err *err)
{
	const unsigned char *at = bytes;
	uint32_t rest;

	if (length < LENGTH_SIZE)
		return 0;
	rest = length_read(at);
	if (rest < ANSWER_MIN || rest > ANSWER_MAX)
		return err_set(err, ERR_MALFORMED,
		    "the process that starts deliveries answered %u bytes; "
		    "restart the daemon",
		    rest);
	if (length < LENGTH_SIZE + rest)
		return 0;
	at += LENGTH_SIZE;
	answer->id = id_read(at);
	answer->status = at[ID_SIZE];
	text_read(answer->text, at + ANSWER_MIN, rest - ANSWER_MIN);
	*used = LENGTH_SIZE + rest;
	return 1;
}

static bool receive(void *bytes, size_t length)
{
	for (char *at = bytes; length > 0;) {
		ssize_t got = read(SOCKET, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		length -= (size_t)got;
	}
	return true;
}

static bool answer(int64_t id, const struct outcome *outcome)
{
	struct buffer bytes = { 0 };
	size_t sent = 0;

	number_write(&bytes, (uint32_t)(ANSWER_MIN + outcome->length), id);
	buffer_add(&bytes, &outcome->status, STATUS_SIZE);
	buffer_add(&bytes, outcome->text, outcome->length);
	while (sent < bytes.length) {
		ssize_t got = send(SOCKET, bytes.bytes + sent,
		    bytes.length - sent, MSG_NOSIGNAL);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		sent += (size_t)got;
	}
	buffer_free(&bytes);
	return sent > 0;
}

/* Takes `length` bytes from the socket in any case; false when it ended. */
static bool input_copy(int *input, size_t length)
{
	char piece[16384];

	while (length > 0) {
		size_t size = length < sizeof(piece) ? length : sizeof(piece);

		if (!receive(piece, size))
			return false;
		if (*input >= 0 &&
		    write(*input, piece, size) != (ssize_t)size) {
			close(*input);
			*input = -1;
		}
		length -= size;
	}
	return true;
}

static bool job(char **argv)
{
	struct outcome outcome = { 0 };
	char head[LENGTH_SIZE + ID_SIZE];
	uint32_t length;
	int input;
	bool whole;

	if (!receive(head, sizeof(head)))
		return false;
	length = length_read(head);
	if (length < ID_SIZE || length > ID_SIZE + SIBLING_JOB_MAX)
		return false;
	input = memfd_create("dispatch", MFD_CLOEXEC);
	whole = input_copy(&input, length - ID_SIZE);
	if (whole && (input < 0 || lseek(input, 0, SEEK_SET) != 0))
		outcome_retry(&outcome, "no memory for a dispatch");
	else if (whole)
		program_run(argv, SIBLING_SECONDS, input, &outcome);
	if (input >= 0)
		close(input);
	return whole && answer(id_read(head + LENGTH_SIZE), &outcome);
}

/* Keeps the socket and nothing else of the daemon's. */
static int files_close(int socket)
{
	int kept = fcntl(socket, F_DUPFD, SOCKET + 1);
	int null = open("/dev/null", O_RDWR);

	if (kept < 0 || null < 0)
		return -1;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(null, fd) < 0)
			return -1;
	if (dup2(kept, SOCKET) < 0)
		return -1;
	return close_range(SOCKET + 1, ~0U, 0);
}

static char **argv_new(const char *deliver, const char *const *arguments)
{
	size_t count = 0;
	char **argv;

	while (arguments[count] != NULL)
		count++;
	argv = calloc(count + 2, sizeof(*argv));
	if (argv == NULL)
		return NULL;
	argv[0] = (char *)(uintptr_t)deliver;
	for (size_t i = 0; i < count; i++)
		argv[i + 1] = (char *)(uintptr_t)arguments[i];
	return argv;
}

static void signals_set(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

	program_signals();
	program_signals_watch();
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		signal(ignored[i], SIG_IGN);
}

static _Noreturn void sibling(
    int socket, const char *deliver, const char *const *arguments)
{
	char **argv = argv_new(deliver, arguments);

	prctl(PR_SET_NAME, "planvakt-mail");
	signals_set();
	if (argv == NULL || files_close(socket) != 0)
		_exit(EX_OSERR);
	while (job(argv))
		continue;
	free(argv);
	_exit(EX_OK);
}

int sibling_start(int *fd, pid_t *pid, const char *deliver,
    const char *const *arguments, struct err *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(err, ERR_INTERNAL,
		    "no sockets for deliveries: %s", strerror(errno));
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*pid = fork();
	if (*pid == 0)
		sibling(ends[1], deliver, arguments);
	if (*pid < 0) {
		err_set(err, ERR_INTERNAL, "no process for deliveries: %s",
		    strerror(errno));
		close(ends[0]);
	}
	close(ends[1]);
	*fd = ends[0];
	return *pid < 0 ? -1 : 0;
}

int sibling_deliver_path(char *path, size_t size, struct err *err)
{
	static const char *const places[] = { "", "../libexec/planvakt/" };
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length < 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot read /proc/self/exe: %s", strerror(errno));
	self[length] = '\0';
	*(strrchr(self, '/') + 1) = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int needed = snprintf(
		    path, size, "%s%splanvakt-deliver", self, places[i]);

		if (needed < (int)size && access(path, X_OK) == 0)
			return 0;
	}
	return err_set(err, ERR_INTERNAL,
	    "no planvakt-deliver in %s or %s../libexec/planvakt/; install it",
	    self, self);
}
