/* SPDX-License-Identifier: ISC */
/* `activity edit`: by options, or without them in an editor. */
#ifndef CLIENT_ACTIVITY_EDIT_H
#define CLIENT_ACTIVITY_EDIT_H

#include "client/call.h"

/* What it runs. A text that is refused is kept in a file that the error
 * names. */
int activity_edit_run(struct call *call, struct err *err);

#endif
