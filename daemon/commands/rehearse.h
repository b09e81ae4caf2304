/* SPDX-License-Identifier: ISC */
/* What would be sent to whom: asked here, worked out by the reminders, which
 * stand above the commands and say how. */
#ifndef DAEMON_COMMANDS_REHEARSE_H
#define DAEMON_COMMANDS_REHEARSE_H

#include "daemon/contract/invocation.h"

/* Appends {"rows":[{"date","recipient","notices"}],"next"} of the runs from
 * `from` to `to`, as invocation_list() does; `now` is the time. */
typedef int rehearse_rows(struct store *store, struct instant now,
    struct day from, struct day to, struct buffer *reply, struct err *err);

/* By whom; once, before the first request. */
void rehearse_by(rehearse_rows *rows);

#endif
