/* SPDX-License-Identifier: ISC */
/* One run of a program: a bounded time, its exit status, and the first line
 * of what it says on standard error. */
#ifndef DAEMON_DELIVERY_CHILD_H
#define DAEMON_DELIVERY_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#define CHILD_TEXT_MAX 200

/* What a run came to. Zero-initialised before. */
struct child_outcome {
	uint8_t status;            /* sysexits(3) */
	char text[CHILD_TEXT_MAX]; /* raw: any bytes, not terminated */
	size_t length;
	bool whole; /* no more of the text is wanted */
};

/* A failure that may pass (EX_TEMPFAIL), in words. */
void child_outcome_retry(struct child_outcome *child_outcome,
    const char *format, ...) __attribute__((format(printf, 2, 3)));

struct child {
	pid_t pid;  /* 0: none runs */
	int errors; /* its standard error, to poll for input; -1: at its end */
	unsigned seconds;
	int64_t deadline; /* milliseconds */
	struct child_outcome child_outcome;
};

/* After signals_await_child() (protocol/signals.h): SIGCHLD comes inside a
 * ppoll(2) that lets it.
 *
 * Starts argv[0] with the open file `input` as its standard input, standard
 * output as the caller's, no other file, an environment of PATH and LC_ALL
 * only, and in a process group of its own. It dies with the caller. -1: it
 * did not start, and *outcome says why. */
int child_start(struct child *child, char **argv, unsigned seconds, int input);

/* How long ppoll(2) may wait for `errors` and SIGCHLD before child_ended()
 * has something to do. */
struct timespec child_patience(const struct child *child);

/* Takes what it has said; whether it is over, and *outcome is set. When it
 * has taken its seconds, or a signal ends it, it is over with all that it
 * started, and may be tried again. */
bool child_ended(struct child *child);

/* Ends it with all that it started. */
void child_cut(struct child *child);

#endif
