/* SPDX-License-Identifier: ISC */
/* `meeting import`: a table of meetings, as one request. */
#ifndef CLIENT_MEETING_IMPORT_H
#define CLIENT_MEETING_IMPORT_H

#include "client/call.h"

/* Reads the file, sends it and shows what came of it. */
int meeting_import_run(struct call *call, struct err *err);

#endif
