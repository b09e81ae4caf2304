/* SPDX-License-Identifier: ISC */
/* What is late, with who has answered. */
#ifndef CLIENT_ACTIVITY_LATE_H
#define CLIENT_ACTIVITY_LATE_H

#include "client/call.h"

/* What `activity list` runs: with --overdue a table on a terminal has for each
 * activity when its lead last answered and how far it is since; with --unclear
 * it is activity_unclear_run()'s. */
int activity_list_run(struct call *call, struct err *err);

#endif
