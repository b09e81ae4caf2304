/* SPDX-License-Identifier: ISC */
/* Ratings as they are answered. */
#ifndef DAEMON_COMMANDS_RATING_READ_H
#define DAEMON_COMMANDS_RATING_READ_H

#include "daemon/calendar/year_part.h"
#include "daemon/contract/invocation.h"

#define PERIOD_WORDS_MAX 60 /* characters, as people write it */

/* The param "period" in its one form; "" where it is left out. */
int rating_read_period(struct invocation *invocation,
    char period[YEAR_PART_TEXT], struct err *err);

/* Appends one as JSON (docs/wire.md). */
int rating_one(struct invocation *invocation, int64_t id, const char *period,
    struct err *err);

/* Appends `,"ratings":[...]`: those of an activity and of the numbers that it
 * had in the plans before, as their periods end. */
int rating_put_of(struct invocation *invocation, int64_t id, struct err *err);

#endif
