/* SPDX-License-Identifier: ISC */
/* A ladder's steps as lines, to hold against dates worked out by hand. */
#ifndef TESTS_UNIT_RIG_LADDER_H
#define TESTS_UNIT_RIG_LADDER_H

#include <stdio.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/ladder/ladder.h"
#include "tests/unit/rig/on.h"

extern const struct workdays plain;

/* Of the default ladder: the due date and what follows it. */
struct ladder only_due(void);

/* Who is told: the lead where a test says nothing else. */
extern struct ladder_reader reader;
void reader_is(enum role_told role);

/* One that nothing has happened to, and its lead. */
struct ladder_item item_of(
    const char *start, const char *due, const char *joins);

/* Of a step of one stage. */
enum stage stage_of(const struct ladder_step *step);

/* The chain's steps as "due 2022-06-30 overdue 2022-07-01 ...", as many as
 * `expected` has; "-" after the last that there is. Of those that come on one
 * date the calmest first. */
void assert_chain(const struct ladder_item *item, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, const char *expected);

#endif
