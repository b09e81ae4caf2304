/* SPDX-License-Identifier: ISC */
/* Dispatches: messages to one address, and what became of each. */
#ifndef DAEMON_COMMANDS_DISPATCH_H
#define DAEMON_COMMANDS_DISPATCH_H

#include "daemon/commands/context.h"

struct dispatch {
	const char *token;
	const char *run; /* a day, or NULL: a test */
	const char *address;
	const char *department; /* or NULL: the coordinator */
	const char *language, *subject, *text;
};

/* Queues it to be sent; in a handler only. */
int dispatch_put(struct context *context, const struct dispatch *dispatch,
    int64_t *id, struct err *err);

/* Begins {"dispatch","address", which the caller ends. */
void dispatch_tell(struct context *context, int64_t id, const char *address);

#endif
