/* SPDX-License-Identifier: ISC */
/* The morning's screen: what is late, what comes, what was answered and what
 * did not arrive. */
#ifndef CLIENT_STATUS_H
#define CLIENT_STATUS_H

#include "client/call.h"

/* `status`: on a table the screen, with --check a line for a monitor, else what
 * the daemon answers. */
int status_run(struct call *call, struct err *err);

#endif
