/* SPDX-License-Identifier: ISC */
/* How a line can go on, for a shell that completes it
 * (packaging/completions). */
#ifndef CLIENT_COMPLETE_H
#define CLIENT_COMPLETE_H

#include <stdio.h>

#include "client/verb.h"

/* Writes what may stand in the place of the last of these words, what a line
 * has behind `planvakt`: a line each, with what it is for behind a tab. Nothing
 * where a text or a file is to stand there. Asks no daemon. */
void complete_write(FILE *to, const struct topic *topics,
    const char *const *words, size_t count);

#endif
