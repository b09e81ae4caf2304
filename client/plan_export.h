/* SPDX-License-Identifier: ISC */
/* `export`: a plan in a file that `import` reads back. */
#ifndef CLIENT_PLAN_EXPORT_H
#define CLIENT_PLAN_EXPORT_H

#include "client/call.h"

/* Writes what the words ask for; where that fails, a file that was there stays.
 */
int plan_export_run(struct call *call, struct err *err);

#endif
