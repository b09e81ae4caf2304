/* SPDX-License-Identifier: ISC */
/* What a row says of the state of its activity, put upon it with a note. */
#ifndef DAEMON_COMMANDS_IMPORT_NOTE_H
#define DAEMON_COMMANDS_IMPORT_NOTE_H

#include "daemon/commands/activity_progress.h"
#include "daemon/commands/import_row.h"

/* The words of a note, in the arena: the date where it is no more than that of
 * the words; of the status and the comment those that are asked for, the status
 * as written where it says more than itself. */
const char *import_note_words(struct import *import,
    const struct import_row *row, bool status, bool comment);

/* How an activity stands that stood as `now`, after what the row says. */
struct activity_progress import_note_state(
    const struct import_row *row, const struct activity_progress *now);

/* Puts the state that a row says upon the activity's, `now`, with a note. */
int import_note_put(struct import *import, const struct import_row *row,
    int64_t id, const struct activity_progress *now, const char *words,
    struct err *err);

/* The note of a new activity, which stands so, where there is anything to
 * say. */
int import_note_add(struct import *import, const struct import_row *row,
    int64_t id, const struct activity_progress *progress, struct err *err);

#endif
