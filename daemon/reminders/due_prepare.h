/* SPDX-License-Identifier: ISC */
/* The statements of all that reads due items. */
#ifndef DAEMON_REMINDERS_DUE_PREPARE_H
#define DAEMON_REMINDERS_DUE_PREPARE_H

#include "daemon/store/store.h"

/* Prepares them; once, before the first reading of due items. */
void due_items_prepare(struct store *store);

#endif
