/* SPDX-License-Identifier: ISC */
/* What planvaktd and its worker say to each other, on a socket of packets
 * (unix(7), SOCK_SEQPACKET). Both are one program, forked, so a message is a
 * struct of it. A dispatch goes along as an open file. */
#ifndef DAEMON_DELIVERY_WORKER_MESSAGE_H
#define DAEMON_DELIVERY_WORKER_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/error.h"

/* Deliveries at once. */
#define WORKER_JOBS_MAX 16

/* Bytes of an answer's text. */
#define WORKER_TEXT_MAX 200

enum worker_order_type {
	WORKER_BEGIN,   /* the answer to WORKER_READY, with its id: the worker
			 * reads its configuration anew, for it was forked with
			 * that of the start */
	WORKER_DELIVER, /* run planvakt-deliver on the file that comes along */
	WORKER_RELOAD,  /* read the configuration anew */
};

/* To the worker. */
struct worker_order {
	enum worker_order_type type;
	int64_t id; /* of a delivery: its answer has it too */
};

enum worker_answer_type {
	WORKER_READY, /* a worker has begun: whatever was asked before is lost;
	               * it does nothing before WORKER_BEGIN with the same id,
	               * and says this each second until then */
	WORKER_DELIVERED,
	WORKER_RELOADED,
};

/* From the worker. */
struct worker_answer {
	enum worker_answer_type type;
	int64_t id;
	int status; /* sysexits(3); 75 also where a signal or the time limit
	             * ended the delivery, or it could not be started */
	char text[WORKER_TEXT_MAX + 1]; /* one line of UTF-8 without control
	                                 * characters; can be empty */
};

/* False where it could not be sent whole, now. `file`, -1 for none, stays the
 * caller's. */
bool worker_order_send(int socket, const struct worker_order *order, int file);
bool worker_answer_send(int socket, const struct worker_answer *answer);

/* 1: *order is set, and *file to what came along, the caller's, or -1; 0: the
 * other side is gone, or says what is no message; -1: errno. */
int worker_order_receive(int socket, struct worker_order *order, int *file);
int worker_answer_receive(int socket, struct worker_answer *answer);

/* The text of an answer, from any bytes: one line that can be shown. A text
 * of WORKER_TEXT_MAX bytes may have been cut within its last character. */
void worker_text_read(
    char text[WORKER_TEXT_MAX + 1], const void *bytes, size_t length);

#endif
