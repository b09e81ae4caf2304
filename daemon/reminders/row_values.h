/* SPDX-License-Identifier: ISC */
/* Columns of a row as the reminders keep them. */
#ifndef DAEMON_REMINDERS_ROW_VALUES_H
#define DAEMON_REMINDERS_ROW_VALUES_H

#include "daemon/calendar/day.h"
#include "daemon/commands/ladder.h"
#include "daemon/store/store.h"

/* The local day of an instant; DAY_NONE of NULL. */
struct day row_instant(const struct rows *rows, int column);

/* A stage, a role, by its word. */
enum stage row_stage(const struct rows *rows, int column);
enum role_told row_role(const struct rows *rows, int column);

#endif
