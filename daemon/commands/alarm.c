/* SPDX-License-Identifier: ISC */
#include "daemon/commands/alarm.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/machine/checked.h"

/* Seconds: a message waits, or was tried, for so long before mail fails; a run
 * is begun within a moment, so that one that is so late does not come. */
#define MAIL_FAILS (24 * 60 * 60)
#define RUN_LATE   (15 * 60)

enum { WAITING, GIVEN_UP, FAILED, DUTIES };

/* clang-format off */
#define WENT \
	"WITH went AS MATERIALIZED (SELECT department, address," \
	" max(settled_at) AS at FROM dispatch WHERE state = 'accepted'" \
	" GROUP BY department, address) "
/* clang-format on */

static const char *const alarm_sql[] = {
	/* What waited is told anew in the next letter to its address, which
	 * took it over when it was queued. */
	[WAITING] = "SELECT coalesce(min(min(d.queued_at,"
		    " coalesce(w.queued_at, d.queued_at))), ?1)"
		    " FROM dispatch d LEFT JOIN dispatch w"
		    " ON w.state = 'withdrawn' AND w.address = d.address"
		    " AND w.settled_at = d.queued_at"
		    " WHERE d.state = 'planned' AND d.queued > 0",
	[GIVEN_UP] = WENT "SELECT count(*) FROM dispatch WHERE"
			  " state = 'failed' AND told >= 0"
			  " AND settled_at - queued_at >= ?1 AND settled_at >"
			  " (SELECT coalesce(max(at), 0) FROM went)",
	[FAILED] = WENT "SELECT count(*) FROM dispatch d WHERE"
			" state = 'failed' AND told >= 0 AND NOT EXISTS"
			" (SELECT 1 FROM went w WHERE w.at > d.settled_at"
			"  AND (w.department IS d.department"
			"   OR w.address = d.address))",
	[DUTIES] = "SELECT coalesce(group_concat(code, ', '), '') FROM"
		   " (SELECT code FROM plan WHERE closed_at IS NULL"
		   "  AND (follow_up_due < ?1 OR valid_until < ?1) UNION ALL"
		   "  SELECT 'picture' FROM picture WHERE version ="
		   "   (SELECT max(version) FROM picture) AND due < ?1)",
	NULL,
};

static void alarm_begin(
    struct buffer *list, const char *level, const char *what)
{
	buffer_printf(list,
	    "%s{\"level\":\"%s\",\"what\":", list->length > 0 ? "," : "",
	    level);
	buffer_json(list, what);
}

static void alarm_add(struct buffer *list, const char *level, const char *what)
{
	alarm_begin(list, level, what);
	buffer_text(list, "}");
}

/* With the fault as errors have it, for whom another language is spoken to. */
static void alarm_add_fault(struct buffer *list, const struct checked *checked)
{
	char words[CHECKED_WORDS + 64];
	json_t *said = json_loads(checked->said, 0, NULL);
	char *text = said != NULL ? json_dumps(said, JSON_COMPACT) : NULL;

	snprintf(
	    words, sizeof(words), "planvaktd check found: %s", checked->words);
	alarm_begin(list, "critical", words);
	if (text != NULL)
		buffer_printf(list, ",\"said\":%s", text);
	buffer_text(list, "}");
	free(text);
	json_decref(said);
}

static int alarm_count(const struct invocation *invocation, int statement,
    const struct value *values, int64_t *count, struct err *err)
{
	return store_integer(
	    invocation->store, alarm_sql, statement, values, count, 0, err);
}

/* A timer that is off or fails says nothing by itself. A rehearsal has no such
 * timer, and no time that the check's could be held against. */
static void alarm_unchecked(struct invocation *invocation,
    const struct checked *last, bool ever, struct buffer *list)
{
	struct day day = zone_local((struct instant){ last->at }).day;
	char words[160], text[DAY_TEXT];

	if (invocation->rehearsal || invocation->rare.doubt != NULL ||
	    !checked_is_overdue(last, invocation->now.seconds))
		return;
	snprintf(words, sizeof(words),
	    "the log was %s %s: have planvaktd check run every week",
	    ever ? "last checked on" : "never checked since it began on",
	    day_write(day, text));
	alarm_add(list, "warning", words);
}

static void alarm_checked(struct invocation *invocation,
    const struct alarm_case *now, struct buffer *list)
{
	const char *path = invocation->rare.checked;
	struct checked checked;
	bool ever;

	if (path == NULL)
		return;
	ever = checked_last(path, now->settings->begun.seconds, &checked);
	if (!checked.ok)
		alarm_add_fault(list, &checked);
	alarm_unchecked(invocation, &checked, ever, list);
}

static void alarm_run(const struct invocation *invocation,
    const struct alarm_case *now, struct buffer *list)
{
	struct instant after = now->settings->begun;
	struct instant until = { invocation->now.seconds - RUN_LATE };

	if (day_is_some(now->last))
		after = schedule_moment(now->schedule, now->last);
	if (schedule_due(now->schedule, after, until, 1) > 0)
		alarm_add(list, "critical", "a reminder run was missed");
}

/* What waited through a pause is tried from its end on. */
static int64_t alarm_waits_since(
    const struct settings *settings, int64_t queued_at)
{
	int64_t ended = 0;

	if (day_is_some(settings->paused_until))
		ended = zone_instant(settings->paused_until, 0, 0, 0).seconds;
	return queued_at > ended ? queued_at : ended;
}

static int alarm_mail(struct invocation *invocation,
    const struct settings *settings, struct buffer *list, struct err *err)
{
	int64_t now = invocation->now.seconds, since = now, given_up = 0;

	if (alarm_count(invocation, WAITING, BIND(INTEGER(now)), &since, err) !=
		0 ||
	    alarm_count(invocation, GIVEN_UP, BIND(INTEGER(MAIL_FAILS)),
		&given_up, err) != 0)
		return -1;
	if (given_up > 0 ||
	    now - alarm_waits_since(settings, since) >= MAIL_FAILS)
		alarm_add(list, "critical", "mail has failed for a day");
	return 0;
}

static int alarm_failed(
    struct invocation *invocation, struct buffer *list, struct err *err)
{
	int64_t count = 0;
	char words[64];

	if (alarm_count(invocation, FAILED, BIND_NONE, &count, err) != 0)
		return -1;
	snprintf(words, sizeof(words), "%" PRId64 " message%s did not arrive",
	    count, count == 1 ? "" : "s");
	if (count > 0)
		alarm_add(list, "warning", words);
	return 0;
}

static int alarm_duties(
    struct invocation *invocation, struct buffer *list, struct err *err)
{
	struct rows rows = store_query(invocation->store, alarm_sql, DUTIES,
	    BIND(DAY(zone_local(invocation->now).day)));
	int result = rows_next(&rows, err);
	struct buffer words = { 0 };

	if (result == 1 && rows_text(&rows, 0)[0] != '\0') {
		buffer_printf(&words,
		    "should have been followed up or closed: %s",
		    rows_text(&rows, 0));
		alarm_add(list, "warning", words.bytes);
	}
	buffer_free(&words);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* By a clock that is not believed everything is late. */
static int alarm_all(struct invocation *invocation,
    const struct alarm_case *now, struct buffer *list, struct err *err)
{
	bool held = invocation->rare.doubt != NULL;

	alarm_checked(invocation, now, list);
	if (!held)
		alarm_run(invocation, now, list);
	if (!held && alarm_mail(invocation, now->settings, list, err) != 0)
		return -1;
	if (held)
		alarm_add(list, "warning",
		    "the clock is not believed: nothing is sent or written");
	if (alarm_failed(invocation, list, err) != 0 ||
	    (!held && alarm_duties(invocation, list, err) != 0))
		return -1;
	if (now->settings->coordinator[0] == '\0')
		alarm_add(
		    list, "warning", "the coordinator has no mail address");
	return 0;
}

int alarm_put(struct invocation *invocation, const struct alarm_case *now,
    struct err *err)
{
	struct buffer list = { 0 };
	int result = alarm_all(invocation, now, &list, err);

	buffer_printf(invocation->reply, ",\"alarms\":[%s]",
	    list.length > 0 ? list.bytes : "");
	buffer_free(&list);
	return result;
}

const struct family alarm_family = {
	.sql = alarm_sql,
};
