/* SPDX-License-Identifier: ISC */
/* Activities: what is to be done, why, when, and who answers for it. Shared
 * by the commands on one activity, on its progress, and by imports. */
#ifndef DAEMON_COMMANDS_ACTIVITY_H
#define DAEMON_COMMANDS_ACTIVITY_H

#include "daemon/contract/invocation.h"
#include "daemon/commands/activity_due.h"
#include "daemon/commands/activity_progress.h"

/* Bits of activity.unresolved: parts of the owner text that are no department,
 * and a lead that is no more than the first named of equals. */
#define UNRESOLVED_LEAD        1
#define UNRESOLVED_COOPERATING 2
#define UNRESOLVED_EQUAL       4

#define COOPERATING_MAX 50

/* Who answers for an activity. */
struct owner {
	const char *text;          /* as written; "" where codes were given */
	const char *lead;          /* a code, or NULL */
	const json_t *cooperating; /* a list of codes, or NULL */
	int64_t unresolved;
};

struct activity {
	const char *plan, *key; /* key may be NULL */
	const char *activity, *purpose, *timeframe;
	struct due due;
	struct owner owner;
	const char *areas, *strategies; /* JSON lists */
	const char *review;             /* an interval, or NULL: the plan's */
	const char *goal;               /* NULL for none */
	const char *other;              /* a JSON object, or NULL */
	struct activity_progress progress;
};

/* What commands that change an activity look at first. The texts are in the
 * invocation's arena. */
struct activity_state {
	enum status status;
	enum timeframe_kind kind;
	const char *timeframe, *owner_text;
	const char *lead, *dropped_reason;             /* or NULL */
	struct day start, end, due, done_on, expected; /* or DAY_NONE */
	int64_t progress, due_version, unresolved;
	bool vague;         /* and not confirmed */
	int64_t carried_to; /* where it goes on under another number; 0 */
};

/* 1 where `department` leads the activity, or where there is no such
 * activity (which its command will say); 0 where not; -1. */
int activity_led_by(
    struct store *store, int64_t id, const char *department, struct err *err);

/* Likewise of one that leads it or cooperates in it. */
int activity_joined_by(
    struct store *store, int64_t id, const char *department, struct err *err);

/* Writes down that this entry of the log concerns the activity. */
int activity_touch(struct invocation *invocation, int64_t id, struct err *err);

/* Inserts with the next number. */
int activity_put(struct invocation *invocation, const struct activity *activity,
    int64_t *id, struct err *err);

int activity_put_owner(struct invocation *invocation, int64_t id,
    const struct owner *owner, struct err *err);

/* Works out anew what needs a human, after a timeframe or an owner changed. */
int activity_refresh(
    struct invocation *invocation, int64_t id, struct err *err);

/* Finds an activity; ERR_NOT_FOUND where there is none. */
int activity_find(struct invocation *invocation, int64_t id,
    struct activity_state *state, struct err *err);

/* What an edit replaces; where it is NULL, the activity keeps what it has. */
struct activity_edit {
	const char *activity, *purpose, *areas, *strategies, *review, *goal;
	const char *other; /* a JSON object */
};

int activity_edit(struct invocation *invocation, int64_t id,
    const struct activity_edit *edit, bool *changed, struct err *err);

#endif
