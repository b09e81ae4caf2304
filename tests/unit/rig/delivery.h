/* SPDX-License-Identifier: ISC */
/* The test is the worker: it reads jobs from its end of a socketpair and
 * answers them. Time passes only where fire() lets it. */
#ifndef TESTS_UNIT_RIG_DELIVERY_H
#define TESTS_UNIT_RIG_DELIVERY_H

#include "tests/unit/rig/operator.h"
#include "tests/unit/rig/town.h"

#include <endian.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/delivery/delivery.h"
#include "daemon/delivery/worker_message.h"

#define BG    "bg@kommun.example"
#define KS    "ks@kommun.example"
#define NIGHT "2022-06-30T22:00"

enum { STATE, WORDS, ANSWER, ADDRESS };

extern struct event_base *base;
extern struct delivery *delivery;
extern struct config config;
extern int worker_end; /* of the socketpair */
extern int daemon_end; /* of its socket */
extern int reloads;    /* heard in all */
extern bool failed;

/* With a worker that is ready; and with none yet. */
void open_delivery(void);
void open_delivery_unready(void);
void close_delivery(void);

/* Another worker has begun, in the place of one that died. What was asked of
 * that one and not read is lost with it. */
void start_another(void);

/* The last one says once more that it is ready. */
void say_ready(void);

/* The statements of dispatch_text(). */
void delivery_prepare(void);

/* cmocka's: the town at NIGHT, one delivery at once. */
int setup_delivery(void **state);
int teardown_delivery(void **state);

/* With so many at once. */
void open_again(int deliveries);

void flow(void);

/* A turn as the server ends it; whether all of it committed. */
bool turn(void);

/* The next job's id, 0 where none waits; *json is the caller's. */
int64_t take_job(json_t **json);

/* The next job's id alone. */
int64_t next_job(void);

/* The worker's answer to a job: a status of sysexits.h and the words. */
void answer(int64_t id, int status, const char *text);

/* Anything that it may say. */
void worker_says(
    enum worker_answer_type type, int64_t id, int status, const char *text);

struct timer {
	struct event *event;
	int64_t milliseconds;
};

/* How far away the next try is; 0 where none is to come. */
struct timer timer(void);

bool is_armed(void);

/* Seconds, as the timer has them: a second is left for the machine's. */
void assert_delay(int64_t least, int64_t most);

/* The clock goes on. */
void pass(int64_t seconds);

/* Time passes up to the next try; how many seconds. */
int64_t fire(void);

/* The caller frees. */
char *dispatch_text(int statement, int64_t id);

void assert_text(int statement, int64_t id, const char *expected);

void assert_state(int64_t id, const char *expected);

void assert_answer(int64_t id, const char *expected);

/* A message that only tells of a run that was missed; gets the next number.
 * Its token is a letter 64 times. */
void issue(
    const char *address, const char *language, const char *text, char letter);

/* To bg; to ks too; to the coordinator before them. */
void issue_one(void);
void issue_two(void);
void issue_three(void);

/* A string of a job; "" where there is none. */
const char *member(const json_t *job, const char *name);

#endif
