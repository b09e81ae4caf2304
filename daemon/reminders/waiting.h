/* SPDX-License-Identifier: ISC */
/* Messages that were written and still wait to be sent: what they carry, so
 * that it can be told anew. */
#ifndef DAEMON_REMINDERS_WAITING_H
#define DAEMON_REMINDERS_WAITING_H

#include "daemon/reminders/compose.h"

extern const char *const waiting_sql[]; /* prepared by reminder_run_prepare() */

/* What a notice that was not skipped says of an activity (`a`) that is not to
 * be said any more to whom it is for; in SQL, of `notice n`. */
/* clang-format off */
#define IS_GONE \
	"(n.activity IS NOT NULL AND (NOT a.open" \
	" OR EXISTS (SELECT 1 FROM plan p WHERE p.code = a.plan" \
	"  AND p.closed_at IS NOT NULL)" \
	" OR a.due_version <> n.due_version" \
	" OR (n.role IN ('lead', 'escalation') AND coalesce(a.lead, '')" \
	"  NOT IN (n.department, coalesce((SELECT successor FROM department" \
	"   WHERE code = n.department), n.department)))" \
	" OR (n.role = 'cooperating' AND NOT EXISTS (SELECT 1" \
	"  FROM cooperating c WHERE c.activity = n.activity AND c.department" \
	"  IN (n.department, (SELECT successor FROM department" \
	"   WHERE code = n.department))))))"
/* clang-format on */

struct waiting_message {
	int64_t dispatch;
	const char *address;
	struct day run;
	struct day *missed; /* the runs that it says did not happen */
	size_t missed_count;
};

struct waiting_notice {
	int64_t id, dispatch;
	bool gone, of_item;
	const char *department; /* of the reader */
	struct due_notice notice;
	size_t place; /* of its item in the due items */
};

/* All texts and days live in the due arena. */
struct waiting {
	struct waiting_message *messages; /* owned */
	size_t message_count, message_capacity;
	struct waiting_notice *notices; /* owned; none is skipped */
	size_t notice_count, notice_capacity;
};

/* One message; those of runs before `day`. What they tell of joins the
 * agenda's items, to which nothing may be added afterwards. */
int waiting_load_one(struct waiting *waiting, struct due_items *due_items,
    struct store *store, int64_t dispatch, struct err *err);
int waiting_load(struct waiting *waiting, struct due_items *due_items,
    struct store *store, struct day day, struct err *err);
void waiting_release(struct waiting *waiting); /* takes {0} */

/* A new message takes over what waits for its address: what still stands is
 * told again, what one of the `fresh` notices of this run has overtaken is
 * not. What it adds is in the due arena. */
int waiting_join(const struct waiting *waiting, struct due_items *due_items,
    struct store *store, const struct due_notices *fresh,
    struct message *message, struct err *err);

#endif
