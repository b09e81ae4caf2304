/* SPDX-License-Identifier: ISC */
#include "daemon/commands/department.h"

#include <string.h>

#include "daemon/commands/department_named.h"
#include "daemon/commands/families.h"
#include "daemon/commands/notice_dispatch.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner_names.h"
#include "protocol/json_member.h"

/* clang-format off */
#define DEPARTMENT_JSON \
	"json_object('code', d.code, 'name', d.name, 'mail', d.mail," \
	" 'escalation', d.escalation, 'language', d.language," \
	" 'aliases', (SELECT json_group_array(alias) FROM (SELECT alias" \
	"   FROM department_name n WHERE n.department = d.code" \
	"   AND alias IS NOT NULL ORDER BY alias COLLATE swedish))," \
	" 'successor', d.successor, 'external', json(iif(d.external, 'true'," \
	" 'false')), 'board', d.board)"

/* clang-format on */

enum {
	LIST,
	ONE,
	SUCCESSOR,
	NAMES,
	ADD,
	EDIT,
	NAME_OWNER,
	NAME_ADD,
	NAME_DROP,
	REMOVE_ESCALATION
};

/* The columns of NAME_OWNER. */
enum { OWNER_DEPARTMENT, OWNER_ALIAS };

static const char *const department_sql[] = {
	[LIST] = "SELECT " DEPARTMENT_JSON ", json_quote(d.code)"
		 " FROM department d WHERE ?1 IS NULL"
		 " OR d.code COLLATE swedish > ?1"
		 " ORDER BY d.code COLLATE swedish",
	[ONE] =
	    "SELECT " DEPARTMENT_JSON " FROM department d WHERE d.code = ?1",
	[SUCCESSOR] = "SELECT successor FROM department WHERE code = ?1",
	[NAMES] = "SELECT n.folded, coalesce(d.successor, d.code)"
		  " FROM department_name n"
		  " JOIN department d ON d.code = n.department"
		  " ORDER BY n.folded",
	[ADD] = "INSERT INTO department VALUES"
		" (?1, ?2, coalesce(?3, ''), ?4, coalesce(?5, 'sv'), NULL, ?6,"
		" ?7)",
	[EDIT] = "UPDATE department SET name = coalesce(?2, name),"
		 " mail = coalesce(?3, mail),"
		 " escalation = coalesce(?4, escalation),"
		 " language = coalesce(?5, language),"
		 " external = max(external, ?6), board = coalesce(?7, board)"
		 " WHERE code = ?1"
		 " AND (external < ?6 OR name IS NOT coalesce(?2, name)"
		 " OR mail IS NOT coalesce(?3, mail)"
		 " OR board IS NOT coalesce(?7, board)"
		 " OR escalation IS NOT coalesce(?4, escalation)"
		 " OR language IS NOT coalesce(?5, language))",
	[NAME_OWNER] = "SELECT department, alias FROM department_name"
		       " WHERE folded = ?1",
	[NAME_ADD] = "INSERT INTO department_name VALUES (?1, ?2, ?3)",
	[NAME_DROP] = "DELETE FROM department_name WHERE department = ?1"
		      " AND folded = ?2",
	[REMOVE_ESCALATION] = "UPDATE department SET escalation = NULL"
			      " WHERE code = ?1 AND escalation IS NOT NULL",
	NULL,
};

/* *successor is NULL or in the arena. */
static int find_successor(struct invocation *invocation, const char *code,
    const char **successor, struct err *err)
{
	struct rows rows;
	int result;

	*successor = NULL;
	rows = store_query(
	    invocation->store, department_sql, SUCCESSOR, BIND(TEXT(code)));
	result = rows_next(&rows, err);
	if (result == 1 && !rows_null(&rows, 0))
		*successor =
		    arena_printf(invocation->arena, "%s", rows_text(&rows, 0));
	rows_end(&rows);
	if (result == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no department \"%s\": planvakt department list"
		    " shows those there are",
		    code);
	return result < 0 ? -1 : 0;
}

int department_exists(
    struct invocation *invocation, const char *code, struct err *err)
{
	const char *ignored;

	return find_successor(invocation, code, &ignored, err);
}

int department_check(
    struct invocation *invocation, const char *code, struct err *err)
{
	const char *successor;

	if (find_successor(invocation, code, &successor, err) != 0)
		return -1;
	if (successor == NULL)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "department \"%s\" was replaced by \"%s\": use that", code,
	    successor);
}

struct owner_names *department_names(
    struct invocation *invocation, struct err *err)
{
	struct arena *arena = invocation->arena;
	struct owner_names *names = owner_names_new(arena);
	struct rows rows =
	    store_query(invocation->store, department_sql, NAMES, BIND_NONE);
	int result;

	while ((result = rows_next(&rows, err)) == 1)
		owner_names_add(names,
		    arena_printf(arena, "%s", rows_text(&rows, 0)),
		    arena_printf(arena, "%s", rows_text(&rows, 1)));
	rows_end(&rows);
	owner_names_sort(names);
	return result < 0 ? NULL : names;
}

int department_one(
    struct invocation *invocation, const char *code, struct err *err)
{
	return invocation_one(invocation, department_sql, ONE, BIND(TEXT(code)),
	    err,
	    "there is no department \"%s\": planvakt department list shows"
	    " those there are",
	    code);
}

static int department_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, department_sql, LIST,
	    BIND(TEXT(param_text(invocation, "after"))), err);
}

/* --- names: their folded forms stand in the reading, for what Unicode calls
 * the same may change with versions --- */

static void read_names(struct invocation *invocation, const char *param)
{
	json_t *folded = json_array(), *text;
	size_t i;

	json_array_foreach (param_list(invocation, param), i, text)
		json_array_append_new(folded,
		    json_string(
			fold_name(invocation->arena, json_string_value(text))));
	json_object_set_new(invocation->reading, param, folded);
}

int department_read(struct invocation *invocation, struct err *err)
{
	static const char *const singles[] = { "code", "name" };

	(void)err;
	for (size_t i = 0; i < 2; i++) {
		const char *text = param_text(invocation, singles[i]);

		if (text != NULL)
			json_object_set_new(invocation->reading, singles[i],
			    json_string(fold_name(invocation->arena, text)));
	}
	read_names(invocation, "aliases");
	read_names(invocation, "remove_aliases");
	return 0;
}

/* Adds a spelling, an alias or NULL, which was typed so: 1; 0 where the
 * department has it already; -1. */
static int add_name(struct invocation *invocation, const char *code,
    const char *folded, const char *alias, const char *typed, struct err *err)
{
	struct rows rows;
	int found;

	if (folded == NULL || folded[0] == '\0')
		return err_set(err, ERR_INVALID,
		    "a department's name or alias"
		    " needs at least one letter or digit");
	rows = store_query(
	    invocation->store, department_sql, NAME_OWNER, BIND(TEXT(folded)));
	found = rows_next(&rows, err);
	if (found == 1 && strcmp(rows_text(&rows, OWNER_DEPARTMENT), code) != 0)
		found = err_set(err, ERR_CONFLICT,
		    "the name \"%s\" means department \"%s\" already", typed,
		    rows_text(&rows, OWNER_DEPARTMENT));
	rows_end(&rows);
	if (found != 0)
		return found < 0 ? -1 : 0;
	if (store_run(invocation->store, department_sql, NAME_ADD,
		BIND(TEXT(folded), TEXT(code), TEXT(alias)), err) != 0)
		return -1;
	return 1;
}

/* Adds aliases; returns how many were new, or -1. */
static int add_aliases(
    struct invocation *invocation, const char *code, struct err *err)
{
	json_t *folded = json_object_get(invocation->reading, "aliases");
	json_t *alias;
	int added = 0;
	size_t i;

	json_array_foreach (param_list(invocation, "aliases"), i, alias) {
		int one_more = add_name(invocation, code,
		    json_string_value(json_array_get(folded, i)),
		    json_string_value(alias), json_string_value(alias), err);

		if (one_more < 0)
			return -1;
		added += one_more;
	}
	return added;
}

static const char *folded_of(struct invocation *invocation, const char *name)
{
	return json_text(invocation->reading, name);
}

int department_add(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");
	int64_t found;

	if (store_integer(invocation->store, department_sql, SUCCESSOR,
		BIND(TEXT(code)), &found, -1, err) != 0)
		return -1;
	if (param_text(invocation, "mail") == NULL &&
	    !param_flag(invocation, "external"))
		return err_set(err, ERR_INVALID,
		    "mail: is missing: give --mail, or --external where it is"
		    " no part of the municipality and has no address");
	if (found != -1)
		return err_set(err, ERR_CONFLICT,
		    "there is a department \"%s\" already: change it with"
		    " planvakt department edit %s",
		    code, code);
	if (store_run(invocation->store, department_sql, ADD,
		BIND(TEXT(code), TEXT(param_text(invocation, "name")),
		    TEXT(param_text(invocation, "mail")),
		    TEXT(param_text(invocation, "escalation")),
		    TEXT(param_text(invocation, "language")),
		    INTEGER(param_flag(invocation, "external")),
		    TEXT(param_text(invocation, "board"))),
		err) != 0 ||
	    add_name(invocation, code, folded_of(invocation, "code"), NULL,
		code, err) < 0 ||
	    add_name(invocation, code, folded_of(invocation, "name"), NULL,
		param_text(invocation, "name"), err) < 0 ||
	    add_aliases(invocation, code, err) < 0)
		return -1;
	return department_one(invocation, code, err);
}

/* Removes aliases; returns how many were there, or -1. Name and code stay. */
static int remove_aliases(
    struct invocation *invocation, const char *code, struct err *err)
{
	json_t *folded;
	int removed = 0;
	size_t i;

	json_array_foreach (
	    json_object_get(invocation->reading, "remove_aliases"), i, folded) {
		struct rows rows;
		int found;

		rows = store_query(invocation->store, department_sql,
		    NAME_OWNER, BIND(TEXT(json_string_value(folded))));
		found = rows_next(&rows, err);
		if (found == 1)
			found = strcmp(rows_text(&rows, OWNER_DEPARTMENT),
				    code) == 0 &&
			    !rows_null(&rows, OWNER_ALIAS);
		rows_end(&rows);
		if (found < 0)
			return -1;
		if (found == 0)
			return err_set(err, ERR_NOT_FOUND,
			    "department \"%s\" has no alias \"%s\"", code,
			    json_string_value(json_array_get(
				param_list(invocation, "remove_aliases"), i)));
		if (store_run(invocation->store, department_sql, NAME_DROP,
			BIND(TEXT(code), TEXT(json_string_value(folded))),
			err) != 0)
			return -1;
		removed++;
	}
	return removed;
}

/* Removes the escalation address: the coordinator is told instead. 1, 0, -1. */
static int remove_escalation(
    struct invocation *invocation, const char *code, struct err *err)
{
	if (!param_flag(invocation, "remove_escalation"))
		return 0;
	if (param_text(invocation, "escalation") != NULL)
		return err_set(err, ERR_INVALID,
		    "remove_escalation: goes without escalation: give one of"
		    " them");
	if (store_run(invocation->store, department_sql, REMOVE_ESCALATION,
		BIND(TEXT(code)), err) != 0)
		return -1;
	return (int)store_changed(invocation->store);
}

/* A new name is one more spelling: the old one still means the department, for
 * older plans have it. */
int department_edit(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");
	const char *name = folded_of(invocation, "name");
	int64_t changed;
	int added, removed, named;

	if (department_one(invocation, code, err) != 0)
		return -1;
	if (store_run(invocation->store, department_sql, EDIT,
		BIND(TEXT(code), TEXT(param_text(invocation, "name")),
		    TEXT(param_text(invocation, "mail")),
		    TEXT(param_text(invocation, "escalation")),
		    TEXT(param_text(invocation, "language")),
		    INTEGER(param_flag(invocation, "external")),
		    TEXT(param_text(invocation, "board"))),
		err) != 0)
		return -1;
	changed = store_changed(invocation->store);
	named = remove_escalation(invocation, code, err);
	if (named < 0 || dispatch_readdress(invocation, code, err) != 0)
		return -1;
	changed += named;
	named = name != NULL ? add_name(invocation, code, name, NULL,
				   param_text(invocation, "name"), err)
			     : 0;
	removed = named < 0 ? -1 : remove_aliases(invocation, code, err);
	added = removed < 0 ? -1 : add_aliases(invocation, code, err);
	if (added < 0)
		return -1;
	invocation->unchanged = changed + named + removed + added == 0;
	buffer_cut(invocation->reply, 0);
	return department_one(invocation, code, err);
}

/* --- one in a request of its own: it says what is clear with it --- */

int department_read_named(struct invocation *invocation, const json_t *rows,
    const json_t *readings, struct err *err)
{
	struct owner_names *before, *after;
	int64_t any;

	if (department_named_any(invocation, &any, err) != 0)
		return -1;
	if (any == 0)
		return 0;
	before = department_names(invocation, err);
	after = before != NULL ? department_names(invocation, err) : NULL;
	if (after == NULL)
		return -1;
	return department_named_read(
	    invocation, before, after, rows, readings, err);
}

static int department_read_one(struct invocation *invocation, struct err *err)
{
	json_t *rows, *readings;
	int result = department_read(invocation, err);

	if (result != 0)
		return -1;
	rows = json_pack("[O]", invocation->params);
	readings = json_pack("[O]", invocation->reading);
	result = department_read_named(invocation, rows, readings, err);
	json_decref(rows);
	json_decref(readings);
	return result;
}

/* Nobody writes any more to what was replaced: it would change nothing. */
static int department_read_edited(
    struct invocation *invocation, struct err *err)
{
	return department_check(
		   invocation, param_text(invocation, "code"), err) == 0
	    ? department_read_one(invocation, err)
	    : -1;
}

static int department_add_one(struct invocation *invocation, struct err *err)
{
	if (department_add(invocation, err) != 0)
		return -1;
	department_named_put(invocation);
	return 0;
}

static int department_edit_one(struct invocation *invocation, struct err *err)
{
	if (department_edit(invocation, err) != 0)
		return -1;
	department_named_put(invocation);
	return 0;
}

static const struct field list_fields[] = {
	{ "after", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "code", FIELD_CODE, REQUIRED },
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "mail", FIELD_MAIL, OPTIONAL },
	{ "external", FIELD_FLAG, OPTIONAL },
	{ "escalation", FIELD_MAIL, OPTIONAL },
	{ "language", FIELD_WORD, OPTIONAL, .words = language_words },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "aliases", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .many = ALIASES_MAX },
	{ 0 },
};

static const struct field edit_fields[] = {
	{ "code", FIELD_CODE, REQUIRED, .of = CODE_DEPARTMENT },
	{ "name", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "mail", FIELD_MAIL, OPTIONAL },
	{ "external", FIELD_FLAG, OPTIONAL },
	{ "escalation", FIELD_MAIL, OPTIONAL },
	{ "language", FIELD_WORD, OPTIONAL, .words = language_words },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "aliases", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .many = ALIASES_MAX },
	{ "remove_aliases", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .many = ALIASES_MAX },
	{ "remove_escalation", FIELD_FLAG, OPTIONAL },
	{ 0 },
};

/* A folded name may be longer than the name. */
#define FOLDED_MAX (20 * NAME_LENGTH)

const struct field department_names_reading[] = {
	{ "code", FIELD_CODE, REQUIRED },
	{ "name", FIELD_LINE, OPTIONAL, .max = FOLDED_MAX },
	{ "aliases", FIELD_LINE, REQUIRED, .max = FOLDED_MAX,
	    .many = ALIASES_MAX },
	{ "remove_aliases", FIELD_LINE, REQUIRED, .max = FOLDED_MAX,
	    .many = ALIASES_MAX },
	DEPARTMENT_NAMED_FIELD,
	{ 0 },
};

static const struct command department_commands[] = {
	{ "department.list", ACCESS_ANY, READS, list_fields, department_list },
	{ "department.add", ACCESS_COORDINATOR, WRITES, add_fields,
	    department_add_one, department_read_one, department_names_reading },
	{ "department.edit", ACCESS_COORDINATOR, WRITES, edit_fields,
	    department_edit_one, department_read_edited,
	    department_names_reading },
	{ 0 },
};

const struct family department_family = {
	department_commands,
	department_sql,
};
