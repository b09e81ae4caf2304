/* SPDX-License-Identifier: ISC */
/* A command of the user's, run by his shell after something has happened. */
#ifndef CLIENT_WATCH_EXEC_H
#define CLIENT_WATCH_EXEC_H

#include "protocol/error.h"

/* Runs it and waits for its end; a command that fails is told on standard
 * error, and is tried again when something happens next. ERR_INTERNAL where
 * there is no shell. */
int watch_exec(const char *command, struct err *err);

#endif
