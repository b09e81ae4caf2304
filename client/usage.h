/* SPDX-License-Identifier: ISC */
/* What `planvakt help` says, from the command tables. */
#ifndef CLIENT_USAGE_H
#define CLIENT_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "client/verb.h"

/* All commands, a line each. */
void usage_overview(FILE *to, const struct topic *topics);

/* How one command is written. */
void usage_command(FILE *to, const struct verb *verb);

/* How all commands that begin with these words are written; false where none
 * does. */
bool usage_topic(FILE *to, const struct topic *topics, const char *const *given,
    size_t count);

#endif
