/* SPDX-License-Identifier: ISC */
/* A redaction as a client asks for it. */
#ifndef TESTS_UNIT_RIG_REDACTION_H
#define TESTS_UNIT_RIG_REDACTION_H

#include "tests/unit/rig/rig.h"

/* Whether the file has these bytes; false where it is not there. */
bool file_has(const char *path, const char *words);

/* Whether any cell of any table, or the log, has these bytes. */
bool rig_holds(struct rig *rig, const char *words);

/* What a dry run says that the request must repeat of keys; the rig's. */
json_t *rig_redact_keys(struct rig *rig, int64_t seq, const char *field);

/* The coordinator redacts, and repeats what a dry run says of keys; the
 * answer is the rig's. */
json_t *rig_redact(
    struct rig *rig, int64_t seq, const char *field, const char *reason);

#endif
