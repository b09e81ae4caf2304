/* SPDX-License-Identifier: ISC */
/* `log export`: the log and what verifies it, in a folder. */
#ifndef CLIENT_LOG_EXPORT_H
#define CLIENT_LOG_EXPORT_H

#include "client/call.h"

/* Writes what the words ask for; errors say what of it is there already. */
int export_run(struct call *call, struct err *err);

#endif
