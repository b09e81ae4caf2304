/* SPDX-License-Identifier: ISC */
#include "client/command.h"

#include <stddef.h>

const struct family command_families[] = {
	{ "state", "The daemon and this program", state_commands },
	{ "plan", "Plans", plan_commands },
	{ "activity", "Activities", activity_commands },
	{ "department", "Departments", department_commands },
	{ "notice", "Notices", notice_commands },
	{ "holidays", "Days nobody works", holiday_commands },
	{ "key", "Keys", key_commands },
	{ 0 },
};
