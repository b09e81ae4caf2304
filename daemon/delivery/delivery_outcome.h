/* SPDX-License-Identifier: ISC */
/* What became of a dispatch: accepted, failed, to be tried again. It is kept
 * in its slot until the log has it; meanwhile nothing else is handed over, so
 * that a log that cannot be written costs no letter twice. */
#ifndef DAEMON_DELIVERY_DELIVERY_OUTCOME_H
#define DAEMON_DELIVERY_DELIVERY_OUTCOME_H

#include "daemon/delivery/delivery_private.h"

/* Milliseconds of a clock that only grows. */
int64_t delivery_now(const struct delivery *delivery);

/* The slot that holds a dispatch; of 0, one that is empty. NULL: none. */
struct slot *delivery_slot(struct delivery *delivery, int64_t dispatch);

/* The worker's answer; `argument` is the delivery. */
void delivery_answered(void *argument, const struct worker_answer *answer);

/* It will be tried again, until that has gone on for too long. */
void delivery_fail_for_now(
    struct delivery *delivery, struct slot *slot, const char *words);

/* The turn that it was entered in is over. */
void delivery_conclude(
    struct delivery *delivery, struct slot *slot, bool committed);

/* Whether something that became true is not in the log yet; what may be
 * entered by now is. */
bool delivery_is_behind(struct delivery *delivery);

#endif
