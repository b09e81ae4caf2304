/* SPDX-License-Identifier: ISC */
/* What the ladder says in one run: from an agenda's items to notices, each
 * to its reader. */
#ifndef DAEMON_REMINDERS_CLIMB_H
#define DAEMON_REMINDERS_CLIMB_H

#include "daemon/reminders/agenda.h"

/* Appends what the ladder says in the run of `day`. */
void climb_item(const struct agenda *agenda, const struct agenda_item *item,
    struct day day, struct agenda_notices *notices);
void climb_plan(const struct agenda *agenda, const struct agenda_plan *plan,
    struct day day, struct agenda_notices *notices);
void climb_release(struct agenda_notices *notices); /* takes {0} */

/* Puts the run of `day` on record: the log does so when what stands, the
 * item's notices here, is issued. It is taken to arrive the same day. */
void climb_note(const struct agenda *agenda, struct agenda_item *item,
    struct day day, const struct agenda_notice *notices, size_t count);
void climb_note_plan(
    const struct agenda *agenda, struct agenda_plan *plan, struct day day);

/* When a plan's next step comes; DAY_NONE where there is none. */
struct day climb_plan_wake(
    const struct agenda *agenda, const struct agenda_plan *plan);

/* The order of letters and of what stands in one: by the carrier's address
 * (in any case), the oldest due date first, by number, the most urgent stage
 * first. <0, 0, >0. */
int climb_compare(const void *notice, const void *other);

#endif
