/* SPDX-License-Identifier: ISC */
/* Words that no grammar has, told with what was meant. */
#ifndef CLIENT_UNKNOWN_H
#define CLIENT_UNKNOWN_H

#include <stddef.h>

#include "client/grammar.h"
#include "client/verb.h"
#include "protocol/error.h"

/* ERR_USAGE for first words that no row begins with: it names the nearest, or
 * what may follow them. */
int unknown_command(const char *const *given, size_t count,
    const struct topic *topics, struct err *err);

/* ERR_USAGE for an option that neither grammar has. `text` is as typed. */
int unknown_option(const char *text, const struct grammar *row,
    const struct grammar *globals, struct err *err);

#endif
