/* SPDX-License-Identifier: ISC */
#ifndef CLIENT_OUTPUT_PARAGRAPH_H
#define CLIENT_OUTPUT_PARAGRAPH_H

#include "client/output/output.h"

/* A row in words, for which there is no room as a table: each line but the
 * first stands further in. `shown` are its columns, and NULL. */
void paragraph_print(
    struct output *output, json_t *row, const struct column **shown);

#endif
