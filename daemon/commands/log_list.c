/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_list.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/log_params.h"
#include "protocol/log_sentence.h"
#include "protocol/json_member.h"

/* Of a longer request, such as an import, only the size is told. */
#define TOLD_MAX "65536"

/* Activities that an entry concerns; more are counted. */
#define ACTIVITIES_MAX "100"

/* How many bytes a page of rows may have, so that others wait for it no longer
 * than for a list of others, whose rows are told with less work; and one of the
 * lines of an export, of which some become two in JSON. */
#define PAGE_SIZE (1u << 17)
#define TOLD_SIZE (1u << 17)

/* clang-format off */
/* The one activity that an entry concerns; NULL where there are several. */
#define ONLY \
	"(SELECT iif(count(*) = 1, min(activity), NULL)" \
	" FROM entry_activity t WHERE t.seq = l.seq)"

/* Whether it concerns one, without counting the thousands of an import. */
#define ALONE \
	"(SELECT count(*) = 1 FROM (SELECT 1 FROM entry_activity t" \
	"  WHERE t.seq = l.seq LIMIT 2))"

/* The due date of before and after, where the entry moved it. */
#define MOVED \
	"(SELECT json_object('from', f.due, 'to', h.due)" \
	" FROM due_history h JOIN due_history f ON f.activity = h.activity" \
	" AND f.version = h.version - 1" \
	" WHERE h.activity = " ONLY " AND h.seq = l.seq)"

#define ENTRY \
	"SELECT l.seq, strftime('%Y-%m-%dT%H:%M:%SZ', l.at, 'unixepoch')," \
	" k.name, k.role, w.method, l.uid, length(l.request)," \
	" iif(length(l.request) <= " TOLD_MAX ", l.request, NULL)," \
	" (SELECT json_group_array(activity) FROM (SELECT activity" \
	"   FROM entry_activity t WHERE t.seq = l.seq" \
	"   ORDER BY activity LIMIT " ACTIVITIES_MAX "))," \
	" (SELECT max(count(*) - " ACTIVITIES_MAX ", 0)" \
	"   FROM entry_activity t WHERE t.seq = l.seq)," \
	" (SELECT activity FROM activity WHERE id = " ONLY "), " MOVED
#define JOINED \
	" JOIN entry_method w ON w.seq = l.seq" \
	" LEFT JOIN key k ON k.public = l.key"

/* Whether the entry moved a due date: not that it set the first one, or the
 * same again. */
#define MOVES \
	"EXISTS (SELECT 1 FROM entry_activity t JOIN due_history h" \
	"  ON h.activity = t.activity AND h.seq = t.seq" \
	" JOIN due_history f ON f.activity = h.activity" \
	"  AND f.version = h.version - 1" \
	" WHERE t.seq = l.seq AND h.due IS NOT f.due)"

/* What a reader asked for, of the entries after ?1. */
#define ASKED \
	" AND (?2 IS NULL OR k.name = ?2)" \
	" AND (?3 IS NULL OR l.at >= ?3) AND (?4 IS NULL OR l.at < ?4)" \
	" AND (?5 IS NULL OR k.role IS NOT 'daemon')" \
	" AND (?6 IS NULL OR " MOVES ") ORDER BY l.seq"
/* clang-format on */

enum { LIST, OF_ACTIVITY, KNOWN, BEGAN };

/* The columns of ENTRY. */
enum {
	SEQ,
	AT,
	BY,
	ROLE,
	METHOD,
	UID,
	LENGTH,
	REQUEST,
	ACTIVITIES,
	LEFT_OUT,
	WORDS,
	DUE
};

static const char *const log_list_sql[] = {
	[LIST] = ENTRY " FROM log l" JOINED " WHERE l.seq > ?1" ASKED,
	[OF_ACTIVITY] =
	    ENTRY " FROM entry_activity o JOIN log l ON l.seq = o.seq" JOINED
		  " WHERE o.activity = ?7 AND o.seq > ?1"
		  " AND (?8 IS NULL OR " ALONE ")" ASKED,
	[KNOWN] = "SELECT 1 FROM key WHERE name = ?1",
	[BEGAN] = "SELECT at FROM log WHERE seq = 1",
	NULL,
};

/* --- a row --- */

/* The entry's request, for the caller; NULL where it is too long. */
static json_t *entry_request(const struct rows *rows)
{
	size_t length;
	const char *request = rows_blob(rows, REQUEST, &length);

	return request == NULL
	    ? NULL
	    : json_loadb(request, length, JSON_ALLOW_NUL, NULL);
}

static void add_detail(
    struct buffer *json, const struct rows *rows, const json_t *root)
{
	struct buffer detail = { 0 };

	buffer_text(&detail, "");
	if (root == NULL)
		buffer_printf(
		    &detail, "%" PRId64 " bytes", rows_integer(rows, LENGTH));
	if (rows_integer(rows, LEFT_OUT) > 0)
		buffer_printf(&detail, "and %" PRId64 " more activities; ",
		    rows_integer(rows, LEFT_OUT));
	log_params_list(&detail, command_find(rows_text(rows, METHOD)),
	    json_object_get(root, "params"));
	buffer_text(json, ",\"detail\":");
	buffer_json(json, detail.bytes);
	buffer_free(&detail);
}

static void add_member(
    struct buffer *json, const char *name, const struct rows *rows, int column)
{
	buffer_printf(json, ",\"%s\":", name);
	buffer_json(json, rows_text(rows, column));
}

/* What the words of the entry need beside it. */
static void add_context(
    struct buffer *json, const struct rows *rows, const json_t *root)
{
	struct buffer words = { 0 };

	if (root != NULL)
		log_params_object(json, command_find(rows_text(rows, METHOD)),
		    json_object_get(root, "params"));
	if (!rows_null(rows, WORDS)) {
		buffer_text(&words, "");
		log_params_text(&words, rows_text(rows, WORDS));
		buffer_text(json, ",\"words\":");
		buffer_json(json, words.bytes);
	}
	if (!rows_null(rows, DUE))
		buffer_printf(json, ",\"due\":%s", rows_text(rows, DUE));
	buffer_free(&words);
}

/* Appends the row without its sentence and its end. */
static void add_members(struct buffer *json, const struct rows *rows)
{
	json_t *root = entry_request(rows);

	buffer_printf(json, "{\"seq\":%" PRId64, rows_integer(rows, SEQ));
	add_member(json, "at", rows, AT);
	add_member(json, "by", rows, BY);
	add_member(json, "role", rows, ROLE);
	add_member(json, "command", rows, METHOD);
	buffer_printf(json, ",\"activities\":%s", rows_text(rows, ACTIVITIES));
	add_detail(json, rows, root);
	buffer_printf(json, ",\"uid\":%" PRId64, rows_integer(rows, UID));
	if (rows_integer(rows, LEFT_OUT) > 0)
		buffer_printf(json, ",\"activities_left_out\":%" PRId64,
		    rows_integer(rows, LEFT_OUT));
	add_context(json, rows, root);
	json_decref(root);
}

/* Appends the row, which is also returned as a value, the caller's. */
static json_t *add_row(struct buffer *json, const struct rows *rows)
{
	size_t begin = json->length;
	struct buffer what = { 0 };
	json_t *row;

	add_members(json, rows);
	buffer_text(json, "}");
	row = json_loadb(
	    json->bytes + begin, json->length - begin, JSON_ALLOW_NUL, NULL);
	assert(row != NULL);
	log_sentence(&what, row);
	json_object_set_new(row, "what", json_string(what.bytes));
	buffer_cut(json, json->length - 1);
	buffer_text(json, ",\"what\":");
	buffer_json(json, what.bytes);
	buffer_text(json, "}");
	buffer_free(&what);
	return row;
}

int log_list_after(struct store *store, int64_t after, struct buffer *json,
    int64_t *seq, struct err *err)
{
	struct rows rows = store_query(store, log_list_sql, LIST,
	    BIND(INTEGER(after), TEXT(NULL), TEXT(NULL), TEXT(NULL), TEXT(NULL),
		TEXT(NULL)));
	int result = rows_next(&rows, err);

	if (result == 1) {
		*seq = rows_integer(&rows, SEQ);
		json_decref(add_row(json, &rows));
	}
	rows_end(&rows);
	return result;
}

/* --- the lines of an export --- */

int log_list_told(struct store *store, int64_t *seq, struct buffer *txt,
    struct buffer *csv, struct err *err)
{
	struct rows rows = store_query(store, log_list_sql, LIST,
	    BIND(INTEGER(*seq), TEXT(NULL), TEXT(NULL), TEXT(NULL), TEXT(NULL),
		TEXT(NULL)));
	struct buffer json = { 0 };
	int result;

	while ((result = rows_next(&rows, err)) == 1 &&
	    txt->length + csv->length <= TOLD_SIZE) {
		json_t *row;

		buffer_cut(&json, 0);
		row = add_row(&json, &rows);
		log_sentence_line(txt, row);
		log_sentence_csv(csv, row);
		json_decref(row);
		*seq = rows_integer(&rows, SEQ);
	}
	rows_end(&rows);
	buffer_free(&json);
	return result;
}

/* --- commands --- */

/* Refuses a name that nobody has: an empty list would hide that it was
 * mistyped. */
static int log_list_check_name(
    struct invocation *invocation, const char *name, struct err *err)
{
	int64_t known = 0;

	if (store_integer(invocation->store, log_list_sql, KNOWN,
		BIND(TEXT(name)), &known, 0, err) != 0)
		return -1;
	if (known == 1)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "there is no key named \"%s\": planvakt key list shows those"
	    " there are",
	    name);
}

static int list_rows(
    struct invocation *invocation, struct rows *rows, struct err *err)
{
	struct buffer *reply = invocation->reply;
	int64_t last = 0;
	int result;

	buffer_text(reply, "{\"rows\":[");
	while ((result = rows_next(rows, err)) == 1 &&
	    reply->length <= PAGE_SIZE) {
		buffer_text(reply, last > 0 ? "," : "");
		json_decref(add_row(reply, rows));
		last = rows_integer(rows, SEQ);
	}
	rows_end(rows);
	buffer_text(reply, "]");
	if (result == 1)
		buffer_printf(reply, ",\"next\":%" PRId64, last);
	buffer_text(reply, "}");
	return result < 0 ? -1 : 0;
}

/* Refuses days of which the log cannot tell: an empty list would hide that they
 * were mistyped. */
static int log_list_check_days(struct invocation *invocation, struct err *err)
{
	struct day from = param_day(invocation, "from");
	struct day to = param_day(invocation, "to");
	struct day first, last = invocation_today(invocation);
	struct instant began = { 0 };
	char text[DAY_TEXT];

	if (store_integer(invocation->store, log_list_sql, BEGAN, BIND_NONE,
		&began.seconds, 0, err) != 0)
		return -1;
	first = zone_local(began).day;
	if (day_is_some(from) && day_is_some(to) && day_compare(to, from) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: give the earlier day as from");
	if (day_is_some(from) && day_compare(from, last) > 0)
		return err_set(err, ERR_INVALID,
		    "from: is in the future: the log has nothing after %s",
		    day_write(last, text));
	if (day_is_some(to) && day_compare(to, first) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before the log began, on %s",
		    day_write(first, text));
	return 0;
}

/* When a day begins by the municipality's clocks; NULL of DAY_NONE. */
static struct value midnight(struct day day)
{
	return day_is_some(day) ? INTEGER(zone_instant(day, 0, 0, 0).seconds)
				: TEXT(NULL);
}

/* After the last entry is where a reader may begin that has read it. */
static int check_since(
    struct invocation *invocation, int64_t since, struct err *err)
{
	if (since <= invocation->head.seq)
		return 0;
	return err_set(err, ERR_INVALID,
	    "since: the log has %" PRId64 " entries: name one of them, or"
	    " leave it out",
	    invocation->head.seq);
}

/* `after` is where the page before ended, `since` where the reader begins. Of
 * each day its local hours, 23 to 25 of them. */
static int log_list_run(struct invocation *invocation, struct err *err)
{
	int64_t since = param_integer(invocation, "since", 0);
	int64_t activity = param_integer(invocation, "activity", 0);
	const char *by = param_text(invocation, "by");
	struct day to = param_day(invocation, "to");
	struct activity_state found;
	struct rows rows;

	if (check_since(invocation, since, err) != 0 ||
	    log_list_check_days(invocation, err) != 0 ||
	    (by != NULL && log_list_check_name(invocation, by, err) != 0) ||
	    (activity > 0 &&
		activity_find(invocation, activity, &found, err) != 0))
		return -1;
	rows = store_query(invocation->store, log_list_sql,
	    activity > 0 ? OF_ACTIVITY : LIST,
	    BIND(INTEGER(param_integer(invocation, "after", since)), TEXT(by),
		midnight(param_day(invocation, "from")),
		midnight(day_is_some(to) ? day_plus(to, 1) : to),
		param_flag(invocation, "people") ? INTEGER(1) : TEXT(NULL),
		param_flag(invocation, "moves") ? INTEGER(1) : TEXT(NULL),
		activity > 0 ? INTEGER(activity) : (struct value){ 0 },
		param_flag(invocation, "alone") ? INTEGER(1) : TEXT(NULL)));
	return list_rows(invocation, &rows, err);
}

static int watch(struct invocation *invocation, struct err *err)
{
	int64_t since =
	    param_integer(invocation, "since", invocation->head.seq);

	if (check_since(invocation, since, err) != 0)
		return -1;
	invocation->rare.watches = true;
	invocation->rare.watch_after = since;
	buffer_printf(invocation->reply,
	    "{\"since\":%" PRId64 ",\"head\":%" PRId64 "}", since,
	    invocation->head.seq);
	return 0;
}

static const struct field list_fields[] = {
	{ "since", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT64_MAX },
	{ "activity", FIELD_ID, OPTIONAL },
	{ "by", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "from", FIELD_DATE, OPTIONAL },
	{ "to", FIELD_DATE, OPTIONAL },
	{ "people", FIELD_FLAG, OPTIONAL },
	{ "moves", FIELD_FLAG, OPTIONAL },
	/* With `activity`: entries that concern no other. */
	{ "alone", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT64_MAX },
	{ 0 },
};

static const struct field watch_fields[] = {
	{ "since", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT64_MAX },
	{ 0 },
};

static const struct command log_list_commands[] = {
	{ "log.list", ACCESS_ANY, READS, list_fields, log_list_run },
	{ "watch", ACCESS_ANY, READS, watch_fields, watch },
	{ 0 },
};

const struct family log_list_family = {
	log_list_commands,
	log_list_sql,
};
