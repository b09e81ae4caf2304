/* SPDX-License-Identifier: ISC */
/* Who may do what: a row's access column against the key that signs, for a
 * request of today and for an entry that is replayed. */
#ifndef DAEMON_REQUEST_RIGHTS_H
#define DAEMON_REQUEST_RIGHTS_H

#include "daemon/contract/command.h"

/* Whether the principal may use the command now, by the leads and recipients
 * that the tables have; ERR_DENIED says who may. Of the params it looks only
 * at `id`, which no redaction touches (docs/verify.md, "Rights"). Access may
 * only ever be widened, for every entry of the past is judged by it
 * (tests/data/access.tsv). */
int rights_check(struct store *store, const struct command *command,
    const struct principal *principal, const json_t *params, struct err *err);

#endif
