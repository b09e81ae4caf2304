/* SPDX-License-Identifier: ISC */
/* What is due of plans as a whole, and in which order a letter tells all. */
#ifndef DAEMON_REMINDERS_NOTICES_PLAN_H
#define DAEMON_REMINDERS_NOTICES_PLAN_H

#include "daemon/reminders/notices_due.h"

/* Appends what is due of the plan in the run of `day`. */
void notices_due_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day day, struct due_notices *notices);

/* Puts the plan's notices of a run on record. */
void notices_due_note_plan(
    struct due_plan *plan, const struct due_notice *notices, size_t count);

/* When a plan's next step comes; DAY_NONE where there is none. */
struct day notices_due_plan_next(
    const struct due_items *due_items, const struct due_plan *plan);

/* The order of letters and of what stands in one: by the carrier's address
 * (in any case), the oldest due date first, by number, the most urgent stage
 * first. <0, 0, >0. */
int notices_due_compare(const void *notice, const void *other);

#endif
