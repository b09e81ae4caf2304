/* SPDX-License-Identifier: ISC */
/* The ways in which a dispatch can leave. */
#ifndef DAEMON_DELIVERY_PROGRAM_TRANSPORT_H
#define DAEMON_DELIVERY_PROGRAM_TRANSPORT_H

#include <stdbool.h>

#include "daemon/delivery/program/dispatch.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

/* What is handed over, and to whom; all of it the caller's. */
struct handover {
	const struct handed_dispatch *dispatch;
	const struct buffer *json; /* the dispatch as it came */
	const char *root;          /* the folder of the Maildirs */
	char *const *words;        /* of the command line, behind the
	                            * transport's name; NULL at the end */
};

struct transport {
	const char *name;
	bool (*takes)(char *const *words); /* whether they are right */
	/* Returns as sysexits(3), with words in *err unless EX_OK. */
	int (*deliver)(const struct handover *handover, struct err *err);
};

extern const struct transport transport_maildir;

/* NULL where no transport has the name. */
const struct transport *transport_find(const char *name);

/* The sysexits(3) of an error of our own. */
int transport_status(enum err_code code);

#endif
