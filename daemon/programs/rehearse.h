/* SPDX-License-Identifier: ISC */
/* `planvaktd rehearse`: what the runs of a period would send. */
#ifndef DAEMON_PROGRAMS_REHEARSE_H
#define DAEMON_PROGRAMS_REHEARSE_H

#include "daemon/calendar/day.h"
#include "protocol/error.h"

struct rehearse {
	const char *directory;
	struct day from, to;
	bool text; /* the letters themselves */
	enum { REHEARSE_TABLE, REHEARSE_JSON, REHEARSE_CSV } format;
};

/* Says on standard output what the runs of a period would send; sends and
 * changes nothing. */
int state_rehearse(const struct rehearse *rehearse, struct err *err);

#endif
