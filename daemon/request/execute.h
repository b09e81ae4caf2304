/* SPDX-License-Identifier: ISC */
/* The turn: what is executed in it shares one transaction, begun where it has
 * not begun. */
#ifndef DAEMON_REQUEST_EXECUTE_H
#define DAEMON_REQUEST_EXECUTE_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/store/store.h"
#include "protocol/error.h"

struct command;
struct door;
struct entry;
struct invocation;

/* Prepares all SQL that requests need; before a door is opened. */
int door_prepare(struct store *store, struct err *err);

/* Executes what the daemon decides, signed with its own key, in the turn's
 * transaction. `params` is borrowed. *result, where not NULL, is owned by the
 * caller. ERR_INTERNAL for anything a request would be refused for. */
int request_own(struct door *door, const char *method, json_t *params,
    json_t **result, struct err *err);

/* Of what request_own() executes between these two all happens, or nothing:
 * `result` says whether it did, and other than 0 takes it back. Not within
 * itself. */
int door_together(struct door *door, struct err *err);
int door_together_end(struct door *door, int result, struct err *err);

/* Has all that is read from here on read of one state of the database, which is
 * locked once for it; until door_look_away(), or a write begins. */
void door_look(struct door *door);
void door_look_away(struct door *door);

/* Begins the turn's transaction where it has not begun, for changes that belong
 * to it and are no entry of the log. */
int door_begin(struct door *door, struct err *err);

/* Whether something waits for door_commit(). */
bool door_pending(const struct door *door);

/* Commits the turn; with nothing written it does nothing. -1: all that was
 * answered in this turn did not happen (ERR_INTERNAL), and the log's head was
 * read again. */
int door_commit(struct door *door, struct err *err);

/* --- for request.c --- */

/* Appends the entry and runs the command in a savepoint of the turn. 1:
 * logged; 0: nothing changed, or only tried; -1: refused, all taken back. */
int door_execute(struct door *door, const struct command *command,
    struct entry *entry, struct invocation *invocation, struct err *err);

#endif
