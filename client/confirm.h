/* SPDX-License-Identifier: ISC */
/* `log confirm-restore`: a coordinator confirms that a backup was put back. */
#ifndef CLIENT_CONFIRM_H
#define CLIENT_CONFIRM_H

#include "client/call.h"

/* Confirms the last restoration and shows the answer; ERR_CONFLICT where there
 * was none. */
int confirm_restore_run(struct call *call, struct err *err);

#endif
