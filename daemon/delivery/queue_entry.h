/* SPDX-License-Identifier: ISC */
/* A dispatch as it is handed over: found in the tables, and written as the
 * JSON that planvakt-deliver reads. */
#ifndef DAEMON_DELIVERY_QUEUE_ENTRY_H
#define DAEMON_DELIVERY_QUEUE_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "daemon/calendar/day.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/config.h"
#include "daemon/store/store.h"

struct queue_entry {
	int64_t id;     /* of the dispatch; 0: none */
	int64_t queued; /* the log entry that asked for it, last */
	char token[65], address[ADDRESSES_MAX + 1];
};

/* Prepares the statements; once, at the start. */
void queue_entry_prepare(struct store *store);

/* The first that waits and was asked for after `after`; and that of a
 * dispatch, where it waits. 1: *entry is set; 0: there is none; -1. */
int queue_entry_next(struct store *store, const struct queue_entry *after,
    struct queue_entry *queue_entry, struct err *err);
int queue_entry_find(struct store *store, int64_t id,
    struct queue_entry *queue_entry, struct err *err);

/* *json is the caller's, for free(3). 1, 0 and -1 as above. */
int queue_entry_json(struct store *store, int64_t id,
    const struct config *config, const struct settings *settings, char **json,
    struct err *err);

#endif
