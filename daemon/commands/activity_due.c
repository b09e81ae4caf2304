/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_due.h"

#include <assert.h>
#include <stdio.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_open.h"
#include "daemon/commands/families.h"
#include "daemon/calendar/json_day.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

enum { HISTORY, FORCE, AWAIT, AWAIT_AGAIN };

static const char *const activity_due_sql[] = {
	[HISTORY] = "INSERT INTO due_history VALUES"
		    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	/* What was promised was promised for the date of before. */
	[FORCE] = "UPDATE activity SET timeframe = ?2, kind = ?3, start = ?4,"
		  " end = ?5, vague = ?6, reason = ?7, due = ?8,"
		  " due_version = ?9, due_set_at = ?10,"
		  " interval_months = ?11, review_month = ?12,"
		  " expected = NULL WHERE id = ?1",
	[AWAIT] = "INSERT INTO next_due VALUES (?1, '')",
	[AWAIT_AGAIN] = "UPDATE next_due SET day = '' WHERE activity = ?1",
	NULL,
};

json_t *activity_due_reading(const struct timeframe *timeframe)
{
	json_t *reading = json_object();

	json_object_set_new(reading, "kind",
	    json_string(timeframe_kind_words[timeframe->kind]));
	json_object_set_new(reading, "start", json_day(timeframe->start));
	json_object_set_new(reading, "end", json_day(timeframe->end));
	json_object_set_new(reading, "vague", json_boolean(timeframe->vague));
	json_object_set_new(reading, "reason", json_string(timeframe->reason));
	if (timeframe->interval_months > 0)
		json_object_set_new(reading, "interval_months",
		    json_integer(timeframe->interval_months));
	if (timeframe->month > 0)
		json_object_set_new(
		    reading, "month", json_integer(timeframe->month));
	return reading;
}

static bool is_unmeant(struct day day)
{
	return day_is_some(day) && !day_is_meant(day);
}

static_assert(YEAR_MEANT_MIN == 1990 && YEAR_MEANT_MAX == 2099,
    "the years of activity_due_meant()");

void activity_due_meant(struct timeframe *timeframe)
{
	if (!is_unmeant(timeframe->start) && !is_unmeant(timeframe->end))
		return;
	timeframe->kind = TIMEFRAME_INVALID;
	snprintf(timeframe->reason, sizeof(timeframe->reason), "%s",
	    N_("It is not from 1990 to 2099: look at the year."));
}

int activity_due_read(json_t *readings, const char *name, const char *text,
    int year, struct err *err)
{
	struct timeframe timeframe = timeframe_read(text, year);

	activity_due_meant(&timeframe);
	if (timeframe.kind == TIMEFRAME_INVALID)
		return err_set(
		    err, ERR_INVALID, "timeframe: %-s", timeframe.reason);
	json_object_set_new(readings, name, activity_due_reading(&timeframe));
	return 0;
}

const struct field activity_due_fields[] = {
	{ "kind", FIELD_WORD, REQUIRED, .words = timeframe_kind_words,
	    .max = TIMEFRAME_INVALID },
	{ "start", FIELD_DATE, OPTIONAL },
	{ "end", FIELD_DATE, OPTIONAL },
	{ "vague", FIELD_FLAG, REQUIRED },
	{ "reason", FIELD_TEXT, REQUIRED, .max = TEXT_LONG },
	/* From what a recurring timeframe says. */
	{ "interval_months", FIELD_NUMBER, OPTIONAL, .min = 1, .max = 1200 },
	{ "month", FIELD_NUMBER, OPTIONAL, .min = 1, .max = 12 },
	{ 0 },
};

const struct field due_timeframe_reading[] = {
	{ "timeframe", FIELD_OBJECT, REQUIRED, .row = activity_due_fields },
	{ 0 },
};

struct due activity_due_fetch(const json_t *reading)
{
	struct due due = {
		.kind =
		    word_of(timeframe_kind_words, json_text(reading, "kind")),
		.start = json_day_value(json_object_get(reading, "start")),
		.end = json_day_value(json_object_get(reading, "end")),
		.due = DAY_NONE,
		.reason = json_text(reading, "reason"),
		.vague = json_is_true(json_object_get(reading, "vague")),
		.interval_months = json_number(reading, "interval_months"),
		.month = json_number(reading, "month"),
	};

	if (due.kind == TIMEFRAME_FIXED || due.kind == TIMEFRAME_DEADLINE)
		due.due = due.end;
	return due;
}

int activity_due_record(struct invocation *invocation, int64_t activity,
    int64_t version, const char *text, const struct due *due,
    const char *decision, struct err *err)
{
	return store_run(invocation->store, activity_due_sql, HISTORY,
	    BIND(INTEGER(activity), INTEGER(version), TEXT(text),
		DAY(due->start), DAY(due->end), DAY(due->due), TEXT(decision),
		INTEGER(invocation->now.seconds),
		TEXT(invocation->principal->name), INTEGER(invocation->seq)),
	    err);
}

int activity_due_await(
    struct invocation *invocation, int64_t activity, struct err *err)
{
	return store_run(invocation->store, activity_due_sql, AWAIT,
	    BIND(INTEGER(activity)), err);
}

int activity_due_await_again(
    struct invocation *invocation, int64_t activity, struct err *err)
{
	return store_run(invocation->store, activity_due_sql, AWAIT_AGAIN,
	    BIND(INTEGER(activity)), err);
}

int activity_due_put(struct invocation *invocation, int64_t activity,
    int64_t version, const char *text, const struct due *due,
    const char *decision, struct err *err)
{
	if (activity_due_record(
		invocation, activity, version, text, due, decision, err) != 0)
		return -1;
	return store_run(invocation->store, activity_due_sql, FORCE,
	    BIND(INTEGER(activity), TEXT(text),
		TEXT(timeframe_kind_words[due->kind]), DAY(due->start),
		DAY(due->end), INTEGER(due->vague), TEXT(due->reason),
		DAY(due->due), INTEGER(version),
		INTEGER(invocation->now.seconds), INTEGER(due->interval_months),
		INTEGER(due->month)),
	    err);
}

const char *activity_due_unclear(struct invocation *invocation,
    enum timeframe_kind kind, bool vague, int64_t unresolved)
{
	const char *words[5];
	struct buffer list = { 0 };
	const char *copy;
	int count = 0;

	if (kind == TIMEFRAME_UNDATED)
		words[count++] = "undated";
	if (vague)
		words[count++] = "vague";
	if (unresolved & UNRESOLVED_LEAD)
		words[count++] = "lead";
	if (unresolved & UNRESOLVED_COOPERATING)
		words[count++] = "cooperating";
	if (unresolved & UNRESOLVED_EQUAL)
		words[count++] = "equal";
	buffer_text(&list, "[");
	for (int i = 0; i < count; i++)
		buffer_printf(&list, "%s\"%s\"", i > 0 ? "," : "", words[i]);
	buffer_text(&list, "]");
	copy = arena_copy(invocation->arena, list.bytes, list.length);
	buffer_free(&list);
	return copy;
}

void activity_due_note(
    struct invocation *invocation, struct day before, const struct due *due)
{
	if (day_is_some(due->due) &&
	    day_compare(due->due, invocation_today(invocation)) < 0)
		activity_note(invocation,
		    "the new due date is past already: it is overdue");
	if (!day_is_some(before) || day_is_some(due->due))
		return;
	activity_note(invocation,
	    due->kind == TIMEFRAME_UNDATED
		? "it has no due date any more: it is not overdue, no letter"
		  " tells that it moved, and it stands among what is unclear"
		  " until a date can be read"
		: "it has no due date any more: it is not overdue, no letter"
		  " tells that it moved, and it is reviewed from time to time"
		  " instead");
}

const struct family activity_due_family = {
	NULL,
	activity_due_sql,
};
