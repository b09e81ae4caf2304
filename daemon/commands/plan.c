/* SPDX-License-Identifier: ISC */
#include "daemon/commands/plan.h"

#include "daemon/calendar/interval.h"
#include "daemon/commands/families.h"
#include "daemon/commands/rating.h"
#include "protocol/translate.h"

/* clang-format off */
#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

#define PLAN_JSON \
	"json_object('code', code, 'title', title, 'case_number'," \
	" case_number, 'decision', decision, 'adopted', adopted," \
	" 'valid_until', valid_until, 'review', review, 'steering', steering," \
	" 'follow_up', follow_up, 'statutory', json(iif(statutory, 'true'," \
	"   'false')), 'followed', followed, 'followed_decision'," \
	" followed_decision, 'follow_up_due', follow_up_due, 'duty_overdue'," \
	" json(iif(closed_at IS NULL AND follow_up_due < ?2, 'true'," \
	"   'false')), 'closed_at', " INSTANT("closed_at") "," \
	" 'closed_reason'," \
	" closed_reason, 'successor', successor, 'board', board, 'bands'," \
	" json(iif(bands = '[]', " BANDS_DEFAULT ", bands)), 'activities'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code), 'open'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code" \
	"   AND open), 'overdue'," \
	" (SELECT count(*) FROM activity a WHERE a.plan = p.code" \
	"   AND p.closed_at IS NULL AND open AND due < ?2))"
/* clang-format on */

#define FOLLOW_UP_DEFAULT "24m"
#define ADOPTED_AHEAD     366 /* days */
/* What the law (2023:196, 6 §) allows at most. */
#define STATUTORY_MONTHS 24

enum {
	LIST,
	ONE,
	FIND,
	IS_CLOSED,
	ADD,
	EDIT,
	DATES,
	SINCE,
	DUTY,
	SET_DUTY,
	FOLLOW,
	CLOSE
};

/* The columns of DUTY. */
enum { DUTY_BASE, DUTY_INTERVAL, DUTY_DUE, DUTY_STATUTORY };

static const char *const plan_sql[] = {
	[LIST] = "SELECT " PLAN_JSON ", json_quote(code) FROM plan p"
		 " WHERE ?1 IS NULL OR code COLLATE swedish > ?1"
		 " ORDER BY code COLLATE swedish",
	[ONE] = "SELECT " PLAN_JSON " FROM plan p WHERE code = ?1",
	[FIND] = "SELECT 1 FROM plan WHERE code = ?1",
	[IS_CLOSED] = "SELECT coalesce(successor, '') FROM plan"
		      " WHERE code = ?1 AND closed_at IS NOT NULL",
	[ADD] = "INSERT INTO plan (code, title, case_number, decision, adopted,"
		" valid_until, review, steering, follow_up, statutory,"
		" duty_version, duty_set_at, ending_version, ending_set_at,"
		" board, bands)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9, ?10, ?11, 1, ?8, 1,"
		" ?8, ?12, coalesce(?13, '[]'))",
	[EDIT] = "UPDATE plan SET"
		 " ending_version = ending_version + (valid_until IS NOT"
		 "  coalesce(?6, valid_until)),"
		 " ending_set_at = iif(valid_until IS NOT"
		 "  coalesce(?6, valid_until), ?8, ending_set_at),"
		 " title = coalesce(?2, title),"
		 " case_number = coalesce(?3, case_number),"
		 " decision = coalesce(?4, decision),"
		 " adopted = coalesce(?5, adopted),"
		 " valid_until = coalesce(?6, valid_until),"
		 " review = coalesce(?7, review),"
		 " steering = coalesce(?9, steering),"
		 " follow_up = coalesce(?10, follow_up),"
		 " board = coalesce(?12, board), bands = coalesce(?13, bands),"
		 " statutory = max(statutory, ?11) WHERE code = ?1"
		 " AND (title IS NOT coalesce(?2, title)"
		 " OR case_number IS NOT coalesce(?3, case_number)"
		 " OR decision IS NOT coalesce(?4, decision)"
		 " OR adopted IS NOT coalesce(?5, adopted)"
		 " OR valid_until IS NOT coalesce(?6, valid_until)"
		 " OR review IS NOT coalesce(?7, review)"
		 " OR steering IS NOT coalesce(?9, steering)"
		 " OR follow_up IS NOT coalesce(?10, follow_up)"
		 " OR board IS NOT coalesce(?12, board)"
		 " OR bands <> coalesce(?13, bands)"
		 " OR statutory < ?11)",
	[DATES] = "SELECT 1 FROM plan WHERE code = ?1"
		  " AND valid_until < adopted",
	[SINCE] = "SELECT code, adopted FROM plan WHERE adopted > ?3 AND code ="
		  " coalesce(?1, (SELECT plan FROM activity WHERE id = ?2))",
	[DUTY] = "SELECT coalesce(followed, adopted), follow_up,"
		 " follow_up_due, statutory FROM plan WHERE code = ?1",
	[SET_DUTY] = "UPDATE plan SET follow_up_due = ?2,"
		     " duty_version = duty_version + 1, duty_set_at = ?3"
		     " WHERE code = ?1",
	[FOLLOW] = "UPDATE plan SET followed = ?2, followed_decision = ?3"
		   " WHERE code = ?1 AND (followed IS NOT ?2"
		   "  OR followed_decision IS NOT ?3)",
	[CLOSE] = "UPDATE plan SET closed_at = ?2, closed_reason = ?3"
		  " WHERE code = ?1 AND closed_at IS NULL",
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

int plan_check_open(
    struct invocation *invocation, const char *code, struct err *err)
{
	char successor[CODE_MAX + 1] = "";
	struct rows rows;
	int closed;

	if (plan_check(invocation, code, err) != 0)
		return -1;
	rows = store_query(
	    invocation->store, plan_sql, IS_CLOSED, BIND(TEXT(code)));
	closed = rows_next(&rows, err);
	if (closed == 1)
		snprintf(
		    successor, sizeof(successor), "%s", rows_text(&rows, 0));
	rows_end(&rows);
	if (closed <= 0)
		return closed;
	return err_set(err, ERR_CONFLICT,
	    successor[0] != '\0'
		? N_("plan \"%s\" is closed: use \"%s\", the plan that goes on")
		: N_("plan \"%s\" is closed, and none goes on after it:"
		     " planvakt plan list shows those there are"),
	    code, successor);
}

int plan_check_since(struct invocation *invocation, const char *code,
    int64_t activity, const char *name, struct day day, struct err *err)
{
	struct rows rows = store_query(invocation->store, plan_sql, SINCE,
	    BIND(TEXT(code), INTEGER(activity), DAY(day)));
	int result = rows_next(&rows, err);

	if (result == 1)
		result = err_set(err, ERR_INVALID,
		    "%s: is before plan \"%s\" was adopted, on %s: look at the"
		    " year, or change that day first (planvakt plan edit)",
		    name, rows_text(&rows, 0), rows_text(&rows, 1));
	rows_end(&rows);
	return result;
}

static int plan_one(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");

	return invocation_one(invocation, plan_sql, ONE,
	    BIND(TEXT(code), DAY(invocation_today(invocation))), err,
	    "there is no plan \"%s\": planvakt plan list shows those there are",
	    code);
}

static int plan_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, plan_sql, LIST,
	    BIND(TEXT(param_text(invocation, "after")),
		DAY(invocation_today(invocation))),
	    err);
}

static int plan_put(struct invocation *invocation, int statement,
    const char *review, struct err *err)
{
	const char *every = param_text(invocation, "follow_up");
	const json_t *bands = param_list(invocation, "bands");

	return store_run(invocation->store, plan_sql, statement,
	    BIND(TEXT(param_text(invocation, "code")),
		TEXT(param_text(invocation, "title")),
		TEXT(param_text(invocation, "case_number")),
		TEXT(param_text(invocation, "decision")),
		DAY(param_day(invocation, "adopted")),
		DAY(param_day(invocation, "valid_until")), TEXT(review),
		INTEGER(invocation->now.seconds),
		TEXT(param_text(invocation, "steering")),
		TEXT(every != NULL || statement == EDIT ? every
							: FOLLOW_UP_DEFAULT),
		INTEGER(param_flag(invocation, "statutory")),
		TEXT(param_text(invocation, "board")),
		TEXT(
		    bands != NULL ? invocation_json(invocation, bands) : NULL)),
	    err);
}

/* --- to be followed up --- */

/* What the plan says by now; *old is DAY_NONE where there was no day. */
static int find_duty(struct invocation *invocation, struct day *new,
    struct day *old, struct err *err)
{
	struct interval interval;
	struct day base;
	struct rows rows;
	bool lawful = true;
	int result;

	*new = *old = DAY_NONE;
	rows = store_query(invocation->store, plan_sql, DUTY,
	    BIND(TEXT(param_text(invocation, "code"))));
	result = rows_next(&rows, err);
	if (result == 1 &&
	    interval_read(rows_text(&rows, DUTY_INTERVAL), &interval)) {
		base = rows_day(&rows, DUTY_BASE);
		if (day_is_some(base))
			*new = interval_plus(base, interval, 1);
		*old = rows_day(&rows, DUTY_DUE);
		lawful = rows_integer(&rows, DUTY_STATUTORY) == 0 ||
		    (interval.months <= STATUTORY_MONTHS &&
			interval.days <= STATUTORY_MONTHS * 30);
	}
	rows_end(&rows);
	if (result >= 0 && !lawful)
		return err_set(err, ERR_INVALID,
		    "follow_up: what the law wants is followed up at least"
		    " every two years: give at most 24m, or leave out"
		    " --statutory");
	return result < 0 ? -1 : 0;
}

/* Another day is another duty, told from now on. */
static int renew_duty(struct invocation *invocation, struct err *err)
{
	struct day new, old;

	if (find_duty(invocation, &new, &old, err) != 0)
		return -1;
	if (day_compare(new, old) == 0)
		return 0;
	return store_run(invocation->store, plan_sql, SET_DUTY,
	    BIND(TEXT(param_text(invocation, "code")), DAY(new),
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

/* A plan may be entered a while before the council has adopted it. */
static int read_plan(struct invocation *invocation, struct err *err)
{
	const char *text = param_text(invocation, "adopted");
	struct day adopted;

	if (text == NULL || !day_read(text, &adopted) ||
	    day_between(invocation_today(invocation), adopted) <= ADOPTED_AHEAD)
		return 0;
	return err_set(err, ERR_INVALID,
	    "adopted: is more than a year ahead: look at the year");
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
	    check_dates(invocation, err) != 0 ||
	    renew_duty(invocation, err) != 0)
		return -1;
	return plan_one(invocation, err);
}

static int plan_edit(struct invocation *invocation, struct err *err)
{
	if (json_object_size(invocation->params) < 2)
		return err_set(err, ERR_INVALID,
		    "nothing to edit: give --title, --case-number, --adopted,"
		    " --decision, --valid-until, --review, --follow-up,"
		    " --statutory, --steering, --board or --band");
	if (plan_check(invocation, param_text(invocation, "code"), err) != 0 ||
	    plan_put(invocation, EDIT, param_text(invocation, "review"), err) !=
		0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	if (check_dates(invocation, err) != 0 ||
	    renew_duty(invocation, err) != 0)
		return -1;
	return plan_one(invocation, err);
}

/* Today is the calendar's answer. */
static int read_follow_up(struct invocation *invocation, struct err *err)
{
	struct day on = param_day(invocation, "on");

	if (day_compare(on, invocation_today(invocation)) <= 0)
		return plan_check_since(invocation,
		    param_text(invocation, "code"), 0, "on", on, err);
	return err_set(err, ERR_INVALID,
	    "on: is in the future: give the day on which it was followed up");
}

static int follow_up(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");

	if (plan_check_open(invocation, code, err) != 0 ||
	    store_run(invocation->store, plan_sql, FOLLOW,
		BIND(TEXT(code), DAY(param_day(invocation, "on")),
		    TEXT(param_text(invocation, "decision"))),
		err) != 0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	if (!invocation->unchanged && renew_duty(invocation, err) != 0)
		return -1;
	return plan_one(invocation, err);
}

/* What is open in it stays as it is, and nobody is reminded of it. One that is
 * closed keeps its day and its reason. */
static int close_plan(struct invocation *invocation, struct err *err)
{
	const char *code = param_text(invocation, "code");

	if (plan_check(invocation, code, err) != 0 ||
	    store_run(invocation->store, plan_sql, CLOSE,
		BIND(TEXT(code), INTEGER(invocation->now.seconds),
		    TEXT(param_text(invocation, "reason"))),
		err) != 0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	return plan_one(invocation, err);
}

static const struct field list_fields[] = {
	{ "after", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "code", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
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
	{ "follow_up", FIELD_INTERVAL, OPTIONAL },
	{ "statutory", FIELD_FLAG, OPTIONAL },
	{ "steering", FIELD_MAIL, OPTIONAL },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "bands", FIELD_LINE, OPTIONAL, .min = 1, .max = BAND_MAX,
	    .many = BANDS_MAX },
	{ 0 },
};

static const struct field edit_fields[] = {
	{ "code", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "title", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "case_number", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "decision", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "adopted", FIELD_DATE, OPTIONAL },
	{ "valid_until", FIELD_DATE, OPTIONAL },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ "follow_up", FIELD_INTERVAL, OPTIONAL },
	{ "statutory", FIELD_FLAG, OPTIONAL },
	{ "steering", FIELD_MAIL, OPTIONAL },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "bands", FIELD_LINE, OPTIONAL, .min = 1, .max = BAND_MAX,
	    .many = BANDS_MAX },
	{ 0 },
};

static const struct field follow_up_fields[] = {
	{ "code", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "on", FIELD_DATE, REQUIRED },
	{ "decision", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field close_fields[] = {
	{ "code", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct command plan_commands[] = {
	{ "plan.list", ACCESS_ANY, READS, list_fields, plan_list },
	{ "plan.show", ACCESS_ANY, READS, show_fields, plan_one },
	{ "plan.add", ACCESS_COORDINATOR, WRITES, add_fields, plan_add,
	    read_plan },
	{ "plan.edit", ACCESS_COORDINATOR, WRITES, edit_fields, plan_edit,
	    read_plan },
	{ "plan.follow_up", ACCESS_COORDINATOR, WRITES, follow_up_fields,
	    follow_up, read_follow_up },
	{ "plan.close", ACCESS_COORDINATOR, WRITES, close_fields, close_plan },
	{ 0 },
};

const struct family plan_family = {
	plan_commands,
	plan_sql,
};
