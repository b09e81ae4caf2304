/* SPDX-License-Identifier: ISC */
/* When our receipt is not in the daemon's log: a backup that was put back
 * explains that, if the daemon said so in its log and a coordinator has
 * confirmed it there. */
#ifndef CLIENT_RESTORED_H
#define CLIENT_RESTORED_H

#include "client/call.h"

/* Asks the daemon for such a confirmation. 0: there is one, the user was told,
 * and *held is its place in the log, kept instead of the old receipt. -1: there
 * is none; *err stays as the caller gave it, or says what must happen first. */
int restored_accept(struct call *call, struct receipt *held, struct err *err);

#endif
