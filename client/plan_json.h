/* SPDX-License-Identifier: ISC */
/* Activities as JSON, as `export` and `activity list` write them. */
#ifndef CLIENT_PLAN_JSON_H
#define CLIENT_PLAN_JSON_H

#include "client/plan_table.h"

/* As plan_table_read(), of such JSON. */
int plan_table_read_json(struct plan_table *table, const char *text,
    const struct plan_table_options *options, struct err *err);

#endif
