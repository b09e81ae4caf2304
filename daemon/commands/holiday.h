/* SPDX-License-Identifier: ISC */
/* The days nobody works: by law, by custom, and the municipality's own. */
#ifndef DAEMON_COMMANDS_HOLIDAY_H
#define DAEMON_COMMANDS_HOLIDAY_H

#include "daemon/calendar/workday.h"
#include "daemon/store/store.h"

/* The workdays as the log has them now, with the municipality's own closed
 * days. Released with holiday_release(), which takes {0}. */
int holiday_workdays(
    struct workdays *workdays, struct store *store, struct err *err);
/* The days on which messages are sent: workdays outside of quiet periods.
 * Released likewise. */
int holiday_sending_days(
    struct workdays *workdays, struct store *store, struct err *err);
void holiday_release(struct workdays *workdays);

#endif
