/* SPDX-License-Identifier: ISC */
/* The log as people read it: what each entry did, in words. */
#ifndef DAEMON_COMMANDS_LOG_LIST_H
#define DAEMON_COMMANDS_LOG_LIST_H

#include "daemon/store/store.h"
#include "protocol/buffer.h"

/* Appends the first entry after `after`, as log.list shows it, and sets *seq:
 * 1. Where there is none: 0. */
int log_list_after(struct store *store, int64_t after, struct buffer *json,
    int64_t *seq, struct err *err);

#endif
