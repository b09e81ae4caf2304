/* SPDX-License-Identifier: ISC */
/* Signatures of the log verified ahead of a replay, some entries at a time, in
 * a thread of their own: on another processor, where there is one. */
#ifndef DAEMON_REQUEST_AHEAD_H
#define DAEMON_REQUEST_AHEAD_H

#include "daemon/log/log.h"

struct ahead;

/* Of the entries of this log from the first on; the caller's for
 * ahead_close(). */
struct ahead *ahead_open(struct store *log_store);
void ahead_close(struct ahead *ahead); /* takes NULL */

/* Whether the signature of the entry holds. To be asked of one after the
 * other; of another than is next, it is verified on the spot. */
bool ahead_holds(struct ahead *ahead, const struct entry *entry);

#endif
