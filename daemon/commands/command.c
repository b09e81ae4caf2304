/* SPDX-License-Identifier: ISC */
#include "daemon/commands/command.h"

#include <string.h>

const struct command *const command_families[] = {
	state_commands,
	department_commands,
	key_commands,
	plan_commands,
	import_commands,
	activity_commands,
	activity_read_commands,
	activity_progress_commands,
	notice_commands,
	notice_answer_commands,
	notice_test_commands,
	notice_dispatch_commands,
	notice_resend_commands,
	notice_pause_commands,
	ladder_commands,
	setting_commands,
	holiday_commands,
	quiet_commands,
	timeframe_commands,
	log_list_commands,
	log_export_commands,
	log_restore_commands,
	log_redact_commands,
	NULL,
};

const struct command *command_find(const char *method)
{
	for (const struct command *const *family = command_families;
	     *family != NULL; family++)
		for (const struct command *command = *family;
		     command->method != NULL; command++)
			if (strcmp(command->method, method) == 0)
				return command;
	return NULL;
}
