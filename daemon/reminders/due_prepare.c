/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_prepare.h"

#include "daemon/reminders/digest.h"
#include "daemon/reminders/digest_picture.h"
#include "daemon/reminders/due_answers.h"
#include "daemon/reminders/due_before.h"
#include "daemon/reminders/due_history.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_readers.h"

int due_items_prepare(struct store *store, struct err *err)
{
	return store_prepare(store, due_items_sql, err) == 0 &&
		store_prepare(store, item_sql, err) == 0 &&
		store_prepare(store, history_sql, err) == 0 &&
		store_prepare(store, readers_sql, err) == 0 &&
		store_prepare(store, answers_sql, err) == 0 &&
		store_prepare(store, before_sql, err) == 0 &&
		store_prepare(store, digest_sql, err) == 0 &&
		store_prepare(store, digest_picture_sql, err) == 0
	    ? 0
	    : -1;
}
