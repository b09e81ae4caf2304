/* SPDX-License-Identifier: ISC */
#include "daemon/commands/plan.h"

#include "daemon/calendar/interval.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"

/* clang-format off */
#define PLAN_JSON \
	"json_object('code', code, 'title', title, 'case_number'," \
	" case_number, 'decision', decision, 'adopted', adopted," \
	" 'valid_until', valid_until, 'review', review, 'activities'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code), 'open'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code" \
	"   AND open), 'overdue'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code" \
	"   AND open AND due < ?2))"
/* clang-format on */

enum { LIST, ONE, FIND, ADD, EDIT, DATES };

static const char *const plan_sql[] = {
	[LIST] = "SELECT " PLAN_JSON ", json_quote(code) FROM plan p"
		 " WHERE ?1 IS NULL OR code > ?1 ORDER BY code",
	[ONE] = "SELECT " PLAN_JSON " FROM plan p WHERE code = ?1",
	[FIND] = "SELECT 1 FROM plan WHERE code = ?1",
	[ADD] = "INSERT INTO plan VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
		" iif(?5 IS NULL, NULL, ?8))",
	[EDIT] = "UPDATE plan SET adopted_set_at = iif(adopted IS NOT"
		 " coalesce(?5, adopted), ?8, adopted_set_at),"
		 " title = coalesce(?2, title),"
		 " case_number = coalesce(?3, case_number),"
		 " decision = coalesce(?4, decision),"
		 " adopted = coalesce(?5, adopted),"
		 " valid_until = coalesce(?6, valid_until),"
		 " review = coalesce(?7, review) WHERE code = ?1"
		 " AND (title IS NOT coalesce(?2, title)"
		 " OR case_number IS NOT coalesce(?3, case_number)"
		 " OR decision IS NOT coalesce(?4, decision)"
		 " OR adopted IS NOT coalesce(?5, adopted)"
		 " OR valid_until IS NOT coalesce(?6, valid_until)"
		 " OR review IS NOT coalesce(?7, review))",
	[DATES] = "SELECT 1 FROM plan WHERE code = ?1"
		  " AND valid_until < adopted",
	NULL,
};

int plan_check(struct invocation *invocation, const char *code, struct err *err)
{
	int64_t found = 0;

	if (store_integer(invocation->store, plan_sql, FIND, BIND(TEXT(code)),
		&found, 0, err) != 0)
		return -1;
	if (found == 1)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "there is no plan \"%s\": planvakt plan list shows those there"
	    " are, plan add makes one",
	    code);
}

static int plan_one(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");
	char today[DAY_TEXT];

	day_write(zone_local(invocation->now).day, today);
	return invocation_one(invocation, plan_sql, ONE,
	    BIND(TEXT(code), TEXT(today)), err,
	    "there is no plan \"%s\": planvakt plan list shows those there are",
	    code);
}

static int plan_list(struct invocation *invocation, struct err *err)
{
	char today[DAY_TEXT];

	day_write(zone_local(invocation->now).day, today);
	return invocation_list(invocation, plan_sql, LIST,
	    BIND(TEXT(param_text(invocation, "after")), TEXT(today)), err);
}

static int plan_put(struct invocation *invocation, int statement,
    const char *review, struct err *err)
{
	return store_run(invocation->store, plan_sql, statement,
	    BIND(TEXT(param_text(invocation, "code")),
		TEXT(param_text(invocation, "title")),
		TEXT(param_text(invocation, "case_number")),
		TEXT(param_text(invocation, "decision")),
		TEXT(param_text(invocation, "adopted")),
		TEXT(param_text(invocation, "valid_until")), TEXT(review),
		INTEGER(invocation->now.seconds)),
	    err);
}

static int check_dates(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");
	int64_t reversed = 0;

	if (store_integer(invocation->store, plan_sql, DATES, BIND(TEXT(code)),
		&reversed, 0, err) != 0)
		return -1;
	if (reversed == 0)
		return 0;
	return err_set(
	    err, ERR_INVALID, "valid_until: is before the plan was adopted");
}

static int plan_add(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");
	const char *review = param_text(invocation, "review");
	int64_t found = 0;

	if (store_integer(invocation->store, plan_sql, FIND, BIND(TEXT(code)),
		&found, 0, err) != 0)
		return -1;
	if (found == 1)
		return err_set(err, ERR_CONFLICT,
		    "there is a plan \"%s\" already: choose another code, or"
		    " change it with planvakt plan edit",
		    code);
	if (plan_put(invocation, ADD,
		review != NULL ? review : INTERVAL_DEFAULT, err) != 0 ||
	    check_dates(invocation, err) != 0)
		return -1;
	return plan_one(invocation, err);
}

static int plan_edit(struct invocation *invocation, struct err *err)
{
	if (json_object_size(invocation->params) < 2)
		return err_set(err, ERR_INVALID,
		    "nothing to edit: give --title, --case-number, --adopted,"
		    " --decision, --valid-until or --review");
	if (plan_check(invocation, param_text(invocation, "code"), err) != 0 ||
	    plan_put(invocation, EDIT, param_text(invocation, "review"), err) !=
		0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	if (check_dates(invocation, err) != 0)
		return -1;
	return plan_one(invocation, err);
}

static const struct field list_fields[] = {
	{ "after", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "code", FIELD_CODE, REQUIRED },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "code", FIELD_CODE, REQUIRED },
	{ "title", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "case_number", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "decision", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "adopted", FIELD_DATE, OPTIONAL },
	{ "valid_until", FIELD_DATE, OPTIONAL },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ 0 },
};

static const struct field edit_fields[] = {
	{ "code", FIELD_CODE, REQUIRED },
	{ "title", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "case_number", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "decision", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "adopted", FIELD_DATE, OPTIONAL },
	{ "valid_until", FIELD_DATE, OPTIONAL },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ 0 },
};

static const struct command plan_commands[] = {
	{ "plan.list", ACCESS_ANY, READS, list_fields, plan_list },
	{ "plan.show", ACCESS_ANY, READS, show_fields, plan_one },
	{ "plan.add", ACCESS_COORDINATOR, WRITES, add_fields, plan_add },
	{ "plan.edit", ACCESS_COORDINATOR, WRITES, edit_fields, plan_edit },
	{ 0 },
};

const struct family plan_family = {
	plan_commands,
	plan_sql,
};
