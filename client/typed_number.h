/* SPDX-License-Identifier: ISC */
/* A number that is typed. */
#ifndef CLIENT_TYPED_NUMBER_H
#define CLIENT_TYPED_NUMBER_H

#include <jansson.h>

#include "protocol/error.h"

/* A new integer. `word` is what a grammar calls it, "progress", which may have
 * a "%" behind it; `shown` what an error does, "--progress". Else NULL, with
 * what it may be: the daemon holds it to the bounds. */
json_t *typed_number(
    const char *word, const char *shown, const char *text, struct err *err);

#endif
