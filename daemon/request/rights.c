/* SPDX-License-Identifier: ISC */
#include "daemon/request/rights.h"

#include <inttypes.h>

#include "daemon/commands/activity.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static int rights_check_lead(struct store *store, const struct command *command,
    const struct principal *principal, const json_t *params, struct err *err)
{
	int64_t id = json_number(params, "id");
	int led;

	if (principal->role != ROLE_DEPARTMENT)
		return err_set(err, ERR_DENIED,
		    "%s needs the coordinator's key or the leading"
		    " department's",
		    command->method);
	led = command->access == ACCESS_LEAD
	    ? activity_led_by(store, id, principal->department, err)
	    : activity_joined_by(store, id, principal->department, err);
	if (led == 0)
		return err_set(err, ERR_DENIED,
		    "activity %" PRId64 " is not led by %s: its lead or the"
		    " coordinator can do this",
		    id, principal->department);
	return led < 0 ? -1 : 0;
}

/* What is the daemon's is nobody else's, and nothing else is the daemon's. */
static int check_daemon(const struct command *command,
    const struct principal *principal, struct err *err)
{
	if ((command->access == ACCESS_DAEMON) ==
	    (principal->role == ROLE_DAEMON))
		return 0;
	return err_set(err, ERR_DENIED,
	    command->access == ACCESS_DAEMON ? N_("%s is for the daemon itself")
					     : N_("%s is not for the daemon"),
	    command->method);
}

int rights_check(struct store *store, const struct command *command,
    const struct principal *principal, const json_t *params, struct err *err)
{
	if (check_daemon(command, principal, err) != 0)
		return -1;
	switch (principal->role == ROLE_COORDINATOR ? ACCESS_ANY
						    : command->access) {
	case ACCESS_LEAD:
	case ACCESS_MEMBER:
		return rights_check_lead(
		    store, command, principal, params, err);
	case ACCESS_REPORTER:
		if (principal->role == ROLE_DEPARTMENT)
			return 0;
		return err_set(err, ERR_DENIED,
		    "%s needs a coordinator's or a department's key, yours is"
		    " of role %-s",
		    command->method, role_words[principal->role]);
	case ACCESS_COORDINATOR:
		return err_set(err, ERR_DENIED,
		    "%s needs a coordinator's key, yours is of role %-s",
		    command->method, role_words[principal->role]);
	default:
		return 0;
	}
}
