/* SPDX-License-Identifier: ISC */
/* One run of a program: a bounded time, its exit status, and the first line
 * of what it says on standard error. */
#ifndef REMINDERS_PROGRAM_H
#define REMINDERS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROGRAM_TEXT_MAX 200

/* What a run came to. Zero-initialised before. */
struct outcome {
	uint8_t status;              /* sysexits(3) */
	char text[PROGRAM_TEXT_MAX]; /* raw: any bytes, not terminated */
	size_t length;
	bool whole; /* no more of the text is wanted */
};

/* A failure that may pass (EX_TEMPFAIL), in words. */
void outcome_retry(struct outcome *outcome, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Sets all signals as a shell would have them for a program it starts. */
void program_signals(void);

/* program_run() needs this once before: it waits for SIGCHLD. */
void program_signals_watch(void);

/* Runs argv[0] with the open file `input` as its standard input, standard
 * output as the caller's, no other file, an environment of PATH and LC_ALL
 * only, and in a process group of its own. When it has taken `seconds`, or a
 * signal ends it, it is over with all that it started, and may be tried
 * again. */
void program_run(
    char **argv, unsigned seconds, int input, struct outcome *outcome);

#endif
