/* SPDX-License-Identifier: ISC */
/* What a period would send, as it is told: which messages, with which notices,
 * and on demand their words. */
#ifndef DAEMON_REMINDERS_REHEARSAL_H
#define DAEMON_REMINDERS_REHEARSAL_H

#include "daemon/commands/rehearse.h"
#include "daemon/reminders/lived.h"
#include "protocol/buffer.h"

#define REHEARSAL_PAST 160

/* What is to be said where the period begins in the past; false: it does
 * not. */
bool rehearsal_past(
    char text[REHEARSAL_PAST], const struct rehearse_period *period);

/* Tells the messages of a period. With their words, every run is held in a copy
 * of the state; else what the ladder says is enough, but where a letter has no
 * room for all of it. ERR_INVALID where all of the period is past. */
int rehearsal_tell(struct store *store, const struct rehearse_period *period,
    const struct hearer *hearer, struct err *err);

/* Appends one message as JSON (docs/wire.md). */
void rehearsal_json(struct buffer *to, const struct rehearsed *message);

/* daemon/commands/rehearse.h. It is worked out in parts: where one has no rows
 * yet, `next` is the day before `from`. What was written to the store meanwhile
 * makes it begin again; after so many times it is worked out at one go. One is
 * kept until its last page was asked for, another is asked for, or
 * rehearsal_forget(). */
#define REHEARSAL_AGAIN 3
void rehearsal_forget(void);
int rehearsal_rows(struct store *store, const struct rehearse_period *period,
    struct buffer *reply, struct err *err);

#endif
