/* SPDX-License-Identifier: ISC */
/* A department goes on under another code: its activities, their reminders so
 * far and its answers are the other's, as if it had been called so. */
#include <string.h>

#include "daemon/commands/department.h"
#include "daemon/commands/families.h"

/* clang-format off */
/* Whether a row of `cooperating` moves: activities that are done or dropped
 * keep the old department. */
#define IS_OPEN \
	"EXISTS (SELECT 1 FROM activity WHERE id = cooperating.activity" \
	" AND open)"
/* What the successor now leads or joins. */
#define IS_MOVED \
	"activity IN (SELECT id FROM activity WHERE lead = ?2 UNION ALL" \
	" SELECT activity FROM cooperating WHERE department = ?2)"
/* clang-format on */

enum {
	REPLACE,
	MOVE_LEAD,
	MOVE_COOPERATING,
	DROP_COOPERATING,
	DROP_LED,
	OPEN_COUNT,
	MOVE_SNOOZES,
	MOVE_SEEN,
	TOUCH
};

/* What it leads or joins. */
#define OPEN_OF_IT                                                             \
	"SELECT id FROM activity WHERE lead = ?1 AND open UNION"               \
	" SELECT activity FROM cooperating WHERE department = ?1 AND " IS_OPEN

static const char *const department_replace_sql[] = {
	[REPLACE] = "UPDATE department SET successor = ?2"
		    " WHERE code = ?1 OR successor = ?1",
	[MOVE_LEAD] = "UPDATE activity SET lead = ?2 WHERE lead = ?1"
		      " AND open",
	[MOVE_COOPERATING] = "UPDATE cooperating SET department = ?2"
			     " WHERE department = ?1 AND " IS_OPEN,
	[DROP_COOPERATING] =
	    "DELETE FROM cooperating WHERE department = ?1 AND EXISTS"
	    " (SELECT 1 FROM cooperating other WHERE other.department = ?2"
	    "  AND other.activity = cooperating.activity) AND " IS_OPEN,
	[DROP_LED] = "DELETE FROM cooperating WHERE department = ?1 AND EXISTS"
		     " (SELECT 1 FROM activity WHERE id = cooperating.activity"
		     "  AND lead = ?1) AND " IS_OPEN,
	[OPEN_COUNT] = "SELECT count(*) FROM (" OPEN_OF_IT ")",
	[MOVE_SNOOZES] = "UPDATE OR REPLACE snooze SET department = ?2"
			 " WHERE department = ?1 AND " IS_MOVED,
	[MOVE_SEEN] = "UPDATE OR REPLACE acknowledgement SET department = ?2"
		      " WHERE department = ?1 AND " IS_MOVED,
	[TOUCH] = "INSERT OR IGNORE INTO entry_activity SELECT id, ?2"
		  " FROM (" OPEN_OF_IT ")",
	NULL,
};

static int department_replace(struct invocation *invocation, struct err *err)
{
	static const int steps[] = { REPLACE, DROP_COOPERATING, MOVE_LEAD,
		MOVE_COOPERATING, MOVE_SNOOZES, MOVE_SEEN };
	const char *old = param_text(invocation, "old");
	const char *new = param_text(invocation, "new");
	int64_t count;

	if (strcmp(old, new) == 0)
		return err_set(err, ERR_INVALID,
		    "new: a department cannot replace itself");
	if (department_check(invocation, old, err) != 0 ||
	    department_check(invocation, new, err) != 0 ||
	    store_integer(invocation->store, department_replace_sql, OPEN_COUNT,
		BIND(TEXT(old)), &count, 0, err) != 0 ||
	    store_run(invocation->store, department_replace_sql, TOUCH,
		BIND(TEXT(old), INTEGER(invocation->seq)), err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (store_run(invocation->store, department_replace_sql,
			steps[i], BIND(TEXT(old), TEXT(new)), err) != 0)
			return -1;
	if (store_run(invocation->store, department_replace_sql, DROP_LED,
		BIND(TEXT(new)), err) != 0)
		return -1;
	buffer_text(invocation->reply, "{\"old\":");
	buffer_json(invocation->reply, old);
	buffer_text(invocation->reply, ",\"new\":");
	buffer_json(invocation->reply, new);
	buffer_printf(
	    invocation->reply, ",\"activities\":%lld}", (long long)count);
	return 0;
}

static const struct field replace_fields[] = {
	{ "old", FIELD_CODE, REQUIRED, .of = CODE_DEPARTMENT },
	{ "new", FIELD_CODE, REQUIRED, .of = CODE_DEPARTMENT },
	{ 0 },
};

static const struct command department_replace_commands[] = {
	{ "department.replace", ACCESS_COORDINATOR, WRITES, replace_fields,
	    department_replace },
	{ 0 },
};

const struct family department_replace_family = {
	department_replace_commands,
	department_replace_sql,
};
