/* SPDX-License-Identifier: ISC */
/* What the week's letter tells of the situation picture, and what departs, put
 * on record in a run. */
#ifndef DAEMON_REMINDERS_DIGEST_PICTURE_H
#define DAEMON_REMINDERS_DIGEST_PICTURE_H

#include "daemon/letter/letter_picture.h"
#include "daemon/reminders/due_items.h"
#include "daemon/request/door.h"

extern const char *const digest_picture_sql[];

/* Enters what departs as of the run's day and is not on record. */
int digest_picture_depart(
    struct door *door, struct arena *arena, struct day day, struct err *err);

/* What there is to tell, of departures those since an entry; in the due
 * arena. */
int digest_picture_load(struct due_items *due_items, struct store *store,
    struct day day, int64_t since, const struct letter_picture **loaded,
    struct err *err);

#endif
