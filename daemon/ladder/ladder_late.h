/* SPDX-License-Identifier: ISC */
/* What follows on a due date that has passed. Pure. */
#ifndef DAEMON_LADDER_LADDER_LATE_H
#define DAEMON_LADDER_LADDER_LATE_H

#include "daemon/ladder/ladder_search.h"

void search_late(struct search *search); /* overdue */
void search_escalated(struct search *search);

/* A rung was climbed on a date, as the first after a hold or in its order. */
void climb_note(struct climb *climb, const struct rung *rung, int place,
    struct day date, bool held);

#endif
