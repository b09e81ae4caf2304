/* SPDX-License-Identifier: ISC */
/* Who is responsible for an activity, and how its time is read: as a person
 * says. */
#include <inttypes.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_owner.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/activity_transfer.h"
#include "daemon/commands/families.h"

enum { COOPERATING, CONFIRM, OTHERS, LEAD_TOLD, KNOWS };

static const char *const activity_assign_sql[] = {
	[COOPERATING] = "SELECT json_group_array(department) FROM (SELECT"
			" department FROM cooperating WHERE activity = ?1"
			" ORDER BY position)",
	[CONFIRM] = "UPDATE activity SET vague = 0"
		    " WHERE id = ?1 AND vague <> 0",
	/* All that share it, but for the one who leads. */
	[OTHERS] = "SELECT json_group_array(code) FROM (SELECT lead AS code,"
		   "  -1 AS position FROM activity WHERE id = ?1"
		   "  UNION ALL SELECT department, position FROM cooperating"
		   "  WHERE activity = ?1 ORDER BY position)"
		   " WHERE code <> ?2",
	[LEAD_TOLD] = "SELECT lead_told FROM activity WHERE id = ?1",
	[KNOWS] = "UPDATE cooperating SET told = 1 WHERE activity = ?1"
		  " AND department = ?2",
	NULL,
};

/* Whether the activity has exactly this owner already. */
static int same_owner(struct invocation *invocation, int64_t id,
    const struct activity_state *state, const struct owner *owner,
    struct err *err)
{
	struct rows rows;
	int result;

	if (state->unresolved != 0 || state->lead == NULL ||
	    strcmp(state->lead, owner->lead) != 0)
		return 0;
	rows = store_query(invocation->store, activity_assign_sql, COOPERATING,
	    BIND(INTEGER(id)));
	result = rows_next(&rows, err);
	if (result == 1)
		result =
		    strcmp(rows_text(&rows, 0),
			invocation_json(invocation, owner->cooperating)) == 0;
	rows_end(&rows);
	return result;
}

/* Assigns an activity. The owner text stays as written, for it says whom the
 * plan named; the codes say who was meant. */
static int assign(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	struct owner owner = { NULL, param_text(invocation, "lead"),
		param_list(invocation, "cooperating"), 0 };
	struct activity_state state;
	int same;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    activity_owner_check(
		invocation, owner.lead, owner.cooperating, err) != 0)
		return -1;
	same = same_owner(invocation, id, &state, &owner, err);
	if (same < 0)
		return -1;
	invocation->unchanged = same == 1;
	owner.text = state.owner_text;
	if (same == 0 &&
	    (activity_transfer(invocation, id, owner.lead, err) != 0 ||
		activity_put_owner(invocation, id, &owner, err) != 0 ||
		activity_refresh(invocation, id, err) != 0 ||
		activity_touch(invocation, id, err) != 0))
		return -1;
	return activity_owner_reply(invocation, id, err);
}

static int find_others(struct invocation *invocation, int64_t id,
    const char *lead, json_t **others, struct err *err)
{
	struct rows rows;
	int result;

	*others = NULL;
	rows = store_query(invocation->store, activity_assign_sql, OTHERS,
	    BIND(INTEGER(id), TEXT(lead)));
	result = rows_next(&rows, err);
	if (result == 1)
		*others = json_loads(rows_text(&rows, 0), 0, NULL);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* Whether `lead` is one of those that are named alike. */
static int check_equal(struct invocation *invocation, int64_t id,
    const struct activity_state *state, const char *lead, struct err *err)
{
	int joined;

	if ((state->unresolved & UNRESOLVED_EQUAL) == 0)
		return err_set(err, ERR_CONFLICT,
		    "lead: activity %" PRId64 " has one lead: another is"
		    " named with planvakt activity assign",
		    id);
	joined = activity_joined_by(invocation->store, id, lead, err);
	if (joined == 0)
		return err_set(err, ERR_INVALID,
		    "lead: \"%s\" is none of those that are named for"
		    " activity %" PRId64,
		    lead, id);
	return joined < 0 ? -1 : 0;
}

/* Of owners of equal rank one leads; the others cooperate. The one that led has
 * to do with it still, and knows that where it was told that it leads. */
static int confirm_lead(struct invocation *invocation, int64_t id,
    const struct activity_state *state, const char *lead, struct err *err)
{
	struct owner owner = { state->owner_text, lead, NULL,
		state->unresolved & ~UNRESOLVED_EQUAL };
	int64_t told;
	json_t *others;
	int result;

	if (check_equal(invocation, id, state, lead, err) != 0 ||
	    store_integer(invocation->store, activity_assign_sql, LEAD_TOLD,
		BIND(INTEGER(id)), &told, 0, err) != 0 ||
	    find_others(invocation, id, lead, &others, err) != 0)
		return -1;
	owner.cooperating = others;
	result = activity_transfer(invocation, id, lead, err) == 0 &&
		activity_put_owner(invocation, id, &owner, err) == 0
	    ? 0
	    : -1;
	json_decref(others);
	if (result != 0 || told == 0 || same_text(lead, state->lead))
		return result;
	return store_run(invocation->store, activity_assign_sql, KNOWS,
	    BIND(INTEGER(id), TEXT(state->lead)), err);
}

/* That a vague timeframe is read right: it stays as it is written and read,
 * and is asked about no more. */
static int activity_confirm(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	const char *lead = param_text(invocation, "lead");
	struct activity_state state;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    store_run(invocation->store, activity_assign_sql, CONFIRM,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	invocation->unchanged =
	    store_changed(invocation->store) == 0 && lead == NULL;
	if (lead != NULL &&
	    confirm_lead(invocation, id, &state, lead, err) != 0)
		return -1;
	if (!invocation->unchanged &&
	    (activity_refresh(invocation, id, err) != 0 ||
		activity_touch(invocation, id, err) != 0))
		return -1;
	return activity_owner_reply(invocation, id, err);
}

static const struct field assign_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "lead", FIELD_CODE, REQUIRED, .of = CODE_DEPARTMENT },
	{ "cooperating", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT,
	    .many = COOPERATING_MAX },
	{ 0 },
};

static const struct field confirm_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "lead", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ 0 },
};

static const struct command activity_assign_commands[] = {
	{ "activity.assign", ACCESS_COORDINATOR, WRITES, assign_fields,
	    assign },
	{ "activity.confirm", ACCESS_COORDINATOR, WRITES, confirm_fields,
	    activity_confirm },
	{ 0 },
};

const struct family activity_assign_family = {
	activity_assign_commands,
	activity_assign_sql,
};
