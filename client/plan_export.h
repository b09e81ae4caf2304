/* SPDX-License-Identifier: ISC */
/* `export`: a plan in a file that `import` reads back. */
#ifndef CLIENT_PLAN_EXPORT_H
#define CLIENT_PLAN_EXPORT_H

#include "client/call.h"

/* Writes what the words ask for; where that fails, a file that was there stays.
 */
int plan_export_run(struct call *call, struct err *err);

/* A plan's activities with all that is known of them, by number: the caller's;
 * NULL where they cannot be asked. The call is open. */
json_t *plan_export_rows(struct call *call, const char *plan, struct err *err);

/* Writes such activities as CSV. */
int plan_export_csv(struct call *call, const char *plan, json_t *activities,
    const char *path, struct err *err);

/* The columns of that, but those of the plan's own table; NULL ends them. */
extern const char *const plan_export_columns[];

#endif
