/* SPDX-License-Identifier: ISC */
/* Owners are read when an activity comes; a name that is added later answers
 * what was unclear before. */
#ifndef DAEMON_COMMANDS_DEPARTMENT_NAMED_H
#define DAEMON_COMMANDS_DEPARTMENT_NAMED_H

#include "daemon/contract/contract.h"
#include "daemon/contract/invocation.h"

struct owner_names;

/* Whether there is an activity that a new name could answer: else all names
 * need not be read. */
int department_named_any(
    struct invocation *invocation, int64_t *any, struct err *err);

/* Puts into the invocation's reading how many unclear activities of open plans
 * have an owner text in which more is a department with the names that are
 * added: `rows` are params of departments, `readings` what department_read()
 * made of each. Both lists are all names there are; `after` gets the new ones.
 * Errors: of the store. */
int department_named_read(struct invocation *invocation,
    const struct owner_names *before, struct owner_names *after,
    const json_t *rows, const json_t *readings, struct err *err);

/* Adds that number to the reply's object, where it is not 0. */
void department_named_put(struct invocation *invocation);

/* The member of a reading. */
#define DEPARTMENT_NAMED_FIELD                                                 \
	{                                                                      \
		"unclear_named", FIELD_NUMBER, OPTIONAL,                       \
		    .min = 1, .max = INT64_C(1) << 40                          \
	}

/* A folded name as it was written: an alias, else the department's own. */
const char *department_named_spelled(
    struct invocation *invocation, const char *folded);

#endif
