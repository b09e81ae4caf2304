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

/* Appends what log.txt and log.csv of an export say of the entries after *seq,
 * a line each, until both have some 128 KiB, and sets *seq to the last of them:
 * 1 where there are more, else 0. The same log always gives the same. */
int log_list_told(struct store *store, int64_t *seq, struct buffer *txt,
    struct buffer *csv, struct err *err);

#endif
