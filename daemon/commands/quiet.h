/* SPDX-License-Identifier: ISC */
/* Quiet periods: days in which the reminders keep silent. */
#ifndef DAEMON_COMMANDS_QUIET_H
#define DAEMON_COMMANDS_QUIET_H

#include <stddef.h>

#include "daemon/calendar/workday.h"
#include "daemon/store/store.h"

struct day_range {
	struct day first, last;
};

/* All quiet periods in the order of their days; none overlaps another. The
 * caller frees *ranges. */
int quiet_load(struct day_range **ranges, size_t *count, struct store *store,
    struct err *err);

/* Those of every year. The caller frees *yearly. */
int quiet_load_yearly(struct yearly **yearly, size_t *count,
    struct store *store, struct err *err);

/* Adds one that nothing is against. */
int quiet_put(struct store *store, const char *from, const char *to,
    const char *reason, struct err *err);

#endif
