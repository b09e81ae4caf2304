/* SPDX-License-Identifier: ISC */
/* Problems: named lines of the situation picture, which activities answer. */
#ifndef DAEMON_COMMANDS_PROBLEM_H
#define DAEMON_COMMANDS_PROBLEM_H

#include "daemon/contract/contract.h"
#include "daemon/contract/invocation.h"

/* The param by which an activity names one, and what it is read as: its number,
 * 0 for none any more. */
#define PROBLEM_FIELD                                                          \
	{                                                                      \
		"problem", FIELD_LINE, OPTIONAL, .min = 0, .max = NAME_LENGTH  \
	}
#define PROBLEM_READING                                                        \
	{                                                                      \
		"problem", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 999999999  \
	}

/* Reads that param into the reading; nothing where it is left out. */
int problem_read_named(struct invocation *invocation, struct err *err);

/* Lets the activity answer what was read; *changed where it did not before,
 * else it is left as it is. */
int problem_answer(struct invocation *invocation, int64_t activity,
    bool *changed, struct err *err);

#endif
