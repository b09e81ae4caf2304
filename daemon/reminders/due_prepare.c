/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_prepare.h"

#include "daemon/reminders/digest.h"
#include "daemon/reminders/due_before.h"
#include "daemon/reminders/due_history.h"
#include "daemon/reminders/due_item.h"

int due_items_prepare(struct store *store, struct err *err)
{
	return store_prepare(store, due_items_sql, err) == 0 &&
		store_prepare(store, item_sql, err) == 0 &&
		store_prepare(store, history_sql, err) == 0 &&
		store_prepare(store, before_sql, err) == 0 &&
		store_prepare(store, digest_sql, err) == 0
	    ? 0
	    : -1;
}
