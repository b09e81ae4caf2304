/* SPDX-License-Identifier: ISC */
/* A forecast as it is told: which messages, with which notices. */
#ifndef DAEMON_REMINDERS_REHEARSAL_H
#define DAEMON_REMINDERS_REHEARSAL_H

#include "daemon/reminders/forecast.h"

/* The forecast of the runs from the next one to `last`, with its due items;
 * `now` is the time. ERR_INVALID where all of the period, which begins with
 * `from`, is past. Released with rehearsal_release(), which takes {0}. */
#define REHEARSAL_PAST 160

struct rehearsal {
	struct forecast forecast;
	struct due_items due_items;
};

int rehearsal_make(struct rehearsal *rehearsal, struct store *store,
    struct instant now, struct day from, struct day last, struct err *err);
/* What is to be said where the period begins in the past; false: it does
 * not. */
bool rehearsal_past(
    char text[REHEARSAL_PAST], struct instant now, struct day from);
void rehearsal_release(struct rehearsal *rehearsal);

/* Where the message that begins at `from` ends in the forecast. */
size_t rehearsal_message(const struct forecast *forecast, size_t from);

/* Appends one message as JSON (docs/wire.md). */
void rehearsal_json(
    struct buffer *to, const struct forecast_notice *list, size_t count);

/* daemon/commands/rehearse.h */
int rehearsal_rows(struct store *store, struct instant now, struct day from,
    struct day to, struct buffer *reply, struct err *err);

#endif
