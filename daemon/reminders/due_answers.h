/* SPDX-License-Identifier: ISC */
/* What was answered of an activity, and what that holds. */
#ifndef DAEMON_REMINDERS_DUE_ANSWERS_H
#define DAEMON_REMINDERS_DUE_ANSWERS_H

#include "daemon/reminders/due_item.h"

extern const char *const answers_sql[]; /* prepared by due_items_prepare() */

/* When something was noted of the item, which holds its answers began, and the
 * last of them. */
int due_answers_add(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err);

/* A lead's answer, or what the coordinator noted; or what another department
 * that takes part has said, in its words. */
#define IS_ANSWER                                                              \
	"(answered IS NOT NULL"                                                \
	" OR (own AND reported_by IS NOT NULL))"

enum due_answer {
	DUE_ANSWER_LAST, /* whoever said it */
	DUE_ANSWER_OWN,  /* ... but the coordinator */
	/* As it stands: what the lead has asked for and not got, else the last
	 * of lead and coordinator, else the last of another. */
	DUE_ANSWER_STANDING
};

/* An answer of an activity, into its words. */
int due_answers_last(struct due_items *due_items, struct letter_item *words,
    enum due_answer which, struct store *store, struct err *err);

#endif
