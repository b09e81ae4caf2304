/* SPDX-License-Identifier: ISC */
/* What help says of a command beside its grammar and summary. */
#ifndef CLIENT_EXPLAINED_H
#define CLIENT_EXPLAINED_H

#include <stddef.h>

#include "client/grammar.h"

/* What an option is for, in a line; "" for one that is not known here. */
const char *explained_option(const struct word *option);

/* What follows a command's own words in an example of it; "" for nothing. */
const char *explained_example(const struct grammar *grammar);

/* What is done every day: an example and what it is for, from 0; NULL after the
 * last. */
const char *explained_everyday(size_t at, const char **what);

#endif
