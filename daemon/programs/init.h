/* SPDX-License-Identifier: ISC */
/* `planvaktd init`: a new state. */
#ifndef DAEMON_PROGRAMS_INIT_H
#define DAEMON_PROGRAMS_INIT_H

#include "daemon/programs/init_ask.h"
#include "protocol/error.h"

struct init {
	const char *directory, *coordinator, *key_file;
	const char *mail;            /* one address or several, or NULL */
	const char *rehearsal;       /* "YYYY-MM-DDTHH:MM", or NULL */
	struct init_answers answers; /* zero-initialised: asked for */
};

/* Makes a new state: key, database, first entry. An init that was
 * interrupted may be repeated. */
int state_init(struct init *init, struct err *err);

#endif
