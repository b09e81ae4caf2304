/* SPDX-License-Identifier: ISC */
#include "daemon/commands/key.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "protocol/sign_key.h"

/* clang-format off */
#define KEY_JSON \
	"json_object('name', name, 'fingerprint', fingerprint, 'role', role," \
	" 'department', department, 'added'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', added_at, 'unixepoch'), 'revoked'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', revoked_at, 'unixepoch')," \
	" 'reason', revoke_reason)"
/* clang-format on */

enum {
	PRINCIPAL,
	LIST,
	ONE,
	HOLDER,
	KNOWN,
	ADD,
	SUCCEED,
	STATE,
	COORDINATORS,
	REVOKE,
};

/* The reason of a key that another came for. */
#define REPLACED "replaced"

/* The columns of PRINCIPAL. */
enum {
	PRINCIPAL_NAME,
	PRINCIPAL_ROLE,
	PRINCIPAL_DEPARTMENT,
	PRINCIPAL_REVOKED,
	PRINCIPAL_REASON
};

/* The columns of STATE. */
enum { STATE_PUBLIC, STATE_ROLE, STATE_REVOKED };

static const char *const key_sql[] = {
	/* A key of a department that was replaced acts for its successor. */
	[PRINCIPAL] = "SELECT k.name, k.role,"
		      " coalesce(d.successor, d.code, ''),"
		      " k.revoked_at IS NOT NULL, k.revoke_reason FROM key k"
		      " LEFT JOIN department d ON d.code = k.department"
		      " WHERE k.public = ?1",
	/* A name's keys in the order in which they held it. */
	[LIST] = "SELECT " KEY_JSON ", json_quote(fingerprint) FROM key"
		 " WHERE ?1 IS NULL OR (name COLLATE swedish, rowid) >"
		 "  (SELECT name, rowid FROM key WHERE fingerprint = ?1)"
		 " ORDER BY name COLLATE swedish, rowid",
	[ONE] = "SELECT " KEY_JSON " FROM key WHERE public = ?1",
	[HOLDER] = "SELECT 1 FROM key WHERE name = ?1 AND revoked_at IS NULL",
	[KNOWN] = "SELECT name FROM key WHERE public = ?1",
	[ADD] = "INSERT INTO key VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL)",
	[SUCCEED] = "INSERT INTO key SELECT ?2, name, ?3, role, department,"
		    " ?4, NULL, NULL FROM key WHERE public = ?1",
	[STATE] = "SELECT public, role, revoked_at IS NOT NULL FROM key"
		  " WHERE name = ?1 ORDER BY revoked_at IS NULL DESC LIMIT 1",
	[COORDINATORS] = "SELECT count(*) FROM key"
			 " WHERE role = 'coordinator' AND revoked_at IS NULL",
	[REVOKE] = "UPDATE key SET revoked_at = ?2, revoke_reason = ?3"
		   " WHERE public = ?1",
	NULL,
};

static int take_principal(
    const struct rows *rows, struct principal *principal, struct err *err)
{
	if (rows_integer(rows, PRINCIPAL_REVOKED) != 0 &&
	    strcmp(rows_text(rows, PRINCIPAL_REASON), REPLACED) == 0)
		return err_set(err, ERR_DENIED,
		    "the key \"%s\" was replaced by a new one: sign with that"
		    " (--key FILE)",
		    rows_text(rows, PRINCIPAL_NAME));
	if (rows_integer(rows, PRINCIPAL_REVOKED) != 0)
		return err_set(err, ERR_DENIED,
		    "the key \"%s\" was revoked (%s): ask the coordinator for"
		    " another",
		    rows_text(rows, PRINCIPAL_NAME),
		    rows_text(rows, PRINCIPAL_REASON));
	snprintf(principal->name, sizeof(principal->name), "%s",
	    rows_text(rows, PRINCIPAL_NAME));
	principal->role = word_of(role_words, rows_text(rows, PRINCIPAL_ROLE));
	snprintf(principal->department, sizeof(principal->department), "%s",
	    rows_text(rows, PRINCIPAL_DEPARTMENT));
	return 1;
}

int key_principal(struct store *store, const uint8_t public[SIGN_PUBLIC],
    struct principal *principal, struct err *err)
{
	struct rows rows;
	int result;

	memcpy(principal->key, public, SIGN_PUBLIC);
	rows = store_query(
	    store, key_sql, PRINCIPAL, BIND(BLOB(public, SIGN_PUBLIC)));
	result = rows_next(&rows, err);
	if (result == 1)
		result = take_principal(&rows, principal, err);
	rows_end(&rows);
	return result;
}

/* Whether nobody holds the name now. */
static int key_check_name(
    struct invocation *invocation, const char *name, struct err *err)
{
	int64_t held = 0;

	if (store_integer(invocation->store, key_sql, HOLDER, BIND(TEXT(name)),
		&held, 0, err) != 0)
		return -1;
	if (held == 0)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "there is a key named \"%s\" already: give this one another name",
	    name);
}

/* Whether the key was never here, revoked or not. */
static int key_check_key(struct invocation *invocation,
    const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, key_sql, KNOWN, BIND(BLOB(public, SIGN_PUBLIC)));
	int found = rows_next(&rows, err);

	if (found == 1)
		found = err_set(err, ERR_CONFLICT,
		    "this key is here already, as \"%s\": make a new one",
		    rows_text(&rows, 0));
	rows_end(&rows);
	return found;
}

int key_put(struct invocation *invocation, const char *name, const char *line,
    enum role role, const char *department, struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];
	uint8_t public[SIGN_PUBLIC];

	if (sign_public_read(line, public, err) != 0 ||
	    key_check_name(invocation, name, err) != 0 ||
	    key_check_key(invocation, public, err) != 0)
		return -1;
	sign_fingerprint(public, fingerprint);
	return store_run(invocation->store, key_sql, ADD,
	    BIND(BLOB(public, SIGN_PUBLIC), TEXT(name), TEXT(fingerprint),
		TEXT(role_words[role]), TEXT(department),
		INTEGER(invocation->now.seconds)),
	    err);
}

static int key_one(struct invocation *invocation,
    const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	return invocation_one(invocation, key_sql, ONE,
	    BIND(BLOB(public, SIGN_PUBLIC)), err, "there is no such key");
}

/* Answers with the key that the params name; the params were checked before. */
static int answer_line(struct invocation *invocation, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];

	if (sign_public_read(param_text(invocation, "key"), public, err) != 0)
		return -1;
	return key_one(invocation, public, err);
}

static int key_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, key_sql, LIST,
	    BIND(TEXT(param_text(invocation, "after"))), err);
}

static int key_add(struct invocation *invocation, struct err *err)
{
	enum role role = param_word(invocation, "role", role_words);
	const char *department = param_text(invocation, "department");

	if (role == ROLE_DEPARTMENT && department == NULL)
		return err_set(err, ERR_INVALID,
		    "department: a key of role department needs to say whose"
		    " it is (--department CODE)");
	if (role != ROLE_DEPARTMENT && department != NULL)
		return err_set(err, ERR_INVALID,
		    "department: only a key of role department has one");
	if (department != NULL &&
	    department_check(invocation, department, err) != 0)
		return -1;
	if (key_put(invocation, param_text(invocation, "name"),
		param_text(invocation, "key"), role, department, err) != 0)
		return -1;
	return answer_line(invocation, err);
}

/* --- revoke --- */

struct holder {
	uint8_t public[SIGN_PUBLIC];
	enum role role;
	bool revoked;
};

static void take_holder(const struct rows *rows, struct holder *holder)
{
	size_t length;
	const void *public = rows_blob(rows, STATE_PUBLIC, &length);

	assert(length == SIGN_PUBLIC);
	memcpy(holder->public, public, SIGN_PUBLIC);
	holder->role = word_of(role_words, rows_text(rows, STATE_ROLE));
	holder->revoked = rows_integer(rows, STATE_REVOKED) != 0;
}

/* The key that holds the name; where it was revoked, one that held it. */
static int key_find(struct invocation *invocation, const char *name,
    struct holder *holder, struct err *err)
{
	struct rows rows =
	    store_query(invocation->store, key_sql, STATE, BIND(TEXT(name)));
	int found = rows_next(&rows, err);

	if (found == 1)
		take_holder(&rows, holder);
	rows_end(&rows);
	if (found == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no key named \"%s\": planvakt key list shows"
		    " those there are",
		    name);
	return found == 1 ? 0 : -1;
}

static int check_revoke(struct invocation *invocation, const char *name,
    const struct holder *holder, struct err *err)
{
	int64_t coordinators = 0;

	if (holder->revoked)
		return err_set(err, ERR_CONFLICT,
		    "the key \"%s\" was revoked already", name);
	if (holder->role == ROLE_DAEMON)
		return err_set(err, ERR_CONFLICT,
		    "the daemon's own key cannot be revoked");
	if (holder->role != ROLE_COORDINATOR)
		return 0;
	if (store_integer(invocation->store, key_sql, COORDINATORS, BIND_NONE,
		&coordinators, 0, err) != 0)
		return -1;
	if (coordinators > 1)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "\"%s\" is the last coordinator: add another coordinator's key"
	    " first",
	    name);
}

static int put_revoked(struct invocation *invocation,
    const uint8_t public[SIGN_PUBLIC], const char *reason, struct err *err)
{
	return store_run(invocation->store, key_sql, REVOKE,
	    BIND(BLOB(public, SIGN_PUBLIC), INTEGER(invocation->now.seconds),
		TEXT(reason)),
	    err);
}

static int revoke(struct invocation *invocation, struct err *err)
{
	const char *name = param_text(invocation, "name");
	struct holder holder;

	if (key_find(invocation, name, &holder, err) != 0 ||
	    check_revoke(invocation, name, &holder, err) != 0 ||
	    put_revoked(invocation, holder.public,
		param_text(invocation, "reason"), err) != 0)
		return -1;
	return key_one(invocation, holder.public, err);
}

/* --- replace --- */

/* The key that signs leaves its name, role and department to the new one. */
static int key_replace(struct invocation *invocation, struct err *err)
{
	const uint8_t *old = invocation->principal->key;
	char fingerprint[SIGN_FINGERPRINT];
	uint8_t public[SIGN_PUBLIC];

	if (invocation->principal->role == ROLE_DAEMON)
		return err_set(err, ERR_CONFLICT,
		    "the daemon's own key cannot be replaced");
	if (sign_public_read(param_text(invocation, "key"), public, err) != 0 ||
	    key_check_key(invocation, public, err) != 0 ||
	    put_revoked(invocation, old, REPLACED, err) != 0)
		return -1;
	sign_fingerprint(public, fingerprint);
	if (store_run(invocation->store, key_sql, SUCCEED,
		BIND(BLOB(old, SIGN_PUBLIC), BLOB(public, SIGN_PUBLIC),
		    TEXT(fingerprint), INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	return key_one(invocation, public, err);
}

static const struct field list_fields[] = {
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "name", FIELD_NAME, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "key", FIELD_KEY, REQUIRED },
	{ "role", FIELD_WORD, REQUIRED, .words = role_words,
	    .min = ROLE_COORDINATOR },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ 0 },
};

static const struct field replace_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "key", FIELD_KEY, REQUIRED },
	{ 0 },
};

static const struct field revoke_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct command key_commands[] = {
	{ "key.list", ACCESS_ANY, READS, list_fields, key_list },
	{ "key.add", ACCESS_COORDINATOR, WRITES, add_fields, key_add },
	{ "key.replace", ACCESS_HOLDER, WRITES, replace_fields, key_replace },
	{ "key.revoke", ACCESS_COORDINATOR, WRITES, revoke_fields, revoke },
	{ 0 },
};

const struct family key_family = {
	key_commands,
	key_sql,
};
