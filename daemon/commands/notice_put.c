/* SPDX-License-Identifier: ISC */
#include "daemon/commands/notice_put.h"

#include <string.h>

#include "daemon/commands/families.h"
#include "protocol/json_member.h"

enum {
	ADD_NOTICE,
	LAST_NOTICE,
	TOUCH_NEW,
	TELL_TRANSFERS,
	TELL_LEAD,
	TELL_COOPERATING
};

static const char *const notice_put_sql[] = {
	/* No number means two notices, though one counts as not sent. */
	[ADD_NOTICE] =
	    "INSERT INTO notice (id, activity, plan, due_version, lead_version,"
	    " stage, regular, role, department, rung, held, n, skipped,"
	    " dispatch) VALUES (1 + max("
	    "  (SELECT coalesce(max(id), 0) FROM notice),"
	    "  (SELECT coalesce(max(id), 0) FROM unsent_notice)),"
	    " ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	[LAST_NOTICE] = "SELECT coalesce(max(id), 0) FROM notice",
	[TOUCH_NEW] = "INSERT OR IGNORE INTO entry_activity SELECT activity, ?2"
		      " FROM notice WHERE id > ?1 AND activity IS NOT NULL",
	[TELL_TRANSFERS] = "UPDATE transfer SET told = 1 WHERE told = 0"
			   " AND activity = ?1",
	[TELL_LEAD] = "UPDATE activity SET lead_told = 1 WHERE id = ?1"
		      " AND lead = ?2 AND lead_told = 0",
	[TELL_COOPERATING] = "UPDATE cooperating SET told = 1"
			     " WHERE activity = ?1 AND department = ?2",
	NULL,
};

static struct value number_or_null(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return value != NULL ? INTEGER(json_integer_value(value)) : TEXT(NULL);
}

/* Who was told that it came need not be told so again. */
static int put_told(
    struct invocation *invocation, const json_t *notice, struct err *err)
{
	const char *department = json_text(notice, "department");
	int64_t activity = json_number(notice, "activity");

	if (strcmp(json_text(notice, "stage"), "assigned") != 0 ||
	    json_is_true(json_object_get(notice, "skipped")))
		return 0;
	if (store_run(invocation->store, notice_put_sql, TELL_LEAD,
		BIND(INTEGER(activity), TEXT(department)), err) != 0 ||
	    store_run(invocation->store, notice_put_sql, TELL_COOPERATING,
		BIND(INTEGER(activity), TEXT(department)), err) != 0)
		return -1;
	if (strcmp(json_text(notice, "role"), "cooperating") == 0)
		return 0;
	return store_run(invocation->store, notice_put_sql, TELL_TRANSFERS,
	    BIND(INTEGER(activity)), err);
}

static int put_notice(struct invocation *invocation, const json_t *notice,
    int64_t dispatch, struct err *err)
{
	bool skipped = json_is_true(json_object_get(notice, "skipped"));
	bool held = json_is_true(json_object_get(notice, "held"));

	if (store_run(invocation->store, notice_put_sql, ADD_NOTICE,
		BIND(number_or_null(notice, "activity"),
		    TEXT(json_text(notice, "plan")),
		    INTEGER(json_number(notice, "due_version")),
		    INTEGER(json_number(notice, "lead_version")),
		    TEXT(json_text(notice, "stage")),
		    TEXT(json_text(notice, "regular")),
		    TEXT(json_text(notice, "role")),
		    TEXT(json_text(notice, "department")),
		    INTEGER(json_number(notice, "rung")), INTEGER(held),
		    INTEGER(json_number(notice, "n")), INTEGER(skipped),
		    skipped ? TEXT(NULL) : INTEGER(dispatch)),
		err) != 0)
		return -1;
	return put_told(invocation, notice, err);
}

int notice_put(struct invocation *invocation, int64_t dispatch, struct err *err)
{
	int64_t last;
	json_t *notice;
	size_t i;

	if (store_integer(invocation->store, notice_put_sql, LAST_NOTICE,
		BIND_NONE, &last, 0, err) != 0)
		return -1;
	json_array_foreach (param_list(invocation, "notices"), i, notice)
		if (put_notice(invocation, notice, dispatch, err) != 0)
			return -1;
	return store_run(invocation->store, notice_put_sql, TOUCH_NEW,
	    BIND(INTEGER(last), INTEGER(invocation->seq)), err);
}

const struct family notice_put_family = {
	NULL,
	notice_put_sql,
};
