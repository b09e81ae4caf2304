/* SPDX-License-Identifier: ISC */
/* Timeframes as readings, and the history of due dates they make. */
#ifndef DAEMON_COMMANDS_ACTIVITY_DUE_H
#define DAEMON_COMMANDS_ACTIVITY_DUE_H

#include "daemon/calendar/timeframe.h"
#include "daemon/contract/invocation.h"
#include "daemon/contract/contract.h"

/* A timeframe's reading as JSON {"kind","start","end","vague","reason"}, null
 * for none, and "interval_months" and "month" where it says how often. */
json_t *activity_due_reading(const struct timeframe *timeframe);

/* Makes a timeframe invalid whose year cannot be meant (day.h). */
void activity_due_meant(struct timeframe *timeframe);

/* Reads `text`, in `year` where it names none (0: no year), into `readings`
 * under `name`; ERR_INVALID with the reason where it is impossible. In read()
 * only. */
int activity_due_read(json_t *readings, const char *name, const char *text,
    int year, struct err *err);

/* A reading fetched back; the reason points into it. DAY_NONE for no day. */
struct due {
	enum timeframe_kind kind;
	struct day start, end;
	struct day due; /* end of a fixed or deadline timeframe */
	const char *reason;
	bool vague;
	int64_t interval_months, month; /* of a recurring one; 0 for none */
};

struct due activity_due_fetch(const json_t *reading);

/* The contract of such a reading, and of {"timeframe": one}. */
extern const struct field activity_due_fields[], due_timeframe_reading[];

/* When a new one is looked at is to be worked out (next_due.h). */
int activity_due_await(
    struct invocation *invocation, int64_t activity, struct err *err);

/* When one is looked at that has changed is to be worked out anew. What it
 * depends on in its own row, the database sees by itself. */
int activity_due_await_again(
    struct invocation *invocation, int64_t activity, struct err *err);

/* Writes a due date into the history alone, of an activity that has it
 * already. */
int activity_due_record(struct invocation *invocation, int64_t activity,
    int64_t version, const char *text, const struct due *due,
    const char *decision, struct err *err);

/* Adds a version to the activity's history and puts it in force. The ladder
 * begins anew with it. `decision` may be NULL. */
int activity_due_put(struct invocation *invocation, int64_t activity,
    int64_t version, const char *text, const struct due *due,
    const char *decision, struct err *err);

/* What needs a human, as a JSON list in the arena. `unresolved`: bits as in
 * activity.unresolved. */
const char *activity_due_unclear(struct invocation *invocation,
    enum timeframe_kind kind, bool vague, int64_t unresolved);

/* Adds to the answer of a move that it is overdue at once, or not any more:
 * nobody is to find that out later. `before` is the due date it had. */
void activity_due_note(
    struct invocation *invocation, struct day before, const struct due *due);

#endif
