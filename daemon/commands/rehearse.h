/* SPDX-License-Identifier: ISC */
/* What would be sent to whom: asked here, worked out by the reminders, which
 * stand above the commands and say how. */
#ifndef DAEMON_COMMANDS_REHEARSE_H
#define DAEMON_COMMANDS_REHEARSE_H

#include "daemon/contract/invocation.h"

/* The runs from `from` to `to`; `now` is the time. */
struct rehearse_period {
	struct instant now;
	struct day from, to;
	bool text; /* with the words of each message */
};

/* Appends {"rows":[{"date","recipient","notices"}],"next"}, as
 * invocation_list() does; with `text` rows have "subject" and "text", too. */
typedef int rehearse_rows(struct store *store,
    const struct rehearse_period *period, struct buffer *reply,
    struct err *err);

/* By whom; once, before the first request. */
void rehearse_by(rehearse_rows *rows);

#endif
