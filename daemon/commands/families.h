/* SPDX-License-Identifier: ISC */
/* All commands of the daemon: one list of families, a file each. */
#ifndef DAEMON_COMMANDS_FAMILIES_H
#define DAEMON_COMMANDS_FAMILIES_H

#include "daemon/contract/command.h"
#include "daemon/store/store.h"

/* NULL where no row has this method. */
const struct command *command_find(const char *method);

/* The families: daemon/commands/NAME.c exports NAME_family. A new file is one
 * row here. */
/* clang-format off */
#define FAMILIES(X) \
	X(setting) \
	X(state) \
	X(alarm) \
	X(department) \
	X(department_named) \
	X(department_board) \
	X(department_replace) \
	X(department_import) \
	X(key) \
	X(plan) \
	X(plan_carry) \
	X(activity) \
	X(activity_assign) \
	X(activity_owner) \
	X(activity_transfer) \
	X(activity_read) \
	X(activity_facts) \
	X(activity_progress) \
	X(activity_reopen) \
	X(activity_answer) \
	X(activity_due) \
	X(kind) \
	X(observation) \
	X(observation_read) \
	X(observation_import) \
	X(problem) \
	X(picture) \
	X(picture_adopt) \
	X(picture_depart) \
	X(picture_status) \
	X(duty) \
	X(state_counts) \
	X(picture_count) \
	X(import) \
	X(import_match) \
	X(import_row) \
	X(import_tell) \
	X(notice) \
	X(notice_register) \
	X(notice_test) \
	X(notice_dispatch) \
	X(notice_put) \
	X(notice_resend) \
	X(notice_pause) \
	X(clock) \
	X(ladder) \
	X(rehearse) \
	X(past) \
	X(report) \
	X(holiday) \
	X(rating) \
	X(rating_read) \
	X(quiet) \
	X(meeting) \
	X(meeting_read) \
	X(meeting_import) \
	X(calendar) \
	X(timeframe) \
	X(owner) \
	X(code) \
	X(log_list) \
	X(log_export) \
	X(log_confided) \
	X(log_restore) \
	X(log_redact)

#define DECLARE_FAMILY(name) extern const struct family name##_family;
FAMILIES(DECLARE_FAMILY)
#undef DECLARE_FAMILY
/* clang-format on */

/* All of them; NULL ends the list. */
extern const struct family *const families[];

/* Prepares the SQL of all of them. */
void families_prepare(struct store *store);

#endif
