/* SPDX-License-Identifier: ISC */
#include "daemon/commands/key.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/command.h"
#include "daemon/commands/department.h"

#define KEY_LINE_MAX 1000

/* clang-format off */
#define KEY_JSON \
	"json_object('name', name, 'fingerprint', fingerprint, 'role', role," \
	" 'department', department, 'added'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', added_at, 'unixepoch'), 'revoked'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', revoked_at, 'unixepoch')," \
	" 'reason', revoke_reason)"
/* clang-format on */

enum { PRINCIPAL, LIST, ONE, CLASH, ADD, STATE, COORDINATORS, REVOKE };

const char *const key_sql[] = {
	/* A key of a department that was replaced is its successor's. */
	[PRINCIPAL] = "SELECT k.name, k.role,"
		      " coalesce(d.successor, d.code, ''),"
		      " k.revoked_at IS NOT NULL, k.revoke_reason FROM key k"
		      " LEFT JOIN department d ON d.code = k.department"
		      " WHERE k.public = ?1",
	[LIST] = "SELECT " KEY_JSON ", json_quote(name) FROM key"
		 " WHERE ?1 IS NULL OR name > ?1 ORDER BY name",
	[ONE] = "SELECT " KEY_JSON " FROM key WHERE name = ?1",
	[CLASH] = "SELECT name FROM key WHERE name = ?1 OR public = ?2",
	[ADD] = "INSERT INTO key VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL)",
	[STATE] = "SELECT role, revoked_at IS NOT NULL FROM key"
		  " WHERE name = ?1",
	[COORDINATORS] = "SELECT count(*) FROM key"
			 " WHERE role = 'coordinator' AND revoked_at IS NULL",
	[REVOKE] = "UPDATE key SET revoked_at = ?2, revoke_reason = ?3"
		   " WHERE name = ?1",
	NULL,
};

static enum role role_of(const char *word)
{
	enum role role = ROLE_DAEMON;

	while (strcmp(role_word(role), word) != 0 && role < ROLE_AUDITOR)
		role++;
	return role;
}

static int take_principal(
    const struct rows *rows, struct principal *principal, struct err *err)
{
	if (rows_integer(rows, 3) != 0)
		return err_set(err, ERR_DENIED,
		    "the key \"%s\" was revoked (%s): ask the coordinator for"
		    " another",
		    rows_text(rows, 0), rows_text(rows, 4));
	snprintf(
	    principal->name, sizeof(principal->name), "%s", rows_text(rows, 0));
	principal->role = role_of(rows_text(rows, 1));
	snprintf(principal->department, sizeof(principal->department), "%s",
	    rows_text(rows, 2));
	return 1;
}

int key_principal(struct store *store, const uint8_t public[SEAL_PUBLIC],
    struct principal *principal, struct err *err)
{
	struct rows rows;
	int result;

	memcpy(principal->key, public, SEAL_PUBLIC);
	if (store_query(&rows, store, key_sql, PRINCIPAL,
		BIND(BLOB(public, SEAL_PUBLIC)), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1)
		result = take_principal(&rows, principal, err);
	rows_end(&rows);
	return result;
}

static int check_new(struct context *context, const char *name,
    const uint8_t public[SEAL_PUBLIC], struct err *err)
{
	struct rows rows;
	int found;

	if (store_query(&rows, context->store, key_sql, CLASH,
		BIND(TEXT(name), BLOB(public, SEAL_PUBLIC)), err) != 0)
		return -1;
	found = rows_next(&rows, err);
	if (found == 1 && strcmp(rows_text(&rows, 0), name) == 0)
		found = err_set(err, ERR_CONFLICT,
		    "there is a key named \"%s\" already: give this one"
		    " another name",
		    name);
	else if (found == 1)
		found = err_set(err, ERR_CONFLICT,
		    "this key is here already, as \"%s\"", rows_text(&rows, 0));
	rows_end(&rows);
	return found;
}

int key_put(struct context *context, const char *name, const char *line,
    enum role role, const char *department, struct err *err)
{
	char fingerprint[SEAL_FINGERPRINT];
	uint8_t public[SEAL_PUBLIC];

	if (seal_public_read(line, public, err) != 0 ||
	    check_new(context, name, public, err) != 0)
		return -1;
	seal_fingerprint(public, fingerprint);
	return store_run(context->store, key_sql, ADD,
	    BIND(BLOB(public, SEAL_PUBLIC), TEXT(name), TEXT(fingerprint),
		TEXT(role_word(role)), TEXT(department),
		INTEGER(context->now.seconds)),
	    err);
}

static int one(struct context *context, struct err *err)
{
	const char *name = param_text(context, "name");

	return context_one(context, key_sql, ONE, BIND(TEXT(name)), err,
	    "there is no key named \"%s\": planvakt key list shows those there"
	    " are",
	    name);
}

static int list(struct context *context, struct err *err)
{
	return context_list(context, key_sql, LIST,
	    BIND(TEXT(param_text(context, "after"))), err);
}

static int add(struct context *context, struct err *err)
{
	enum role role = role_of(param_text(context, "role"));
	const char *department = param_text(context, "department");

	if (role == ROLE_DEPARTMENT && department == NULL)
		return err_set(err, ERR_INVALID,
		    "department: a key of role department needs to say whose"
		    " it is (--department CODE)");
	if (role != ROLE_DEPARTMENT && department != NULL)
		return err_set(err, ERR_INVALID,
		    "department: only a key of role department has one");
	if (department != NULL &&
	    department_check(context, department, err) != 0)
		return -1;
	if (key_put(context, param_text(context, "name"),
		param_text(context, "key"), role, department, err) != 0)
		return -1;
	return one(context, err);
}

/* *role and whether it was revoked. */
static int find(struct context *context, const char *name, enum role *role,
    bool *revoked, struct err *err)
{
	struct rows rows;
	int found;

	if (store_query(&rows, context->store, key_sql, STATE, BIND(TEXT(name)),
		err) != 0)
		return -1;
	found = rows_next(&rows, err);
	if (found == 1) {
		*role = role_of(rows_text(&rows, 0));
		*revoked = rows_integer(&rows, 1) != 0;
	}
	rows_end(&rows);
	if (found == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no key named \"%s\": planvakt key list shows"
		    " those there are",
		    name);
	return found < 0 ? -1 : 0;
}

static int check_revoke(struct context *context, const char *name,
    enum role role, bool revoked, struct err *err)
{
	int64_t coordinators = 0;

	if (revoked)
		return err_set(err, ERR_CONFLICT,
		    "the key \"%s\" was revoked already", name);
	if (role == ROLE_DAEMON)
		return err_set(err, ERR_CONFLICT,
		    "the daemon's own key cannot be revoked");
	if (role != ROLE_COORDINATOR)
		return 0;
	if (store_integer(context->store, key_sql, COORDINATORS, BIND_NONE,
		&coordinators, 0, err) != 0)
		return -1;
	if (coordinators > 1)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "\"%s\" is the last coordinator: add another coordinator's key"
	    " first",
	    name);
}

static int revoke(struct context *context, struct err *err)
{
	const char *name = param_text(context, "name");
	bool revoked = false;
	enum role role = ROLE_AUDITOR;

	if (find(context, name, &role, &revoked, err) != 0 ||
	    check_revoke(context, name, role, revoked, err) != 0 ||
	    store_run(context->store, key_sql, REVOKE,
		BIND(TEXT(name), INTEGER(context->now.seconds),
		    TEXT(param_text(context, "reason"))),
		err) != 0)
		return -1;
	return one(context, err);
}

static const char *const roles[] = { "coordinator", "department", "auditor",
	NULL };

static const struct field list_fields[] = {
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "key", FIELD_LINE, REQUIRED, .min = 1, .max = KEY_LINE_MAX },
	{ "role", FIELD_WORD, REQUIRED, .words = roles },
	{ "department", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field revoke_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

const struct command key_commands[] = {
	{ "key.list", ACCESS_ANY, READS, list_fields, list },
	{ "key.add", ACCESS_COORDINATOR, WRITES, add_fields, add },
	{ "key.revoke", ACCESS_COORDINATOR, WRITES, revoke_fields, revoke },
	{ 0 },
};
