/* SPDX-License-Identifier: ISC */
#include "daemon/contract/command.h"

#include <string.h>

const struct family *const families[] = {
	&setting_family,
	&state_family,
	&department_family,
	&key_family,
	&plan_family,
	&activity_family,
	&activity_read_family,
	&activity_progress_family,
	&activity_due_family,
	&import_family,
	&import_tell_family,
	&notice_family,
	&notice_answer_family,
	&notice_test_family,
	&notice_dispatch_family,
	&notice_resend_family,
	&notice_pause_family,
	&ladder_family,
	&holiday_family,
	&quiet_family,
	&timeframe_family,
	&log_list_family,
	&log_export_family,
	&log_restore_family,
	&log_redact_family,
	NULL,
};

static const struct command *family_find(
    const struct family *family, const char *method)
{
	const struct command *command = family->commands;

	for (; command != NULL && command->method != NULL; command++)
		if (strcmp(command->method, method) == 0)
			return command;
	return NULL;
}

const struct command *command_find(const char *method)
{
	const struct command *found = NULL;

	for (size_t i = 0; families[i] != NULL && found == NULL; i++)
		found = family_find(families[i], method);
	return found;
}

int families_prepare(struct store *store, struct err *err)
{
	for (size_t i = 0; families[i] != NULL; i++)
		if (families[i]->sql != NULL &&
		    store_prepare(store, families[i]->sql, err) != 0)
			return -1;
	return 0;
}
