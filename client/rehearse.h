/* SPDX-License-Identifier: ISC */
/* `planvakt rehearse`: what the runs of a period would send. */
#ifndef CLIENT_REHEARSE_H
#define CLIENT_REHEARSE_H

#include "client/call.h"

/* Runs the verb; with --text whole letters by day, in a table's place. */
int rehearse_run(struct call *call, struct err *err);

#endif
