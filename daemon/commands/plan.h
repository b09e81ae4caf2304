/* SPDX-License-Identifier: ISC */
/* Plans: what the activities belong to. */
#ifndef DAEMON_COMMANDS_PLAN_H
#define DAEMON_COMMANDS_PLAN_H

#include "daemon/contract/invocation.h"

/* ERR_NOT_FOUND where there is none; ERR_CONFLICT where it is closed. */
int plan_check_open(
    struct invocation *invocation, const char *code, struct err *err);

/* 0 where there is such a plan; else ERR_NOT_FOUND. */
int plan_check(
    struct invocation *invocation, const char *code, struct err *err);

/* ERR_INVALID where `day`, of the field `name`, is before the plan was adopted:
 * plan `code`, or where that is NULL the plan of `activity`. In read() only. */
int plan_check_since(struct invocation *invocation, const char *code,
    int64_t activity, const char *name, struct day day, struct err *err);

/* SQL: whether the plan of an activity is not closed, given its column. */
#define PLAN_GOES_ON(code)                                                     \
	"EXISTS (SELECT 1 FROM plan p WHERE p.code = " code                    \
	" AND p.closed_at IS NULL)"

#endif
