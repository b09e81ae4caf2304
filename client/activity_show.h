/* SPDX-License-Identifier: ISC */
/* An activity for people: what it is, and all that became of it as one history
 * in the order of time. */
#ifndef CLIENT_ACTIVITY_SHOW_H
#define CLIENT_ACTIVITY_SHOW_H

#include "client/call.h"

/* What `activity show` runs: asks for the activity and shows it; JSON and CSV
 * have the daemon's members. */
int activity_show_run(struct call *call, struct err *err);

#endif
