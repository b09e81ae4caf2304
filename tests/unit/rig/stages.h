/* SPDX-License-Identifier: ISC */
/* A municipality with an escalation address and the default ladder, but for
 * what tells that something came or moved, and the week's letter, which
 * promises.c and digest.c try. */
#ifndef TESTS_UNIT_RIG_STAGES_H
#define TESTS_UNIT_RIG_STAGES_H

#include "tests/unit/rig/town.h"

/* sf has an escalation address, ks and bg have none. */
int setup_stages(void **state);

/* The statements of what follows. */
void prepare_stages(void);

/* As it is by default. */
void turn_on(const char *stage);

/* How many notices of a stage a day's run has sent. */
int64_t told_on(const char *day, const char *stage);

/* The department's last notice of a stage. */
int64_t notice_to(const char *department, const char *stage);

/* Gets the next number; `cooperating` may be NULL. */
void add_activity(const char *activity, const char *timeframe, const char *lead,
    const char *cooperating);

/* A word of progress, and it is under way. */
void begin(int id, const char *note);

/* By the lead, or the department named. */
void snooze(int id, const char *department, const char *until);

void quiet(const char *from, const char *to);

#endif
