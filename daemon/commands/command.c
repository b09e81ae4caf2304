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
	register_commands,
	progress_commands,
	notice_commands,
	notice_answer_commands,
	notice_test_commands,
	dispatch_commands,
	resend_commands,
	pause_commands,
	ladder_commands,
	setting_commands,
	holiday_commands,
	quiet_commands,
	timeframe_commands,
	entry_commands,
	export_commands,
	restore_commands,
	redact_commands,
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
