/* SPDX-License-Identifier: ISC */
/* What there is to tell, to whom, as the plan stands: the part that the live
 * run and every rehearsal have in common, so that the two cannot differ. */
#ifndef DAEMON_REMINDERS_DUE_ITEMS_H
#define DAEMON_REMINDERS_DUE_ITEMS_H

#include "daemon/calendar/schedule.h"
#include "daemon/commands/ladder.h"
#include "daemon/commands/setting.h"
#include "daemon/ladder/duty.h"
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
	bool replaced; /* a department that has a successor */
	bool relayed;  /* the coordinator's address, as it has none */
	bool external; /* no part of the municipality */
};

/* A plan that is not closed, and what is to be done about it; or the situation
 * picture, whose code is "". */
struct due_plan {
	struct letter_plan words;   /* without what belongs to one notice */
	const struct ladder *rungs; /* borrowed */
	struct due_recipient steering;
	struct due_duty {
		struct duty duty;
		int64_t version;
		struct due_told { /* the coordinator, the steering address */
			struct day noticed;
			int64_t sent;
		} told[2];
	} duties[2]; /* to follow up, to close */
};

/* One who is told of an activity. */
struct due_reader {
	struct ladder_reader ladder;
	const struct due_recipient *to;
	enum role_told role;
	bool equal; /* named beside a lead that nobody has confirmed */
	int64_t sent[STAGES]; /* notices so far */
	/* A snooze's first day that is not silent; the last day on which an
	 * acknowledgement holds the overdue notices. DAY_NONE. */
	struct day silent_until, acknowledged_until;
};

/* An open activity. */
struct due_item {
	struct letter_item words;    /* without what belongs to one notice */
	const struct due_plan *plan; /* borrowed */
	int64_t due_version, lead_version;
	struct instant due_set_at; /* of that version */
	struct ladder_item ladder;
	const struct ladder *rungs;       /* borrowed */
	const struct due_recipient *lead; /* the coordinator where nobody is */
	const struct due_recipient *former; /* to be told; or NULL */
	struct due_reader *readers;         /* in the arena; the lead first */
	size_t reader_count;
};

/* One notice that the ladder calls for. */
struct due_notice {
	const struct due_item *item; /* NULL: of a plan as a whole */
	const struct due_plan *plan; /* neither: the week's letter */
	int64_t version;             /* of the plan's duty */
	int place;                   /* escalated: which rung */
	bool held;                   /* it waited for what was promised */
	enum stage stage;
	struct day regular;
	int64_t n;
	enum role_told role;
	const struct due_recipient *reader;
	/* Overtaken: on record with the one that stands, whose
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
	struct due_plan *plans; /* by code */
	size_t plan_count;
	struct due_item *items; /* owned */
	size_t count, capacity;
	/* What waits is told again in this run, so that it does not count as
	 * sent; else it is taken to arrive. */
	bool absorbs;
	/* When the run is held that tells of them, at its hour or late; 0 where
	 * none is. */
	struct instant held_at;
	/* Where the last check's outcome stands (machine/checked.h), which the
	 * week's letter tells where it is a fault; borrowed, NULL: nowhere. */
	const char *checked;
};

extern const char *const due_items_sql[]; /* prepared by due_items_prepare() */

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

/* The day of the first run that can say what came at an instant: the same day,
 * though its hour is over, where the run of that day is held now or may be. */
struct day due_items_first_run(
    const struct due_items *due_items, struct instant came);

/* The last day before `day` whose run could tell: what the ladder wanted since
 * then is late. DAY_NONE where there was none. */
int due_items_told_until(const struct due_items *due_items, struct store *store,
    struct day day, struct day *last, struct err *err);

/* Whether that notice arrived once, in a run that counts as not held since the
 * clock was ahead. */
int due_items_told_before(struct store *store, const struct due_notice *notice,
    bool *told, struct err *err);

/* That of a code; NULL where there is none, or it is closed. */
const struct due_plan *due_items_plan(
    const struct due_items *due_items, const char *code);

/* The reader that a role and a department's code mean, of a plan where it is
 * the steering address; NULL where there is none. */
const struct due_recipient *due_recipient(const struct due_items *due_items,
    const struct due_plan *plan, enum role_told role, const char *department);

#endif
