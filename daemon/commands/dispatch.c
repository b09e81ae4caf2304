/* SPDX-License-Identifier: ISC */
#include "daemon/commands/dispatch.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/command.h"
#include "daemon/commands/notice.h"

#define NOTICES_MAX  100000
#define FAILURES_MAX 1000
#define MISSED_MAX   1000
/* Fits a frame, whatever the characters. */
#define LETTER_MAX 200000

enum {
	ADD,
	ADD_NOTICE,
	LAST_NOTICE,
	TOUCH_NEW,
	TELL_TRANSFERS,
	TELL_FAILURE,
	TELL_MISSED,
	FIND,
	TOUCH,
	SETTLE,
	DROP_NOTICE,
	REWRITE,
	WITHDRAW,
	RESEND,
	READDRESS,
	RAN
};

const char *const dispatch_sql[] = {
	[ADD] = "INSERT INTO dispatch (token, run, address, department,"
		" language, subject, text, sent_at, queued, queued_at, state,"
		" told) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8,"
		" 'planned', 0) RETURNING id",
	[ADD_NOTICE] = "INSERT INTO notice (activity, plan, due_version,"
		       " stage, regular, role, department, n, skipped,"
		       " dispatch) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		       " ?10)",
	[LAST_NOTICE] = "SELECT coalesce(max(id), 0) FROM notice",
	[TOUCH_NEW] = "INSERT OR IGNORE INTO touched SELECT activity, ?2"
		      " FROM notice WHERE id > ?1 AND activity IS NOT NULL",
	[TELL_TRANSFERS] = "UPDATE transfer SET told = 1 WHERE told = 0"
			   " AND activity IN (SELECT activity FROM notice"
			   "  WHERE id > ?1 AND stage = 'transferred'"
			   "  AND NOT skipped)",
	[TELL_FAILURE] = "UPDATE dispatch SET told = ?2 WHERE id = ?1",
	[TELL_MISSED] = "UPDATE dispatch SET missed = ?2 WHERE id = ?1",
	[FIND] = "SELECT state, address FROM dispatch WHERE id = ?1",
	[TOUCH] = "INSERT OR IGNORE INTO touched SELECT activity, ?2"
		  " FROM notice WHERE dispatch = ?1 AND activity IS NOT NULL",
	[SETTLE] = "UPDATE dispatch SET state = ?2, settled_at = ?3,"
		   " answer = ?4 WHERE id = ?1",
	[DROP_NOTICE] = "UPDATE notice SET skipped = 1, n = 0 WHERE id = ?1"
			" AND dispatch = ?2",
	[REWRITE] = "UPDATE dispatch SET subject = ?2, text = ?3,"
		    " sent_at = ?4 WHERE id = ?1",
	[WITHDRAW] = "UPDATE dispatch SET state = 'withdrawn',"
		     " settled_at = ?2 WHERE id = ?1",
	[RESEND] = "UPDATE dispatch SET state = 'planned', queued = ?2,"
		   " queued_at = ?3, settled_at = NULL, answer = NULL,"
		   " told = 0 WHERE id = ?1",
	/* Where it should go by now: an address that was wrong is why most
	 * messages fail. Not where that one had a message of this run. */
	[READDRESS] =
	    "UPDATE OR IGNORE dispatch SET address = coalesce((SELECT"
	    " CASE n.role WHEN 'coordinator' THEN (SELECT value FROM setting"
	    "   WHERE name = 'coordinator_mail')"
	    " WHEN 'escalation' THEN (SELECT escalation FROM department"
	    "   WHERE code = n.department)"
	    " ELSE (SELECT mail FROM department WHERE code = n.department)"
	    " END FROM notice n WHERE n.id = ?2), address) WHERE id = ?1",
	[RAN] = "INSERT INTO run VALUES (?1, ?2, ?3)",
	NULL,
};

int dispatch_put(struct context *context, const struct dispatch *dispatch,
    int64_t *id, struct err *err)
{
	return store_integer(context->store, dispatch_sql, ADD,
	    BIND(TEXT(dispatch->token), TEXT(dispatch->run),
		TEXT(dispatch->address), TEXT(dispatch->department),
		TEXT(dispatch->language), TEXT(dispatch->subject),
		TEXT(dispatch->text), INTEGER(context->now.seconds),
		INTEGER(context->seq)),
	    id, 0, err);
}

void dispatch_tell(struct context *context, int64_t id, const char *address)
{
	buffer_printf(
	    context->reply, "{\"dispatch\":%" PRId64 ",\"address\":", id);
	buffer_json(context->reply, address);
}

/* --- issue --- */

static const char *member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static int64_t number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static struct value number_or_null(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return value != NULL ? INTEGER(json_integer_value(value)) : TEXT(NULL);
}

static int put_notice(struct context *context, const json_t *notice,
    int64_t dispatch, struct err *err)
{
	bool skipped = json_is_true(json_object_get(notice, "skipped"));

	return store_run(context->store, dispatch_sql, ADD_NOTICE,
	    BIND(number_or_null(notice, "activity"),
		TEXT(member(notice, "plan")),
		INTEGER(number(notice, "due_version")),
		TEXT(member(notice, "stage")), TEXT(member(notice, "regular")),
		TEXT(member(notice, "role")),
		TEXT(member(notice, "department")),
		INTEGER(number(notice, "n")), INTEGER(skipped),
		skipped ? TEXT(NULL) : INTEGER(dispatch)),
	    err);
}

static int put_notices(
    struct context *context, int64_t dispatch, struct err *err)
{
	int64_t last;
	json_t *notice;
	size_t i;

	if (store_integer(context->store, dispatch_sql, LAST_NOTICE, BIND_NONE,
		&last, 0, err) != 0)
		return -1;
	json_array_foreach (param_list(context, "notices"), i, notice)
		if (put_notice(context, notice, dispatch, err) != 0)
			return -1;
	if (store_run(context->store, dispatch_sql, TOUCH_NEW,
		BIND(INTEGER(last), INTEGER(context->seq)), err) != 0)
		return -1;
	return store_run(context->store, dispatch_sql, TELL_TRANSFERS,
	    BIND(INTEGER(last)), err);
}

/* What it says besides notices, so that it can be written again. */
static int put_reports(
    struct context *context, int64_t dispatch, struct err *err)
{
	json_t *missed = param_list(context, "missed");
	json_t *failure;
	size_t i;

	json_array_foreach (param_list(context, "failures"), i, failure)
		if (store_run(context->store, dispatch_sql, TELL_FAILURE,
			BIND(INTEGER(json_integer_value(failure)),
			    INTEGER(dispatch)),
			err) != 0)
			return -1;
	if (missed == NULL)
		return 0;
	return store_run(context->store, dispatch_sql, TELL_MISSED,
	    BIND(INTEGER(dispatch), TEXT(context_json(context, missed))), err);
}

static int read_issue(struct context *context, struct err *err)
{
	if (json_array_size(param_list(context, "notices")) +
		json_array_size(param_list(context, "failures")) +
		json_array_size(param_list(context, "missed")) >
	    0)
		return 0;
	return err_set(err, ERR_INVALID, "the message tells nothing");
}

static int issue(struct context *context, struct err *err)
{
	struct dispatch dispatch = {
		.token = param_text(context, "token"),
		.run = param_text(context, "run"),
		.address = param_text(context, "address"),
		.department = param_text(context, "department"),
		.language = param_text(context, "language"),
		.subject = param_text(context, "subject"),
		.text = param_text(context, "text"),
	};
	int64_t id;

	if (dispatch_put(context, &dispatch, &id, err) != 0 ||
	    put_notices(context, id, err) != 0)
		return -1;
	return put_reports(context, id, err);
}

/* --- what becomes of it --- */

struct standing {
	const char *state, *address; /* in the context's arena */
};

/* 1 where there is such a dispatch, 0 where not, -1. */
static int find(struct context *context, int64_t id, struct standing *standing,
    struct err *err)
{
	struct rows rows;
	int found;

	if (store_query(&rows, context->store, dispatch_sql, FIND,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	found = rows_next(&rows, err);
	if (found == 1) {
		standing->state =
		    arena_printf(context->arena, "%s", rows_text(&rows, 0));
		standing->address =
		    arena_printf(context->arena, "%s", rows_text(&rows, 1));
	}
	rows_end(&rows);
	return found;
}

static int touch(struct context *context, int64_t id, struct err *err)
{
	return store_run(context->store, dispatch_sql, TOUCH,
	    BIND(INTEGER(id), INTEGER(context->seq)), err);
}

/* 1 where it waits; where not, that changes nothing. */
static int waits(struct context *context, int64_t id, struct err *err)
{
	struct standing standing;
	int found = find(context, id, &standing, err);

	if (found < 0)
		return -1;
	found = found == 1 && strcmp(standing.state, "planned") == 0;
	context->unchanged = found == 0;
	return found;
}

static int settle(struct context *context, struct err *err)
{
	int64_t id = param_integer(context, "dispatch", 0);
	int waiting = waits(context, id, err);

	if (waiting != 1)
		return waiting;
	if (store_run(context->store, dispatch_sql, SETTLE,
		BIND(INTEGER(id), TEXT(param_text(context, "state")),
		    INTEGER(context->now.seconds),
		    TEXT(param_text(context, "answer"))),
		err) != 0)
		return -1;
	return touch(context, id, err);
}

static int drop_notices(struct context *context, int64_t id, struct err *err)
{
	json_t *notice;
	size_t i;

	json_array_foreach (param_list(context, "dropped"), i, notice)
		if (store_run(context->store, dispatch_sql, DROP_NOTICE,
			BIND(INTEGER(json_integer_value(notice)), INTEGER(id)),
			err) != 0)
			return -1;
	return 0;
}

/* What was done before it could go is left out; without words nothing is
 * left to send. */
static int revise(struct context *context, struct err *err)
{
	int64_t id = param_integer(context, "dispatch", 0);
	const char *subject = param_text(context, "subject");
	const char *text = param_text(context, "text");
	int waiting = waits(context, id, err);
	int result;

	if (waiting != 1)
		return waiting;
	if (drop_notices(context, id, err) != 0 || touch(context, id, err) != 0)
		return -1;
	if (subject != NULL && text != NULL)
		result = store_run(context->store, dispatch_sql, REWRITE,
		    BIND(INTEGER(id), TEXT(subject), TEXT(text),
			INTEGER(context->now.seconds)),
		    err);
	else
		result = store_run(context->store, dispatch_sql, WITHDRAW,
		    BIND(INTEGER(id), INTEGER(context->now.seconds)), err);
	return result;
}

static int refuse_resend(int64_t id, const char *state, struct err *err)
{
	if (strcmp(state, "accepted") == 0)
		return err_set(err, ERR_CONFLICT,
		    "the message of notice %" PRId64 " was accepted: only one"
		    " that failed is sent again",
		    id);
	if (strcmp(state, "planned") == 0)
		return err_set(err, ERR_CONFLICT,
		    "the message of notice %" PRId64 " waits to be sent: there"
		    " is nothing to do",
		    id);
	return err_set(err, ERR_CONFLICT,
	    "the message of notice %" PRId64 " was withdrawn, for all in it"
	    " was done: there is nothing to send",
	    id);
}

static int resend(struct context *context, struct err *err)
{
	int64_t id = param_integer(context, "id", 0);
	struct standing standing;
	struct notice notice;

	if (notice_find(context, id, &notice, err) != 0)
		return -1;
	if (notice.skipped || notice.dispatch == 0)
		return err_set(err, ERR_CONFLICT,
		    "notice %" PRId64 " was skipped: there is no message to"
		    " send again",
		    id);
	if (find(context, notice.dispatch, &standing, err) != 1)
		return -1;
	if (strcmp(standing.state, "failed") != 0)
		return refuse_resend(id, standing.state, err);
	if (store_run(context->store, dispatch_sql, RESEND,
		BIND(INTEGER(notice.dispatch), INTEGER(context->seq),
		    INTEGER(context->now.seconds)),
		err) != 0 ||
	    store_run(context->store, dispatch_sql, READDRESS,
		BIND(INTEGER(notice.dispatch), INTEGER(id)), err) != 0 ||
	    touch(context, notice.dispatch, err) != 0 ||
	    find(context, notice.dispatch, &standing, err) != 1)
		return -1;
	dispatch_tell(context, notice.dispatch, standing.address);
	buffer_text(context->reply, "}");
	return 0;
}

static int ran(struct context *context, struct err *err)
{
	return store_run(context->store, dispatch_sql, RAN,
	    BIND(TEXT(param_text(context, "day")),
		INTEGER(context->now.seconds),
		INTEGER(param_integer(context, "messages", 0))),
	    err);
}

static const char *const outcomes[] = { "accepted", "failed", NULL };
static const char *const stages[] = { "transferred", "unclear", "review",
	"stale", "begin", "upcoming", "due", "overdue", "escalated", NULL };
static const char *const roles[] = { "lead", "cooperating", "escalation",
	"former", "coordinator", NULL };
static const char *const languages[] = { "sv", "en", NULL };

static const struct field notice_fields[] = {
	{ "activity", FIELD_ID, OPTIONAL },
	{ "plan", FIELD_CODE, OPTIONAL },
	{ "due_version", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ "stage", FIELD_WORD, REQUIRED, .words = stages },
	{ "regular", FIELD_DATE, REQUIRED },
	{ "role", FIELD_WORD, REQUIRED, .words = roles },
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
	{ "notices", FIELD_OBJECT, OPTIONAL, .row = notice_fields,
	    .many = NOTICES_MAX },
	{ "failures", FIELD_ID, OPTIONAL, .many = FAILURES_MAX },
	{ "missed", FIELD_DATE, OPTIONAL, .many = MISSED_MAX },
	{ 0 },
};

static const struct field revise_fields[] = {
	{ "dispatch", FIELD_ID, REQUIRED },
	{ "subject", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "text", FIELD_TEXT, OPTIONAL, .min = 1, .max = LETTER_MAX },
	{ "dropped", FIELD_ID, REQUIRED, .many = NOTICES_MAX },
	{ 0 },
};

static const struct field settle_fields[] = {
	{ "dispatch", FIELD_ID, REQUIRED },
	{ "state", FIELD_WORD, REQUIRED, .words = outcomes },
	{ "answer", FIELD_LINE, OPTIONAL, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field resend_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct field ran_fields[] = {
	{ "day", FIELD_DATE, REQUIRED },
	{ "messages", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ 0 },
};

const struct command dispatch_commands[] = {
	{ "notice.issue", ACCESS_DAEMON, WRITES, issue_fields, issue,
	    read_issue },
	{ "notice.revise", ACCESS_DAEMON, WRITES, revise_fields, revise },
	{ "notice.settle", ACCESS_DAEMON, WRITES, settle_fields, settle },
	{ "notice.resend", ACCESS_COORDINATOR, WRITES, resend_fields, resend },
	{ "reminder.ran", ACCESS_DAEMON, WRITES, ran_fields, ran },
	{ 0 },
};
