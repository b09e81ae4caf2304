/* SPDX-License-Identifier: ISC */
/* What is done in part changes no status: who says it of what nobody has begun
 * is asked. */
#ifndef CLIENT_PROGRESS_NOTE_H
#define CLIENT_PROGRESS_NOTE_H

#include <jansson.h>
#include <stdbool.h>

#include "protocol/buffer.h"

/* Whether there is something to say of the update `entry` of the activity
 * `thing`; then it is appended. */
bool progress_note_words(struct buffer *to, json_t *entry, json_t *thing);

#endif
