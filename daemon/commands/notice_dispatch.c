/* SPDX-License-Identifier: ISC */
#include "daemon/commands/notice_dispatch.h"

#include <inttypes.h>

#include "daemon/commands/families.h"
#include "daemon/commands/notice_put.h"
#include "daemon/ladder/stage.h"

#define NOTICES_MAX  100000
#define FAILURES_MAX 1000
#define MISSED_MAX   1000
#define ABSORBS_MAX  1000
/* A letter of this size fits into a frame, whatever its characters are. */
#define LETTER_MAX 200000

enum {
	ADD,
	TELL_FAILURE,
	TELL_MISSED,
	FIND,
	ASTRAY,
	TOUCH,
	SETTLE,
	DROP_NOTICE,
	TAKE_NOTICES,
	REWRITE,
	WITHDRAW,
	WENT_TO,
	READDRESS_WAITING,
	RAN
};

static const char *const notice_dispatch_sql[] = {
	[ADD] = "INSERT INTO dispatch (token, run, address, department,"
		" language, subject, text, sent_at, queued, queued_at, state,"
		" told, plan, unheld) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
		" ?9, ?8, 'planned', 0, ?10, 0) RETURNING id",
	[TELL_FAILURE] = "UPDATE dispatch SET told = ?2 WHERE id = ?1",
	[TELL_MISSED] = "UPDATE dispatch SET missed = ?2 WHERE id = ?1",
	[FIND] = "SELECT state, address FROM dispatch WHERE id = ?1",
	[ASTRAY] = "SELECT NOT EXISTS (SELECT 1 FROM dispatch"
		   "  WHERE id = ?1 AND address = ?2)"
		   " AND NOT EXISTS (SELECT 1 FROM former_address"
		   "  WHERE dispatch = ?1 AND address = ?2)",
	[TOUCH] = "INSERT OR IGNORE INTO entry_activity SELECT activity, ?2"
		  " FROM notice WHERE dispatch = ?1 AND activity IS NOT NULL",
	[SETTLE] = "UPDATE dispatch SET state = ?2, settled_at = ?3,"
		   " answer = ?4, astray = ?5 WHERE id = ?1",
	[DROP_NOTICE] = "UPDATE notice SET skipped = 1, n = 0 WHERE id = ?1"
			" AND dispatch = ?2",
	[TAKE_NOTICES] = "UPDATE notice SET dispatch = ?2 WHERE dispatch = ?1"
			 " AND skipped = 0",
	[REWRITE] = "UPDATE dispatch SET subject = ?2, text = ?3,"
		    " sent_at = ?4 WHERE id = ?1",
	[WITHDRAW] = "UPDATE dispatch SET state = 'withdrawn',"
		     " settled_at = ?2 WHERE id = ?1",
	[WENT_TO] = "UPDATE OR IGNORE dispatch SET address = ?2 WHERE id = ?1",
	/* A letter that several readers share moves once all of them have the
	 * same new address. */
	[READDRESS_WAITING] =
	    "UPDATE OR IGNORE dispatch SET address = coalesce((SELECT"
	    " CASE WHEN count(*) = 0 AND ?1 = '' THEN " COORDINATOR
	    " WHEN max(department = ?1) AND count(DISTINCT mail) = 1"
	    "  AND count(mail) = count(*) THEN min(mail) END"
	    " FROM (SELECT n.department, " MAIL " AS mail FROM notice n"
	    "  WHERE n.dispatch = dispatch.id AND n.skipped = 0)), address)"
	    " WHERE state = 'planned' AND queued > 0 AND run IS NOT NULL",
	[RAN] = "INSERT INTO run VALUES (?1, ?2, ?3,"
		" (SELECT coalesce(max(id), 0) FROM notice))",
	NULL,
};

int dispatch_put(struct invocation *invocation, const struct dispatch *dispatch,
    int64_t *id, struct err *err)
{
	return store_integer(invocation->store, notice_dispatch_sql, ADD,
	    BIND(TEXT(dispatch->token), TEXT(dispatch->run),
		TEXT(dispatch->address), TEXT(dispatch->department),
		TEXT(dispatch->language), TEXT(dispatch->subject),
		TEXT(dispatch->text), INTEGER(invocation->now.seconds),
		INTEGER(invocation->seq), TEXT(dispatch->plan)),
	    id, 0, err);
}

void dispatch_tell(
    struct invocation *invocation, int64_t id, const char *address)
{
	buffer_printf(
	    invocation->reply, "{\"dispatch\":%" PRId64 ",\"address\":", id);
	buffer_json(invocation->reply, address);
}

int dispatch_readdress(
    struct invocation *invocation, const char *department, struct err *err)
{
	return store_run(invocation->store, notice_dispatch_sql,
	    READDRESS_WAITING, BIND(TEXT(department)), err);
}

/* --- what it says --- */

/* Records which failures and missed runs the message tells of, so that it can
 * be written again. */
static int put_reports(
    struct invocation *invocation, int64_t dispatch, struct err *err)
{
	json_t *missed = param_list(invocation, "missed");
	json_t *failure;
	size_t i;

	json_array_foreach (param_list(invocation, "failures"), i, failure)
		if (store_run(invocation->store, notice_dispatch_sql,
			TELL_FAILURE,
			BIND(INTEGER(json_integer_value(failure)),
			    INTEGER(dispatch)),
			err) != 0)
			return -1;
	if (missed == NULL)
		return 0;
	return store_run(invocation->store, notice_dispatch_sql, TELL_MISSED,
	    BIND(INTEGER(dispatch), TEXT(invocation_json(invocation, missed))),
	    err);
}

/* --- what becomes of it --- */

int dispatch_find(struct invocation *invocation, int64_t id,
    struct dispatch_status *dispatch_status, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, notice_dispatch_sql, FIND, BIND(INTEGER(id)));
	int found = rows_next(&rows, err);

	if (found == 1) {
		dispatch_status->state =
		    word_of(dispatch_state_words, rows_text(&rows, 0));
		dispatch_status->address =
		    arena_printf(invocation->arena, "%s", rows_text(&rows, 1));
	}
	rows_end(&rows);
	return found;
}

int dispatch_touch(struct invocation *invocation, int64_t id, struct err *err)
{
	return store_run(invocation->store, notice_dispatch_sql, TOUCH,
	    BIND(INTEGER(id), INTEGER(invocation->seq)), err);
}

/* Whether the dispatch waits to be sent: 1; 0, and the request is marked
 * unchanged; -1. */
static int waits(struct invocation *invocation, int64_t id, struct err *err)
{
	struct dispatch_status dispatch_status;
	int found = dispatch_find(invocation, id, &dispatch_status, err);

	if (found < 0)
		return -1;
	found = found == 1 && dispatch_status.state == DISPATCH_PLANNED;
	invocation->unchanged = found == 0;
	return found;
}

static int notice_dispatch_settle(
    struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "dispatch", 0);
	const char *address = param_text(invocation, "address");
	int waiting = waits(invocation, id, err);
	int64_t astray = 0;

	if (waiting != 1)
		return waiting;
	if (address != NULL &&
	    store_integer(invocation->store, notice_dispatch_sql, ASTRAY,
		BIND(INTEGER(id), TEXT(address)), &astray, 0, err) != 0)
		return -1;
	if (address != NULL &&
	    store_run(invocation->store, notice_dispatch_sql, WENT_TO,
		BIND(INTEGER(id), TEXT(address)), err) != 0)
		return -1;
	if (store_run(invocation->store, notice_dispatch_sql, SETTLE,
		BIND(INTEGER(id), TEXT(param_text(invocation, "state")),
		    INTEGER(invocation->now.seconds),
		    TEXT(param_text(invocation, "answer")), INTEGER(astray)),
		err) != 0)
		return -1;
	return dispatch_touch(invocation, id, err);
}

static int drop_notices(
    struct invocation *invocation, int64_t id, struct err *err)
{
	json_t *notice;
	size_t i;

	json_array_foreach (param_list(invocation, "dropped"), i, notice)
		if (store_run(invocation->store, notice_dispatch_sql,
			DROP_NOTICE,
			BIND(INTEGER(json_integer_value(notice)), INTEGER(id)),
			err) != 0)
			return -1;
	return 0;
}

/* Leaves notices out of a message that waits. Without a new text it is
 * withdrawn, as nothing is left to send. */
static int notice_dispatch_revise(
    struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "dispatch", 0);
	const char *subject = param_text(invocation, "subject");
	const char *text = param_text(invocation, "text");
	int waiting = waits(invocation, id, err);
	int result;

	if (waiting != 1)
		return waiting;
	if (drop_notices(invocation, id, err) != 0 ||
	    dispatch_touch(invocation, id, err) != 0)
		return -1;
	if (subject != NULL && text != NULL)
		result =
		    store_run(invocation->store, notice_dispatch_sql, REWRITE,
			BIND(INTEGER(id), TEXT(subject), TEXT(text),
			    INTEGER(invocation->now.seconds)),
			err);
	else
		result = store_run(invocation->store, notice_dispatch_sql,
		    WITHDRAW,
		    BIND(INTEGER(id), INTEGER(invocation->now.seconds)), err);
	return result;
}

/* --- issue --- */

static int absorb(
    struct invocation *invocation, int64_t from, int64_t into, struct err *err)
{
	int waiting = waits(invocation, from, err);

	invocation->unchanged = false;
	if (waiting != 1)
		return waiting < 0
		    ? -1
		    : err_set(err, ERR_CONFLICT,
			  "message %" PRId64 " does not wait", from);
	if (drop_notices(invocation, from, err) != 0 ||
	    dispatch_touch(invocation, from, err) != 0 ||
	    store_run(invocation->store, notice_dispatch_sql, TAKE_NOTICES,
		BIND(INTEGER(from), INTEGER(into)), err) != 0)
		return -1;
	return store_run(invocation->store, notice_dispatch_sql, WITHDRAW,
	    BIND(INTEGER(from), INTEGER(invocation->now.seconds)), err);
}

/* The new message takes over what still waits for its address, except for the
 * notices that are dropped. */
static int absorb_all(
    struct invocation *invocation, int64_t id, struct err *err)
{
	json_t *waiting;
	size_t i;

	json_array_foreach (param_list(invocation, "absorbs"), i, waiting)
		if (absorb(invocation, json_integer_value(waiting), id, err) !=
		    0)
			return -1;
	return 0;
}

static int read_issue(struct invocation *invocation, struct err *err)
{
	if (json_array_size(param_list(invocation, "notices")) +
		json_array_size(param_list(invocation, "failures")) +
		json_array_size(param_list(invocation, "missed")) >
	    0)
		return 0;
	return err_set(err, ERR_INVALID, "the message tells nothing");
}

static int notice_dispatch_issue(struct invocation *invocation, struct err *err)
{
	struct dispatch dispatch = {
		.token = param_text(invocation, "token"),
		.run = param_text(invocation, "run"),
		.address = param_text(invocation, "address"),
		.department = param_text(invocation, "department"),
		.language = param_text(invocation, "language"),
		.subject = param_text(invocation, "subject"),
		.text = param_text(invocation, "text"),
		.plan = param_text(invocation, "plan"),
	};
	int64_t id;

	if (dispatch_put(invocation, &dispatch, &id, err) != 0 ||
	    notice_put(invocation, id, err) != 0 ||
	    absorb_all(invocation, id, err) != 0)
		return -1;
	return put_reports(invocation, id, err);
}

static int ran(struct invocation *invocation, struct err *err)
{
	return store_run(invocation->store, notice_dispatch_sql, RAN,
	    BIND(TEXT(param_text(invocation, "day")),
		INTEGER(invocation->now.seconds),
		INTEGER(param_integer(invocation, "messages", 0))),
	    err);
}

static const struct field notice_fields[] = {
	{ "activity", FIELD_ID, OPTIONAL },
	{ "plan", FIELD_CODE, OPTIONAL },
	{ "due_version", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ "lead_version", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT32_MAX },
	{ "rung", FIELD_NUMBER, OPTIONAL, .min = 0, .max = RUNG_NUMBERS },
	{ "held", FIELD_FLAG, OPTIONAL },
	{ "stage", FIELD_WORD, REQUIRED, .words = stage_words },
	{ "regular", FIELD_DATE, REQUIRED },
	{ "role", FIELD_WORD, REQUIRED, .words = told_words },
	{ "department", FIELD_LINE, REQUIRED, .max = CODE_MAX },
	{ "n", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ "skipped", FIELD_FLAG, REQUIRED },
	{ 0 },
};

static const struct field issue_fields[] = {
	{ "run", FIELD_DATE, REQUIRED },
	{ "token", FIELD_LINE, REQUIRED, .min = 64, .max = 64,
	    .unlisted = true },
	{ "address", FIELD_MAILS, REQUIRED },
	{ "department", FIELD_CODE, OPTIONAL },
	{ "language", FIELD_WORD, REQUIRED, .words = language_words },
	{ "subject", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ "text", FIELD_TEXT, REQUIRED, .min = 1, .max = LETTER_MAX,
	    .unlisted = true },
	{ "notices", FIELD_OBJECT, OPTIONAL, .row = notice_fields,
	    .many = NOTICES_MAX },
	{ "failures", FIELD_ID, OPTIONAL, .many = FAILURES_MAX },
	{ "missed", FIELD_DATE, OPTIONAL, .many = MISSED_MAX },
	{ "plan", FIELD_CODE, OPTIONAL },
	{ "absorbs", FIELD_ID, OPTIONAL, .many = ABSORBS_MAX },
	{ "dropped", FIELD_ID, OPTIONAL, .many = NOTICES_MAX },
	{ 0 },
};

static const struct field revise_fields[] = {
	{ "dispatch", FIELD_ID, REQUIRED },
	{ "subject", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "text", FIELD_TEXT, OPTIONAL, .min = 1, .max = LETTER_MAX,
	    .unlisted = true },
	{ "dropped", FIELD_ID, REQUIRED, .many = NOTICES_MAX },
	{ 0 },
};

static const struct field settle_fields[] = {
	{ "dispatch", FIELD_ID, REQUIRED },
	{ "state", FIELD_WORD, REQUIRED, .words = dispatch_state_words,
	    .min = DISPATCH_ACCEPTED, .max = DISPATCH_WITHDRAWN },
	{ "answer", FIELD_LINE, OPTIONAL, .max = REFERENCE_MAX, .whole = true },
	/* Where it was handed over to. By then another may have been decided;
	 * one that it never had was put there behind our back, which only a
	 * replay sees. Left out in old entries. */
	{ "address", FIELD_MAILS, OPTIONAL },
	{ 0 },
};

static const struct field ran_fields[] = {
	{ "day", FIELD_DATE, REQUIRED },
	{ "messages", FIELD_NUMBER, REQUIRED, .min = 0, .max = INT32_MAX },
	{ 0 },
};

static const struct command notice_dispatch_commands[] = {
	{ "notice.issue", ACCESS_DAEMON, WRITES, issue_fields,
	    notice_dispatch_issue, read_issue },
	{ "notice.revise", ACCESS_DAEMON, WRITES, revise_fields,
	    notice_dispatch_revise },
	{ "notice.settle", ACCESS_DAEMON, WRITES, settle_fields,
	    notice_dispatch_settle, .clock = CLOCK_ANY },
	{ "reminder.ran", ACCESS_DAEMON, WRITES, ran_fields, ran },
	{ 0 },
};

const struct family notice_dispatch_family = {
	notice_dispatch_commands,
	notice_dispatch_sql,
};
