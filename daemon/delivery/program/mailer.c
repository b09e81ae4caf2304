/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/mailer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "protocol/buffer.h"
#include "protocol/signals.h"

#define SAID_MAX   4096 /* bytes of its standard error that are looked at */
#define LINE_BYTES 180  /* bytes of a line that are passed on */
#define PART_BYTES 90   /* of each, where the server's reply goes along */

/* What a shell says where there is no such program, or it may not be run. */
#define STATUS_NOT_RUN   126
#define STATUS_NOT_FOUND 127

/* Standard input and error of the program. */
struct pipes {
	int input[2], errors[2];
};

struct mailer {
	pid_t pid;
	sigset_t awake; /* while it is waited for */
	int input;      /* ours to write; -1 when done */
	int errors;     /* ours to read; -1 at its end */
	const char *bytes;
	size_t left;
	struct buffer said; /* the first SAID_MAX bytes */
	siginfo_t end;
};

/* Wherever planvaktd was started, and whatever it wants for its own files. */
static _Noreturn void program_become(
    char *const *argv, const struct pipes *pipes, pid_t parent)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || dup2(pipes->input[0], STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(pipes->errors[1], STDERR_FILENO) < 0 ||
	    close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		_exit(EX_TEMPFAIL);
	signals_default();
	umask(022);
	if (chdir("/") != 0)
		_exit(EX_TEMPFAIL);
	execv(argv[0], argv);
	dprintf(STDERR_FILENO, "cannot run %s: %s\n", argv[0],
	    strerrordesc_np(errno));
	_exit(EX_TEMPFAIL);
}

static int pipes_open(struct pipes *pipes, struct err *err)
{
	if (pipe2(pipes->input, O_CLOEXEC) != 0)
		return err_set(
		    err, ERR_INTERNAL, "no pipe: %s", strerrordesc_np(errno));
	if (pipe2(pipes->errors, O_CLOEXEC) != 0) {
		err_set(
		    err, ERR_INTERNAL, "no pipe: %s", strerrordesc_np(errno));
		close(pipes->input[0]);
		close(pipes->input[1]);
		return -1;
	}
	fcntl(pipes->input[1], F_SETFL, O_NONBLOCK);
	fcntl(pipes->errors[0], F_SETFL, O_NONBLOCK);
	return 0;
}

static int mailer_start(
    struct mailer *mailer, char *const *argv, struct err *err)
{
	pid_t parent = getpid();
	struct pipes pipes;
	sigset_t before;

	if (pipes_open(&pipes, err) != 0)
		return -1;
	signals_await_child(&before);
	mailer->pid = fork();
	if (mailer->pid == 0)
		program_become(argv, &pipes, parent);
	if (mailer->pid < 0)
		err_set(err, ERR_INTERNAL, "no process for %s: %s", argv[0],
		    strerrordesc_np(errno));
	signal(SIGPIPE, SIG_IGN);
	close(pipes.input[0]);
	close(pipes.errors[1]);
	mailer->awake = before;
	sigdelset(&mailer->awake, SIGCHLD);
	mailer->input = pipes.input[1];
	mailer->errors = pipes.errors[0];
	return mailer->pid < 0 ? -1 : 0;
}

static void file_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* A program that does not read its input may have good reasons: what it ends
 * with counts. */
static void input_give(struct mailer *mailer)
{
	ssize_t given = write(mailer->input, mailer->bytes, mailer->left);

	if (given < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (given >= 0) {
		mailer->bytes += given;
		mailer->left -= (size_t)given;
	}
	if (given < 0 || mailer->left == 0)
		file_close(&mailer->input);
}

/* Whether something came. */
static bool errors_take(struct mailer *mailer)
{
	char piece[4096];
	ssize_t got = read(mailer->errors, piece, sizeof(piece));
	size_t room = SAID_MAX - mailer->said.length;

	if (got > 0)
		buffer_add(&mailer->said, piece,
		    (size_t)got < room ? (size_t)got : room);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		file_close(&mailer->errors);
	return got > 0;
}

static bool mailer_ended(struct mailer *mailer)
{
	mailer->end = (siginfo_t){ 0 };
	return waitid(P_PID, (id_t)mailer->pid, &mailer->end,
		   WEXITED | WNOHANG) != 0 ||
	    mailer->end.si_pid == mailer->pid;
}

/* Until the program ends. What it started may live on with its standard
 * error open, so the end of that file is not waited for. */
static void mailer_follow(struct mailer *mailer)
{
	while (!mailer_ended(mailer)) {
		struct pollfd files[] = {
			{ .fd = mailer->input, .events = POLLOUT },
			{ .fd = mailer->errors, .events = POLLIN },
		};

		if (ppoll(files, 2, NULL, &mailer->awake) <= 0)
			continue;
		if (files[0].revents != 0)
			input_give(mailer);
		if (files[1].revents != 0)
			errors_take(mailer);
	}
	while (mailer->errors >= 0 && mailer->said.length < SAID_MAX &&
	    errors_take(mailer))
		continue;
}

/* --- what its end means --- */

/* The mail server's reply (RFC 5321, section 4.2) as msmtp tells it, from its
 * code to the end of the line; "" where there is none. */
static const char *reply_find(const char *said)
{
	static const char before[] = "server message: ";
	const char *reply = strstr(said, before);

	if (reply == NULL)
		return "";
	reply += strlen(before);
	return strspn(reply, "0123456789") == 3 ? reply : "";
}

/* A password that has expired and a wrong configuration are this machine's
 * fault and not the message's: 77 and 78 are tried again, whatever was replied.
 * msmtp ends with 69 or 76 whether the server said 4yz, "try again", or 5yz,
 * "never", and with 76 where the connection broke. */
static int status_told(int status, char reply)
{
	switch (status) {
	case EX_OSERR:
	case EX_IOERR:
	case EX_NOHOST:
	case EX_NOPERM:
	case EX_CONFIG:
	case STATUS_NOT_RUN:
	case STATUS_NOT_FOUND:
		return EX_TEMPFAIL;
	case EX_PROTOCOL:
		return reply == '5' ? status : EX_TEMPFAIL;
	default:
		return reply == '4' ? EX_TEMPFAIL : status;
	}
}

static void words_pass(const char *program, int status, const char *said,
    const char *reply, struct err *err)
{
	int line = (int)strcspn(said, "\n");
	int rest = (int)strcspn(reply, "\r\n");

	if (line == 0)
		err_set(err, ERR_INTERNAL,
		    "%s ended with status %d and said nothing", program,
		    status);
	else if (reply[0] == '\0' || reply < said + line)
		err_set(err, ERR_INTERNAL, "%.*s",
		    line < LINE_BYTES ? line : LINE_BYTES, said);
	else
		err_set(err, ERR_INTERNAL, "%.*s (%.*s)",
		    line < PART_BYTES ? line : PART_BYTES, said,
		    rest < PART_BYTES ? rest : PART_BYTES, reply);
}

static int mailer_status(
    const struct mailer *mailer, const char *program, struct err *err)
{
	const char *said = mailer->said.length > 0 ? mailer->said.bytes : "";
	const char *reply = reply_find(said);
	int status = mailer->end.si_status;

	if (mailer->end.si_code != CLD_EXITED) {
		err_set(err, ERR_INTERNAL, "%s was ended by signal %d (%s)",
		    program, status, strsignal(status));
		return EX_TEMPFAIL;
	}
	if (status == EX_OK)
		return EX_OK;
	words_pass(program, status, said, reply, err);
	return status_told(status, reply[0]);
}

int mailer_run(
    char *const *argv, const void *bytes, size_t length, struct err *err)
{
	struct mailer mailer = {
		.input = -1,
		.errors = -1,
		.bytes = bytes,
		.left = length,
	};
	int status = EX_TEMPFAIL;

	if (mailer_start(&mailer, argv, err) == 0) {
		mailer_follow(&mailer);
		status = mailer_status(&mailer, argv[0], err);
	}
	file_close(&mailer.input);
	file_close(&mailer.errors);
	buffer_free(&mailer.said);
	return status;
}
