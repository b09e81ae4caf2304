/* SPDX-License-Identifier: ISC */
/* The process that starts planvakt-deliver, so that the one with the key
 * starts nothing. It takes one job at a time, in order, and answers each. */
#ifndef REMINDERS_SIBLING_H
#define REMINDERS_SIBLING_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define SIBLING_JOB_MAX  (1u << 20) /* bytes of a job's JSON */
#define SIBLING_TEXT_MAX 200        /* bytes of an answer's text */
#define SIBLING_SECONDS  60         /* what a delivery may take */

/* Forks the process; call it before anything secret is in memory, before any
 * thread, and before files are locked. It runs `deliver` with `arguments`
 * (without the program's name, NULL at the end) once per job, the job's JSON
 * on standard input. It keeps none of the caller's files but the working
 * directory, ignores the terminal's signals, and ends when the caller's end
 * is closed, after the job in hand.
 *
 * *fd is the caller's end: a stream, non-blocking, closed on exec; end of
 * file on it means that the process is gone. *pid is for waitpid(2).
 * ERR_INTERNAL where there is no process to be had. */
int sibling_start(int *fd, pid_t *pid, const char *deliver,
    const char *const *arguments, struct err *err);

/* Appends a job: u32 big-endian length of the rest, i64 big-endian id, JSON.
 * The id comes back in the answer. ERR_TOO_LARGE over SIBLING_JOB_MAX. */
int sibling_job_write(struct buffer *to, int64_t id, const void *json,
    size_t length, struct err *err);

/* An answer: u32 big-endian length of the rest, i64 id, u8 status, text. */
struct sibling_answer {
	int64_t id;
	int status; /* sysexits(3); 75 also where a signal or the time limit
	             * ended the delivery, or it could not be started */
	char text[SIBLING_TEXT_MAX + 1]; /* one line of UTF-8 without control
	                                  * characters; can be empty */
};

/* Looks for one whole answer at the start of `bytes`. 1: *answer and *used
 * are set; 0: more bytes are needed; -1: ERR_MALFORMED, and nothing that
 * comes after can be read. */
int sibling_answer_read(const void *bytes, size_t length,
    struct sibling_answer *answer, size_t *used, struct err *err);

/* Finds planvakt-deliver beside the running program, else where `make
 * install` puts it (../libexec/planvakt). ERR_INTERNAL names both places. */
int sibling_deliver_path(char *path, size_t size, struct err *err);

#endif
