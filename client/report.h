/* SPDX-License-Identifier: ISC */
/* `report`: what a board reads of a plan. */
#ifndef CLIENT_REPORT_H
#define CLIENT_REPORT_H

#include "client/call.h"

/* Writes a report of the plan as HTML, of an open call: of the days after
 * `since` (NULL: of all) to the end of `as_of` (NULL: as it is now). */
int report_save(struct call *call, const char *plan, const char *as_of,
    const char *since, const char *path, struct err *err);

#endif
