/* SPDX-License-Identifier: ISC */
/* An entry's params as texts: lists cut short, hours by the municipality's
 * clocks. */
#ifndef DAEMON_COMMANDS_LOG_PARAMS_H
#define DAEMON_COMMANDS_LOG_PARAMS_H

#include "daemon/contract/command.h"
#include "protocol/buffer.h"

/* Appends a text in one line, a long one cut. */
void log_params_text(struct buffer *to, const char *text);

/* Appends what an entry's params say, "status: done; note: ...", but those
 * that the command's contract leaves out of lists. `command` NULL: one that
 * this version does not have, of which nothing is left out. */
void log_params_list(
    struct buffer *to, const struct command *command, const json_t *params);

/* Appends the same as a member of an object, ',"params":{NAME:TEXT}', for who
 * words them in another way. */
void log_params_object(
    struct buffer *json, const struct command *command, const json_t *params);

#endif
