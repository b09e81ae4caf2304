/* SPDX-License-Identifier: ISC */
/* What a write did, in words for the person who asked for it. */
#ifndef CLIENT_CALL_TOLD_H
#define CLIENT_CALL_TOLD_H

#include <jansson.h>
#include <stdbool.h>

#include "client/output/output.h"
#include "protocol/buffer.h"

/* Shows the sentence of the entry that a write made, and of `thing`, what the
 * write answered, when it is due and what is unclear. */
void call_told_entry(const struct output *output, json_t *entry, json_t *thing);

/* Of a write that changed nothing says why, where its answer does not tell
 * people; else false, and nothing is shown. */
bool call_told_unchanged(
    const struct output *output, const char *method, json_t *thing);

/* Appends how many activities are clear with the names that a write of
 * departments added; false where none. */
bool call_told_named(struct buffer *text, json_t *result);

#endif
