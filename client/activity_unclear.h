/* SPDX-License-Identifier: ISC */
/* What nobody but a person can decide, as a list to work through. */
#ifndef CLIENT_ACTIVITY_UNCLEAR_H
#define CLIENT_ACTIVITY_UNCLEAR_H

#include "client/call.h"

/* As `activity list` asks: with --unclear a table has for each activity the
 * words that are unclear and the command that resolves them. */
int activity_unclear_run(struct call *call, struct err *err);

#endif
