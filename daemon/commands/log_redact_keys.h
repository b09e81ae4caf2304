/* SPDX-License-Identifier: ISC */
/* What the log says of keys where words are taken out of it. An entry whose
 * signature nobody can check any more neither gives nor takes a key: a
 * coordinator repeats what it did, under her own signature (docs/verify.md,
 * "Redacted words"). */
#ifndef DAEMON_COMMANDS_LOG_REDACT_KEYS_H
#define DAEMON_COMMANDS_LOG_REDACT_KEYS_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/contract/invocation.h"

/* Whether entries of this method say something of keys, or repeat it. */
bool redact_is_keyed(const char *method);

/* Holds params.keys of the log.redact that is asked for to the log, as it is
 * after `entries` (rows of seq and request_sha512) changed. ERR_INVALID where
 * a row says something else than its entry or, but for a dry run, where one is
 * missing; ERR_CONFLICT where the signer's own key rests on such an entry.
 * *owed becomes a list of the rows that must be there: the caller's, also
 * where that is refused. */
int redact_keys_check(struct invocation *invocation, const json_t *entries,
    json_t **owed, struct err *err);

#endif
