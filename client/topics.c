/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

#include <stddef.h>

const struct topic client_topics[] = {
	{ "state", "The daemon and this program", state_verbs },
	{ "plan", "Plans", plan_verbs },
	{ "activity", "Activities", activity_verbs },
	{ "department", "Departments", department_verbs },
	{ "notice", "Notices", notice_verbs },
	{ "ladder", "When notices are sent, and to whom", ladder_verbs },
	{ "holidays", "Days nobody works", holiday_verbs },
	{ "quiet", "Days without reminders", quiet_verbs },
	{ "setting", "Settings", setting_verbs },
	{ "log", "The record of what was done", log_list_verbs },
	{ "key", "Keys", key_verbs },
	{ 0 },
};
