/* SPDX-License-Identifier: ISC */
#include "client/command.h"

#include <stddef.h>

const struct family command_families[] = {
	{ "state", "The daemon and this program", state_commands },
	{ "plan", "Plans", plan_commands },
	{ "activity", "Activities", activity_commands },
	{ "department", "Departments", department_commands },
	{ "notice", "Notices", notice_commands },
	{ "ladder", "When notices are sent, and to whom", ladder_commands },
	{ "holidays", "Days nobody works", holiday_commands },
	{ "quiet", "Days without reminders", quiet_commands },
	{ "setting", "Settings", setting_commands },
	{ "log", "The record of what was done", entry_commands },
	{ "key", "Keys", key_commands },
	{ 0 },
};
