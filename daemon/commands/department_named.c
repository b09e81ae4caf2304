/* SPDX-License-Identifier: ISC */
#include "daemon/commands/department_named.h"

#include <inttypes.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"
#include "daemon/text/owner.h"
#include "daemon/text/owner_names.h"
#include "protocol/arena.h"
#include "protocol/json_member.h"

#define TEXT_MOST (64u << 20) /* bytes, of what one owner text may take */

enum { ANY, UNCLEAR, SPELLED };

/* The columns of UNCLEAR. */
enum { UNCLEAR_TEXT, UNCLEAR_COUNT };

#define UNRESOLVED                                                             \
	" FROM activity WHERE unclear_at IS NOT NULL AND open"                 \
	" AND unresolved & ?1 AND owner_text <> ''"                            \
	" AND " PLAN_GOES_ON("activity.plan")

static const char *const department_named_sql[] = {
	[ANY] = "SELECT EXISTS (SELECT 1" UNRESOLVED ")",
	[UNCLEAR] = "SELECT owner_text, count(*)" UNRESOLVED " GROUP BY 1",
	[SPELLED] = "SELECT coalesce(n.alias,"
		    " iif(n.folded = d.code, d.code, d.name))"
		    " FROM department_name n"
		    " JOIN department d ON d.code = n.department"
		    " WHERE n.folded = ?1",
	NULL,
};

const char *department_named_spelled(
    struct invocation *invocation, const char *folded)
{
	struct rows rows = store_query(invocation->store, department_named_sql,
	    SPELLED, BIND(TEXT(folded)));
	struct err ignored;
	const char *spelled = rows_next(&rows, &ignored) == 1
	    ? rows_copy(&rows, 0, invocation->arena)
	    : folded;

	rows_end(&rows);
	return spelled;
}

static void add_names(
    struct owner_names *names, const char *code, const json_t *reading)
{
	const char *name = json_text(reading, "name");
	json_t *alias;
	size_t i;

	owner_names_add(names, json_text(reading, "code"), code);
	if (name != NULL)
		owner_names_add(names, name, code);
	json_array_foreach (json_object_get(reading, "aliases"), i, alias)
		owner_names_add(names, json_string_value(alias), code);
}

/* How many parts of an owner text are no department. */
static size_t unresolved_parts(
    struct arena *arena, const char *text, const struct owner_names *names)
{
	struct owner_reading owner;

	owner_read(&owner, arena, text, names);
	return owner.unresolved_count;
}

int department_named_any(
    struct invocation *invocation, int64_t *any, struct err *err)
{
	return store_integer(invocation->store, department_named_sql, ANY,
	    BIND(INTEGER(UNRESOLVED_LEAD | UNRESOLVED_COOPERATING)), any, 0,
	    err);
}

int department_named_read(struct invocation *invocation,
    const struct owner_names *before, struct owner_names *after,
    const json_t *given, const json_t *readings, struct err *err)
{
	struct arena *arena;
	struct rows rows;
	int64_t named = 0;
	json_t *reading;
	int result;
	size_t i;

	json_array_foreach (readings, i, reading)
		add_names(after, json_text(json_array_get(given, i), "code"),
		    reading);
	owner_names_sort(after);
	arena = arena_new(TEXT_MOST);
	rows = store_query(invocation->store, department_named_sql, UNCLEAR,
	    BIND(INTEGER(UNRESOLVED_LEAD | UNRESOLVED_COOPERATING)));
	while ((result = rows_next(&rows, err)) == 1) {
		const char *text = rows_text(&rows, UNCLEAR_TEXT);

		if (unresolved_parts(arena, text, after) <
		    unresolved_parts(arena, text, before))
			named += rows_integer(&rows, UNCLEAR_COUNT);
		arena_reset(arena);
	}
	rows_end(&rows);
	arena_free(arena);
	if (named > 0)
		json_object_set_new(
		    invocation->reading, "unclear_named", json_integer(named));
	return result;
}

void department_named_put(struct invocation *invocation)
{
	struct buffer *reply = invocation->reply;
	int64_t named = json_number(invocation->reading, "unclear_named");

	if (named == 0)
		return;
	buffer_cut(reply, reply->length - 1);
	buffer_printf(reply, ",\"unclear_named\":%" PRId64 "}", named);
}

const struct family department_named_family = {
	NULL,
	department_named_sql,
};
