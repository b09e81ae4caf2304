/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_prepare.h"

#include "daemon/reminders/digest.h"
#include "daemon/reminders/digest_picture.h"
#include "daemon/reminders/due_answers.h"
#include "daemon/reminders/due_before.h"
#include "daemon/reminders/due_history.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_readers.h"

void due_items_prepare(struct store *store)
{
	store_prepare(store, due_items_sql);
	store_prepare(store, item_sql);
	store_prepare(store, history_sql);
	store_prepare(store, readers_sql);
	store_prepare(store, answers_sql);
	store_prepare(store, before_sql);
	store_prepare(store, digest_sql);
	store_prepare(store, digest_picture_sql);
}
