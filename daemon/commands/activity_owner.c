/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_owner.h"

#include <string.h>

#include "daemon/commands/activity_open.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/department.h"
#include "daemon/commands/families.h"

enum { NO_ADDRESS };

/* Whether a coordinator hears instead. */
static const char *const activity_owner_sql[] = {
	[NO_ADDRESS] = "SELECT EXISTS (SELECT 1 FROM setting"
		       "  WHERE name = 'coordinator_mail' AND value <> '')"
		       " FROM activity a JOIN department d ON d.code = a.lead"
		       " WHERE a.id = ?1 AND d.mail = ''",
	NULL,
};

static bool activity_is_among(
    const char *code, const json_t *codes, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(json_string_value(json_array_get(codes, i)), code) ==
		    0)
			return true;
	return false;
}

int activity_owner_check(struct invocation *invocation, const char *lead,
    const json_t *cooperating, struct err *err)
{
	if (department_check(invocation, lead, err) != 0)
		return -1;
	for (size_t i = 0; i < json_array_size(cooperating); i++) {
		const char *code =
		    json_string_value(json_array_get(cooperating, i));

		if (department_check(invocation, code, err) != 0)
			return -1;
		if (strcmp(code, lead) == 0 ||
		    activity_is_among(code, cooperating, i))
			return err_set(err, ERR_INVALID,
			    "cooperating: \"%s\" is named twice", code);
	}
	return 0;
}

int activity_owner_reply(
    struct invocation *invocation, int64_t id, struct err *err)
{
	int64_t heard = -1;

	if (activity_one(invocation, id, err) != 0 ||
	    store_integer(invocation->store, activity_owner_sql, NO_ADDRESS,
		BIND(INTEGER(id)), &heard, -1, err) != 0)
		return -1;
	if (heard < 0)
		return 0;
	activity_note(invocation,
	    heard > 0 ? "who leads it has no mail address: the reminders go to"
			" the coordinator"
		      : "who leads it has no mail address: nobody is reminded,"
			" for the coordinator has none either");
	return 0;
}

const struct family activity_owner_family = {
	NULL,
	activity_owner_sql,
};
