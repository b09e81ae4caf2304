/* SPDX-License-Identifier: ISC */
/* `log export`: the log and what verifies it, in a folder. */
#ifndef CLIENT_LOG_EXPORT_H
#define CLIENT_LOG_EXPORT_H

#include "client/call.h"

/* Writes what the words ask for; errors say what of it is there already. */
int export_run(struct call *call, struct err *err);

/* Writes an export into the folder, of a call that is open, and sets *head to
 * its last entry. */
int log_export_save(
    struct call *call, const char *path, struct receipt *head, struct err *err);

#endif
