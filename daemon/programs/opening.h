/* SPDX-License-Identifier: ISC */
/* A state's database opened to be written: what was not closed in good order is
 * verified first. */
#ifndef DAEMON_PROGRAMS_OPENING_H
#define DAEMON_PROGRAMS_OPENING_H

#include <stdbool.h>

#include "daemon/store/store.h"
#include "protocol/sign_key.h"

/* As replay_open(). ERR_INVALID, and no byte is changed, where files do not
 * belong together; that is looked at where the last one to open it was not able
 * to close it. */
int opening_open(struct store **store, const char *path,
    const struct sign_key *key, bool *rebuilt, struct err *err);
/* As opening_open(), of a copy: all of it is verified, whatever it says. */
int opening_open_copy(struct store **store, const char *path,
    const struct sign_key *key, struct err *err);
void opening_close(struct store *store); /* takes NULL */

#endif
