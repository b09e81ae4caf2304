/* SPDX-License-Identifier: ISC */
/* A command is one row: its name, who may use it, whether it writes, what its
 * params look like, and the function that does it. A family is one file. */
#ifndef DAEMON_CONTRACT_COMMAND_H
#define DAEMON_CONTRACT_COMMAND_H

#include "daemon/contract/invocation.h"
#include "daemon/contract/contract.h"

enum access {
	ACCESS_ANY,      /* any key that is known */
	ACCESS_LEAD,     /* the coordinator; a department for what it leads */
	ACCESS_MEMBER,   /* the same; also for what it cooperates in */
	ACCESS_HOLDER,   /* any key that is known, for its own name */
	ACCESS_REPORTER, /* the coordinator, and any department */
	ACCESS_COORDINATOR,
	ACCESS_DAEMON, /* only what the daemon itself decides */
};

enum effect { READS, WRITES };

/* What a write asks of a clock that is not believed. */
enum clock_need {
	CLOCK_BELIEVED, /* that it were: it is refused */
	CLOCK_ANY,      /* nothing: it has the time of the last entry */
	CLOCK_CONFIRMED /* nothing: it says that the clock is right */
};

struct command {
	const char *method;
	enum access access;
	enum effect effect;
	const struct field *fields;
	/* Does it; the only one that a replay calls. */
	int (*run)(struct invocation *invocation, struct err *err);
	/* Fills invocation->reading, an empty object; NULL where nothing that
	 * may change with versions or with the calendar is derived. */
	int (*read)(struct invocation *invocation, struct err *err);
	/* The contract of what read() makes, where run() looks at it. It may
	 * only ever be widened: the log's readings are as old as the log. */
	const struct field *reading;
	enum clock_need clock;
	bool packs; /* takes the rows of a large request as texts */
};

/* What a family's file in daemon/commands/ exports: its rows and its SQL. */
struct family {
	const struct command *commands; /* a row without method ends them */
	const char *const *sql;         /* prepared at start; NULL ends it */
};

#endif
