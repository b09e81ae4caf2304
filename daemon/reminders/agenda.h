/* SPDX-License-Identifier: ISC */
/* What there is to tell, to whom, as the plan stands: the part that the live
 * run and every rehearsal have in common, so that the two cannot differ. */
#ifndef DAEMON_REMINDERS_AGENDA_H
#define DAEMON_REMINDERS_AGENDA_H

#include "daemon/calendar/schedule.h"
#include "daemon/commands/ladder.h"
#include "daemon/commands/setting.h"
#include "daemon/ladder/ladder.h"
#include "daemon/reminders/letter.h"
#include "daemon/store/store.h"
#include "protocol/arena.h"

/* Somebody who is told. All texts live in the agenda's arena. */
struct agenda_reader {
	const char *department; /* its code; "" for the coordinator */
	const char *name;       /* its name; NULL for the coordinator */
	const char *mail;       /* "" where there is no address */
	const char *language;
};

/* One recipient's silence about one activity. */
struct agenda_snooze {
	const char *role, *department;
	struct day until; /* the first day that is not silent */
};

/* An open activity. */
struct agenda_item {
	struct letter_item words; /* without what belongs to one notice */
	int64_t due_version;
	int64_t sent[STAGES]; /* notices so far */
	struct ladder_item ladder;
	const struct ladder *rungs;       /* borrowed */
	const struct agenda_reader *lead; /* the coordinator where nobody is */
	const struct agenda_reader *escalation, *former; /* or NULL */
	const struct agenda_reader **cooperating;
	size_t cooperating_count;
	struct agenda_snooze *snoozes;
	size_t snooze_count;
};

/* A plan that was adopted and is to be reviewed. */
struct agenda_plan {
	struct letter_plan words;
	struct day joins, noticed; /* as a ladder_item's */
	int64_t sent;
	const struct rung *rung; /* borrowed */
};

/* One notice that the ladder calls for. */
struct agenda_notice {
	const struct agenda_item *item; /* NULL: of a plan as a whole */
	const struct agenda_plan *plan;
	enum stage stage;
	struct day regular;
	int64_t n;
	enum role_told role;
	const struct agenda_reader *reader;
	/* Overtaken or snoozed: on record with the one that stands, whose
	 * reader carries it. */
	bool skipped;
	const struct agenda_reader *carrier;
	/* On record since an earlier day, whose message was not sent. */
	bool waited;
};

struct agenda_notices {
	struct agenda_notice *list; /* owned */
	size_t count, capacity;
};

struct agenda {
	struct settings settings;
	struct workdays workdays; /* owned: those of the runs */
	struct workdays loud;     /* owned: without the quiet periods */
	struct schedule schedule;
	struct ladders ladders; /* owned */
	struct arena *arena;    /* owned */
	struct agenda_reader coordinator;
	struct agenda_department *departments; /* by code */
	size_t department_count;
	struct agenda_plan *plans;
	size_t plan_count;
	struct agenda_item *items; /* owned */
	size_t count, capacity;
	/* What waits is told again in this run, so that it does not count as
	 * sent; else it is taken to arrive. */
	bool absorbs;
};

/* Prepares its statements; once, before the first agenda. */
int agenda_prepare(struct store *store, struct err *err);

/* An agenda without items: the municipality, its departments, its plans. */
int agenda_open(struct agenda *agenda, struct store *store, struct err *err);
void agenda_release(struct agenda *agenda); /* takes {0} */

/* The department of a code; NULL where there is none. Its escalation, or the
 * coordinator where it has none. `code` may be NULL. */
const struct agenda_reader *agenda_lead(
    const struct agenda *agenda, const char *code);
const struct agenda_reader *agenda_escalation(
    const struct agenda *agenda, const char *code);

/* The last day before `day` whose run could tell: what the ladder wanted since
 * then is late. DAY_NONE where there was none. */
int agenda_told_until(const struct agenda *agenda, struct store *store,
    struct day day, struct day *last, struct err *err);

/* The reader that a role and a department's code mean; NULL where there is no
 * such department. */
const struct agenda_reader *agenda_reader(
    const struct agenda *agenda, const char *role, const char *department);

#endif
