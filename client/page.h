/* SPDX-License-Identifier: ISC */
/* A folder that shows all open plans: index.html, plan.xlsx and plan.ics, each
 * of which takes the place of its older one when it is whole. */
#ifndef CLIENT_PAGE_H
#define CLIENT_PAGE_H

#include "client/call.h"
#include "protocol/error.h"

int page_run(struct call *call, struct err *err);

#endif
