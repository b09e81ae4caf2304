/* SPDX-License-Identifier: ISC */
#include "daemon/commands/notice.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/command.h"

#define NOTICES_MAX 100000
/* Fits a frame, whatever the characters. */
#define LETTER_MAX 200000

/* clang-format off */
#define STATE \
	"CASE WHEN n.skipped THEN 'skipped' ELSE coalesce(d.state, 'planned')" \
	" END"

#define RECIPIENT \
	"coalesce(d.address, nullif(n.department, ''), 'coordinator')"

#define NOTICE_MEMBERS \
	"'id', n.id, 'activity', n.activity, 'stage', n.stage, 'n', n.n," \
	" 'recipient', " RECIPIENT ", 'planned_for', n.regular," \
	" 'state', " STATE ", 'dispatch', n.dispatch"
/* clang-format on */

enum {
	LIST,
	SHOW,
	ADD_DISPATCH,
	ADD_NOTICE,
	SETTLE,
	DISPATCH_STATE,
	RAN,
	LAST_RUN
};

const char *const notice_sql[] = {
	[LIST] = "SELECT json_object(" NOTICE_MEMBERS "), n.id"
		 " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		 " WHERE n.id > ?1"
		 " AND (?2 IS NULL OR n.department = ?2)"
		 " AND (?3 IS NULL OR " STATE " = ?3)"
		 " AND (?4 IS NULL OR n.regular >= ?4) ORDER BY n.id",
	[SHOW] = "SELECT json_object(" NOTICE_MEMBERS ", 'subject',"
		 " d.subject, 'text', d.text, 'address', d.address, 'sent_at',"
		 " strftime('%Y-%m-%dT%H:%M:%SZ', d.sent_at, 'unixepoch'),"
		 " 'run', d.run, 'answer', d.answer)"
		 " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		 " WHERE n.id = ?1",
	[ADD_DISPATCH] = "INSERT INTO dispatch (token, run, address,"
			 " department, language, subject, text, sent_at,"
			 " state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
			 " 'planned') RETURNING id",
	[ADD_NOTICE] = "INSERT INTO notice (activity, due_version, stage,"
		       " regular, role, department, n, skipped, dispatch)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[SETTLE] = "UPDATE dispatch SET state = ?2, settled_at = ?3,"
		   " answer = ?4 WHERE id = ?1",
	[DISPATCH_STATE] = "SELECT state = 'planned' FROM dispatch"
			   " WHERE id = ?1",
	[RAN] = "INSERT INTO run VALUES (?1, ?2, ?3)",
	[LAST_RUN] = "SELECT max(day) FROM run",
	NULL,
};

int notice_last_run(struct store *store, struct day *last, struct err *err)
{
	struct rows rows;
	int result;

	*last = DAY_NONE;
	if (store_query(&rows, store, notice_sql, LAST_RUN, BIND_NONE, err) !=
	    0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1 && !rows_null(&rows, 0))
		day_read(rows_text(&rows, 0), last);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int list(struct context *context, struct err *err)
{
	return context_list(context, notice_sql, LIST,
	    BIND(INTEGER(param_integer(context, "after", 0)),
		TEXT(param_text(context, "department")),
		TEXT(param_text(context, "state")),
		TEXT(param_text(context, "since"))),
	    err);
}

static int show(struct context *context, struct err *err)
{
	int64_t id = param_integer(context, "id", 0);

	return context_one(context, notice_sql, SHOW, BIND(INTEGER(id)), err,
	    "there is no notice %" PRId64 ": planvakt notice list shows those"
	    " there are",
	    id);
}

static const char *member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static int64_t number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static int put_notice(struct context *context, const json_t *notice,
    int64_t dispatch, struct err *err)
{
	bool skipped = json_is_true(json_object_get(notice, "skipped"));

	return store_run(context->store, notice_sql, ADD_NOTICE,
	    BIND(INTEGER(number(notice, "activity")),
		INTEGER(number(notice, "due_version")),
		TEXT(member(notice, "stage")), TEXT(member(notice, "regular")),
		TEXT(member(notice, "role")),
		TEXT(member(notice, "department")),
		INTEGER(number(notice, "n")), INTEGER(skipped),
		skipped ? TEXT(NULL) : INTEGER(dispatch)),
	    err);
}

static int issue(struct context *context, struct err *err)
{
	json_t *notice;
	int64_t id;
	size_t i;

	if (store_integer(context->store, notice_sql, ADD_DISPATCH,
		BIND(TEXT(param_text(context, "token")),
		    TEXT(param_text(context, "run")),
		    TEXT(param_text(context, "address")),
		    TEXT(param_text(context, "department")),
		    TEXT(param_text(context, "language")),
		    TEXT(param_text(context, "subject")),
		    TEXT(param_text(context, "text")),
		    INTEGER(context->now.seconds)),
		&id, 0, err) != 0)
		return -1;
	json_array_foreach (param_list(context, "notices"), i, notice)
		if (put_notice(context, notice, id, err) != 0)
			return -1;
	return 0;
}

static int settle(struct context *context, struct err *err)
{
	int64_t id = param_integer(context, "dispatch", 0), waits;

	if (store_integer(context->store, notice_sql, DISPATCH_STATE,
		BIND(INTEGER(id)), &waits, 0, err) != 0)
		return -1;
	context->unchanged = waits == 0;
	if (context->unchanged)
		return 0;
	return store_run(context->store, notice_sql, SETTLE,
	    BIND(INTEGER(id), TEXT(param_text(context, "state")),
		INTEGER(context->now.seconds),
		TEXT(param_text(context, "answer"))),
	    err);
}

static int ran(struct context *context, struct err *err)
{
	return store_run(context->store, notice_sql, RAN,
	    BIND(TEXT(param_text(context, "day")),
		INTEGER(context->now.seconds),
		INTEGER(param_integer(context, "messages", 0))),
	    err);
}

static const char *const states[] = { "planned", "accepted", "failed",
	"skipped", NULL };
static const char *const outcomes[] = { "accepted", "failed", NULL };
static const char *const stages[] = { "due", "overdue", NULL };
static const char *const recipients[] = { "lead", "coordinator", NULL };
static const char *const languages[] = { "sv", "en", NULL };

static const struct field list_fields[] = {
	{ "department", FIELD_CODE, OPTIONAL },
	{ "state", FIELD_WORD, OPTIONAL, .words = states },
	{ "since", FIELD_DATE, OPTIONAL },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct field notice_fields[] = {
	{ "activity", FIELD_ID, REQUIRED },
	{ "due_version", FIELD_ID, REQUIRED },
	{ "stage", FIELD_WORD, REQUIRED, .words = stages },
	{ "regular", FIELD_DATE, REQUIRED },
	{ "role", FIELD_WORD, REQUIRED, .words = recipients },
	{ "department", FIELD_LINE, REQUIRED, .max = CODE_MAX },
	{ "n", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ "skipped", FIELD_FLAG, REQUIRED },
	{ 0 },
};

static const struct field issue_fields[] = {
	{ "run", FIELD_DATE, REQUIRED },
	{ "token", FIELD_LINE, REQUIRED, .min = 64, .max = 64 },
	{ "address", FIELD_MAIL, REQUIRED },
	{ "department", FIELD_CODE, OPTIONAL },
	{ "language", FIELD_WORD, REQUIRED, .words = languages },
	{ "subject", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ "text", FIELD_TEXT, REQUIRED, .min = 1, .max = LETTER_MAX },
	{ "notices", FIELD_OBJECT, REQUIRED, .row = notice_fields,
	    .many = NOTICES_MAX },
	{ 0 },
};

static const struct field settle_fields[] = {
	{ "dispatch", FIELD_ID, REQUIRED },
	{ "state", FIELD_WORD, REQUIRED, .words = outcomes },
	{ "answer", FIELD_LINE, OPTIONAL, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field ran_fields[] = {
	{ "day", FIELD_DATE, REQUIRED },
	{ "messages", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ 0 },
};

const struct command notice_commands[] = {
	{ "notice.list", ACCESS_ANY, READS, list_fields, list },
	{ "notice.show", ACCESS_ANY, READS, show_fields, show },
	{ "notice.issue", ACCESS_DAEMON, WRITES, issue_fields, issue },
	{ "notice.settle", ACCESS_DAEMON, WRITES, settle_fields, settle },
	{ "reminder.ran", ACCESS_DAEMON, WRITES, ran_fields, ran },
	{ 0 },
};
