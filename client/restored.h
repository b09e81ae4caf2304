/* SPDX-License-Identifier: ISC */
/* When our receipt is not in the daemon's log: a backup that was put back
 * explains that, if the daemon said so in its log and a coordinator has
 * confirmed it there. */
#ifndef CLIENT_RESTORED_H
#define CLIENT_RESTORED_H

#include "client/call.h"

/* Where it does, its user is told, and *held becomes the confirmation, which
 * is kept in the place of the old receipt: 0. Else -1 with *err, which says on
 * entry what is wrong, as it was; or saying what is waited for. */
int restored_accept(struct call *call, struct receipt *held, struct err *err);

#endif
