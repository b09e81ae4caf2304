/* SPDX-License-Identifier: ISC */
/* Questions of yes or no, of a person at a terminal. */
#ifndef CLIENT_QUESTION_H
#define CLIENT_QUESTION_H

#include <stdbool.h>
#include <stdio.h>

#include "client/call.h"
#include "protocol/error.h"

/* Asks the question on standard error and reads its answer: `y` and `j` (ja)
 * agree, all else, and the end of `from`, does not. */
bool question_agreed(FILE *from, const char *question);

/* Asks whether a command that cannot be taken back is meant, where its line
 * does not say --yes or --dry-run, after the daemon has read its codes: the
 * question names what they stand for, and of how many activities where it is
 * done to a plan. Takes --yes out of the params. ERR_CONFLICT where it is not
 * meant, or there is no terminal to ask on. */
int question_final(struct call *call, struct err *err);

#endif
