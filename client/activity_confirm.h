/* SPDX-License-Identifier: ISC */
/* `activity confirm N N N`: what is read right, said of several at once. */
#ifndef CLIENT_ACTIVITY_CONFIRM_H
#define CLIENT_ACTIVITY_CONFIRM_H

#include "client/call.h"

/* A request for each activity, in the order given; the first that is refused
 * ends it, and those before it stay confirmed. ERR_USAGE where --lead, which
 * is one activity's, is given for several. */
int activity_confirm_run(struct call *call, struct err *err);

#endif
