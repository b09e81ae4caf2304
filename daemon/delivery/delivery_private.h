/* SPDX-License-Identifier: ISC */
/* What the two parts of delivery share: delivery.c takes in hand and hands
 * over, delivery_outcome.c says what became of it. */
#ifndef DAEMON_DELIVERY_DELIVERY_PRIVATE_H
#define DAEMON_DELIVERY_DELIVERY_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "daemon/delivery/queue_entry.h"
#include "daemon/delivery/retry.h"
#include "daemon/delivery/worker_link.h"
#include "daemon/machine/config.h"
#include "daemon/request/request.h"

struct event;
struct event_base;

/* Milliseconds until another look after an error. */
#define LOOK_AGAIN (60 * 1000)

/* What became of a dispatch: true of the log once a turn that has it has
 * committed. Until then the slot keeps it, and nobody is written to. */
enum slot_state {
	UNDER_WAY, /* nothing yet: it is in the worker's hands */
	REVISED,   /* it reads differently, or is withdrawn */
	ACCEPTED,
	FAILED,
};

struct slot {
	struct queue_entry entry; /* .id 0: empty */
	enum slot_state state;
	bool entered;                    /* in the turn that is open */
	char words[WORKER_TEXT_MAX + 1]; /* of a failure */
	int64_t begun; /* trace_begin(), when it was handed over */
};

struct delivery {
	struct event_base *base;
	struct door *door;
	const struct config *config;
	struct worker_link *link; /* owned */
	struct event *timer;      /* owned; of the next try */
	bool *failed;
	struct slot slots[WORKER_JOBS_MAX];
	struct retries retries;    /* owned; what was put off */
	struct queue_entry passed; /* up to this one all had their first try */
	struct moment wake;        /* look again then, or RETRY_NEVER */
	int64_t looked;            /* when this entry was the last, none
				    * waited; 0 */
	struct moment settles;     /* not before this moment */
	int64_t settle_delay;      /* milliseconds; 0: the last one held */
	bool ending;               /* nothing is handed over any more */
};

#endif
