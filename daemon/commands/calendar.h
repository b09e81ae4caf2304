/* SPDX-License-Identifier: ISC */
/* What stands in a calendar. */
#ifndef DAEMON_COMMANDS_CALENDAR_H
#define DAEMON_COMMANDS_CALENDAR_H

#include "daemon/store/store.h"
#include "protocol/buffer.h"

/* Appends the open activities that the department leads or joins and that have
 * a due date, the first 200, as planvakt-deliver takes them (docs/delivery.md):
 * a JSON list of {"uid","sequence","changed","day","words"}. */
int calendar_events(struct store *store, const char *department,
    struct buffer *json, struct err *err);

#endif
