/* SPDX-License-Identifier: ISC */
/* Notices: listing and showing them, and the runs that made them. */
#ifndef DAEMON_COMMANDS_NOTICE_H
#define DAEMON_COMMANDS_NOTICE_H

#include "daemon/calendar/day.h"
#include "daemon/store/store.h"

/* The day of the last reminder run, DAY_NONE where there was none. */
int notice_last_run(struct store *store, struct day *last, struct err *err);

#endif
