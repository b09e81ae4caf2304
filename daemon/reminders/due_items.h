/* SPDX-License-Identifier: ISC */
/* What there is to tell, to whom, as the plan stands: the part that the live
 * run and every rehearsal have in common, so that the two cannot differ. */
#ifndef DAEMON_REMINDERS_DUE_ITEMS_H
#define DAEMON_REMINDERS_DUE_ITEMS_H

#include "daemon/calendar/schedule.h"
#include "daemon/commands/ladder.h"
#include "daemon/commands/setting.h"
#include "daemon/ladder/ladder.h"
#include "daemon/letter/letter.h"
#include "daemon/store/store.h"
#include "protocol/arena.h"

/* Somebody who is told. All texts live in the due arena. */
struct due_recipient {
	const char *department; /* its code; "" for the coordinator */
	const char *name;       /* its name; NULL for the coordinator */
	const char *mail;       /* "" where there is no address */
	const char *language;
};

/* One recipient's silence about one activity. */
struct due_snooze {
	const char *role, *department;
	struct day until; /* the first day that is not silent */
};

/* An open activity. */
struct due_item {
	struct letter_item words; /* without what belongs to one notice */
	int64_t due_version;
	int64_t sent[STAGES]; /* notices so far */
	struct ladder_item ladder;
	const struct ladder *rungs;       /* borrowed */
	const struct due_recipient *lead; /* the coordinator where nobody is */
	const struct due_recipient *escalation, *former; /* or NULL */
	const struct due_recipient **cooperating;
	size_t cooperating_count;
	struct due_snooze *snoozes;
	size_t snooze_count;
};

/* A plan that was adopted and is to be reviewed. */
struct due_plan {
	struct letter_plan words;
	struct day joins, noticed; /* as a ladder_item's */
	int64_t sent;
	const struct rung *rung; /* borrowed */
};

/* One notice that the ladder calls for. */
struct due_notice {
	const struct due_item *item; /* NULL: of a plan as a whole */
	const struct due_plan *plan;
	enum stage stage;
	struct day regular;
	int64_t n;
	enum role_told role;
	const struct due_recipient *reader;
	/* Overtaken or snoozed: on record with the one that stands, whose
	 * reader carries it. */
	bool skipped;
	const struct due_recipient *carrier;
	/* On record since an earlier day, whose message was not sent. */
	bool waited;
};

struct due_notices {
	struct due_notice *list; /* owned */
	size_t count, capacity;
};

struct due_items {
	struct settings settings;
	struct workdays workdays;     /* owned: those of the runs */
	struct workdays sending_days; /* owned: without the quiet periods */
	struct schedule schedule;
	struct ladders ladders; /* owned */
	struct arena *arena;    /* owned */
	struct due_recipient coordinator;
	struct due_department *departments; /* by code */
	size_t department_count;
	struct due_plan *plans;
	size_t plan_count;
	struct due_item *items; /* owned */
	size_t count, capacity;
	/* What waits is told again in this run, so that it does not count as
	 * sent; else it is taken to arrive. */
	bool absorbs;
};

/* Prepares its statements, but not those of the items (due_item.h); once,
 * before the first reading of due items. */
int due_items_prepare(struct store *store, struct err *err);

/* Due items, none yet: the municipality, its departments, its plans. */
int due_items_open(
    struct due_items *due_items, struct store *store, struct err *err);
void due_items_release(struct due_items *due_items); /* takes {0} */

/* The department of a code; NULL where there is none. Its escalation, or the
 * coordinator where it has none. `code` may be NULL. */
const struct due_recipient *due_items_lead(
    const struct due_items *due_items, const char *code);
const struct due_recipient *due_items_escalation(
    const struct due_items *due_items, const char *code);

/* The last day before `day` whose run could tell: what the ladder wanted since
 * then is late. DAY_NONE where there was none. */
int due_items_told_until(const struct due_items *due_items, struct store *store,
    struct day day, struct day *last, struct err *err);

/* The reader that a role and a department's code mean; NULL where there is no
 * such department. */
const struct due_recipient *due_recipient(const struct due_items *due_items,
    const char *role, const char *department);

#endif
