/* SPDX-License-Identifier: ISC */
/* A command is one row: its name, who may use it, whether it writes, what its
 * params look like, and the function that does it. A family is one file. */
#ifndef DAEMON_COMMANDS_COMMAND_H
#define DAEMON_COMMANDS_COMMAND_H

#include "daemon/commands/invocation.h"
#include "daemon/commands/contract.h"

enum access {
	ACCESS_ANY,       /* any key that is known */
	ACCESS_LEAD,      /* the coordinator; a department for what it leads */
	ACCESS_RECIPIENT, /* the same; for a notice addressed to it */
	ACCESS_HOLDER,    /* any key that is known, for its own name */
	ACCESS_COORDINATOR,
	ACCESS_DAEMON, /* only what the daemon itself decides */
};

enum effect { READS, WRITES };

struct command {
	const char *method;
	enum access access;
	enum effect effect;
	const struct field *fields;
	/* Replay calls only this one. */
	int (*run)(struct invocation *invocation, struct err *err);
	/* Fills invocation->reading, an empty object; NULL where nothing that
	 * may change with versions or with the calendar is derived. */
	int (*read)(struct invocation *invocation, struct err *err);
	/* The contract of what read() makes, where run() looks at it. It may
	 * only ever be widened: the log's readings are as old as the log. */
	const struct field *reading;
};

/* Every family's rows; NULL ends the list. */
extern const struct command *const command_families[];

/* NULL where no row has this method. */
const struct command *command_find(const char *method);

/* --- the families, one file each; command.c lists them --- */

extern const struct command state_commands[];
extern const struct command department_commands[];
extern const struct command key_commands[];
extern const struct command plan_commands[];
extern const struct command import_commands[];
extern const struct command activity_commands[];
extern const struct command activity_read_commands[];
extern const struct command activity_progress_commands[];
extern const struct command notice_commands[];
extern const struct command notice_answer_commands[];
extern const struct command notice_test_commands[];
extern const struct command notice_dispatch_commands[];
extern const struct command notice_resend_commands[];
extern const struct command notice_pause_commands[];
extern const struct command ladder_commands[];
extern const struct command setting_commands[];
extern const struct command holiday_commands[];
extern const struct command quiet_commands[];
extern const struct command timeframe_commands[];
extern const struct command log_list_commands[];
extern const struct command log_export_commands[];
extern const struct command log_restore_commands[];
extern const struct command log_redact_commands[];

extern const char *const setting_sql[];
extern const char *const state_sql[];
extern const char *const department_sql[];
extern const char *const key_sql[];
extern const char *const plan_sql[];
extern const char *const activity_sql[];
extern const char *const activity_read_sql[];
extern const char *const activity_progress_sql[];
extern const char *const activity_due_sql[];
extern const char *const import_sql[];
extern const char *const import_tell_sql[];
extern const char *const notice_sql[];
extern const char *const log_list_sql[];
extern const char *const log_export_sql[];
extern const char *const log_restore_sql[];
extern const char *const log_redact_sql[];
extern const char *const notice_answer_sql[];
extern const char *const notice_dispatch_sql[];
extern const char *const notice_resend_sql[];
extern const char *const ladder_sql[];
extern const char *const holiday_sql[];
extern const char *const quiet_sql[];

#endif
