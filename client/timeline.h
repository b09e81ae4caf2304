/* SPDX-License-Identifier: ISC */
/* `timeline`: plans over time, in the terminal. */
#ifndef CLIENT_TIMELINE_H
#define CLIENT_TIMELINE_H

#include "client/call.h"

/* The columns of its CSV. */
extern const struct column timeline_columns[];

int timeline_run(struct call *call, struct err *err);

#endif
