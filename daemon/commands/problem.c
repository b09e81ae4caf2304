/* SPDX-License-Identifier: ISC */
#include "daemon/commands/problem.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/kind.h"
#include "daemon/text/fold.h"
#include "protocol/json_member.h"

/* clang-format off */
/* `activities` are those that answer it; one that goes on in another plan does
 * so under its number there. */
#define PROBLEM_JSON \
	"json_object('id', p.id, 'name', p.name, 'area', p.area, 'text'," \
	" nullif(p.text, ''), 'activities', (SELECT json_group_array(id)" \
	"  FROM (SELECT id FROM activity WHERE problem = p.id" \
	"   AND status <> 'dropped' ORDER BY id LIMIT 100))," \
	" 'closed', strftime('%Y-%m-%dT%H:%M:%SZ', p.closed_at, 'unixepoch')," \
	" 'reason', p.closed_reason)"
/* clang-format on */

enum { OPEN_ONES, LAST, LIST, ONE, ADD, CLOSE, ANSWER };

static const char *const problem_sql[] = {
	[OPEN_ONES] = "SELECT id, name FROM problem WHERE closed_at IS NULL"
		      " ORDER BY id",
	[LAST] = "SELECT max(id) FROM problem",
	[LIST] = "SELECT " PROBLEM_JSON ", id FROM problem p WHERE id > ?1"
		 " ORDER BY id",
	[ONE] = "SELECT " PROBLEM_JSON " FROM problem p WHERE id = ?1",
	[ADD] = "INSERT INTO problem (id, name, area, text)"
		" VALUES (?1, ?2, ?3, ?4)",
	[CLOSE] = "UPDATE problem SET closed_at = ?2, closed_reason = ?3"
		  " WHERE id = ?1",
	[ANSWER] = "UPDATE activity SET problem = nullif(?2, 0) WHERE id = ?1"
		   " AND problem IS NOT nullif(?2, 0)",
	NULL,
};

/* The open one of that name; 0 for none. */
static int problem_find(struct invocation *invocation, const char *name,
    int64_t *id, struct err *err)
{
	struct arena *arena = invocation->arena;
	const char *folded = fold_name(arena, name);
	struct rows rows =
	    store_query(invocation->store, problem_sql, OPEN_ONES, BIND_NONE);
	int result;

	*id = 0;
	while ((result = rows_next(&rows, err)) == 1)
		if (strcmp(folded, fold_name(arena, rows_text(&rows, 1))) == 0)
			*id = rows_integer(&rows, 0);
	return result;
}

static int problem_read_known(struct invocation *invocation, const char *field,
    int64_t *id, struct err *err)
{
	const char *name = param_text(invocation, field);

	if (problem_find(invocation, name, id, err) != 0)
		return -1;
	if (*id != 0)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "there is no open problem \"%s\": planvakt problem list shows those"
	    " there are, problem add makes one",
	    name);
}

int problem_read_named(struct invocation *invocation, struct err *err)
{
	const char *name = param_text(invocation, "problem");
	int64_t id = 0;

	if (name == NULL)
		return 0;
	if (name[0] != '\0' &&
	    problem_read_known(invocation, "problem", &id, err) != 0)
		return -1;
	json_object_set_new(invocation->reading, "problem", json_integer(id));
	return 0;
}

int problem_answer(struct invocation *invocation, int64_t activity,
    bool *changed, struct err *err)
{
	json_t *id = json_object_get(invocation->reading, "problem");

	if (!json_is_integer(id))
		return 0;
	if (store_run(invocation->store, problem_sql, ANSWER,
		BIND(INTEGER(activity), INTEGER(json_integer_value(id))),
		err) != 0)
		return -1;
	*changed |= store_changed(invocation->store) > 0;
	return 0;
}

/* --- commands --- */

static int problem_one(struct invocation *invocation, struct err *err)
{
	int64_t id = json_number(invocation->reading, "problem");

	return invocation_one(invocation, problem_sql, ONE, BIND(INTEGER(id)),
	    err, "there is no problem %" PRId64, id);
}

static int problem_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, problem_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0))), err);
}

static int problem_read_new(struct invocation *invocation, struct err *err)
{
	const char *name = param_text(invocation, "name");
	int64_t id;

	if (problem_find(invocation, name, &id, err) != 0)
		return -1;
	if (id != 0)
		return err_set(err, ERR_CONFLICT,
		    "there is an open problem \"%s\" already", name);
	if (store_integer(invocation->store, problem_sql, LAST, BIND_NONE, &id,
		0, err) != 0)
		return -1;
	json_object_set_new(
	    invocation->reading, "problem", json_integer(id + 1));
	return 0;
}

static int problem_add(struct invocation *invocation, struct err *err)
{
	const char *text = param_text(invocation, "text");

	if (store_run(invocation->store, problem_sql, ADD,
		BIND(INTEGER(json_number(invocation->reading, "problem")),
		    TEXT(param_text(invocation, "name")),
		    TEXT(param_text(invocation, "area")),
		    TEXT(text != NULL ? text : "")),
		err) != 0)
		return -1;
	return problem_one(invocation, err);
}

static int problem_read_close(struct invocation *invocation, struct err *err)
{
	int64_t id;

	if (problem_read_known(invocation, "name", &id, err) != 0)
		return -1;
	json_object_set_new(invocation->reading, "problem", json_integer(id));
	return 0;
}

/* Activities that answered it say so as before. */
static int problem_close(struct invocation *invocation, struct err *err)
{
	if (store_run(invocation->store, problem_sql, CLOSE,
		BIND(INTEGER(json_number(invocation->reading, "problem")),
		    INTEGER(invocation->now.seconds),
		    TEXT(param_text(invocation, "reason"))),
		err) != 0)
		return -1;
	return problem_one(invocation, err);
}

static const struct field list_fields[] = {
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "area", FIELD_WORD, OPTIONAL, .words = picture_area_words },
	{ "text", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ 0 },
};

static const struct field close_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "problem", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct command problem_commands[] = {
	{ "problem.list", ACCESS_ANY, READS, list_fields, problem_list },
	{ "problem.add", ACCESS_COORDINATOR, WRITES, add_fields, problem_add,
	    problem_read_new, reading_fields },
	{ "problem.close", ACCESS_COORDINATOR, WRITES, close_fields,
	    problem_close, problem_read_close, reading_fields },
	{ 0 },
};

const struct family problem_family = {
	problem_commands,
	problem_sql,
};
