/* SPDX-License-Identifier: ISC */
#include "client/report_gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client/connection/progress_bar.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "protocol/json_member.h"

/* So often it is asked again, and so long between, while somebody else has
 * another day put together. */
#define WAITS   60
#define WAIT_NS 500000000L

#define MONTHS   12 /* of observations, by month */
#define MEETINGS 10 /* on a page */

/* So often all is asked again because the log has grown meanwhile. */
#define AGAIN_MAX 5

/* --- days --- */

void gather_day_plus(char to[GATHER_DAY], const char *day, int days)
{
	struct tm tm = { 0 };
	time_t seconds;

	sscanf(day, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	tm.tm_mday += days;
	seconds = timegm(&tm);
	gmtime_r(&seconds, &tm);
	strftime(to, GATHER_DAY, "%Y-%m-%d", &tm);
}

/* --- asking --- */

static int ask_now(
    struct gather *gather, struct answer *answer, struct err *err)
{
	json_t *params = NULL;

	return call_request(gather->call, "ping", params, false, answer, err);
}

static int ask_once(struct gather *gather, const char *method, json_t *params,
    struct answer *answer, struct err *err)
{
	char *text = json_dumps(params, JSON_COMPACT);
	json_t *wish = json_pack(
	    "{ssssss}", "day", gather->past, "method", method, "params", text);
	int result =
	    call_request(gather->call, "past.read", wish, false, answer, err);

	json_decref(wish);
	free(text);
	return result;
}

/* Until all entries of that day are executed. */
static int ask_past(struct gather *gather, const char *method, json_t *params,
    struct answer *answer, struct err *err)
{
	const struct timespec wait = { 0, WAIT_NS };
	struct progress_bar bar;
	int result, waits = 0;

	progress_bar_begin(&bar, "reading");
	for (;;) {
		result = ask_once(gather, method, params, answer, err);
		if (result != 0 && err->code == ERR_CONFLICT &&
		    waits++ < WAITS) {
			nanosleep(&wait, NULL);
			continue;
		}
		if (result != 0 ||
		    json_object_get(answer->result, "of") == NULL)
			break;
		progress_bar_draw(&bar,
		    (size_t)json_number(answer->result, "entries"),
		    (size_t)json_number(answer->result, "of"));
		message_answer_release(answer);
	}
	progress_bar_end(&bar);
	return result;
}

static void take_head(struct gather *gather, const json_t *answer)
{
	json_t *head = json_object_get(answer, "head");

	if (head != NULL)
		json_object_set(gather->whole, "head", head);
}

/* One answer; the caller releases *result. A daemon that does not know the
 * method says nothing of it. */
static int gather_one(struct gather *gather, const char *method, json_t *params,
    json_t **result, struct err *err)
{
	struct answer answer;
	int asked = gather->past != NULL
	    ? ask_past(gather, method, params, &answer, err)
	    : call_request(gather->call, method, params, false, &answer, err);

	*result = NULL;
	if (asked != 0)
		return err->code == ERR_UNKNOWN_COMMAND ? 0 : -1;
	if (gather->past != NULL) {
		take_head(gather, answer.result);
		*result = json_incref(json_object_get(answer.result, "result"));
	} else
		*result = json_incref(answer.result);
	message_answer_release(&answer);
	return 0;
}

/* All pages of a list, appended to `rows`; `traits` as its row has them. */
static int gather_rows(struct gather *gather, const char *method,
    unsigned traits, json_t *params, json_t *rows, struct err *err)
{
	json_t *page, *next;
	int result;

	(void)traits;
	do {
		result = gather_one(gather, method, params, &page, err);
		next = json_object_get(page, "next");
		json_array_extend(rows, json_object_get(page, "rows"));
		if (next != NULL &&
		    json_equal(next, json_object_get(params, "after")))
			next = NULL;
		if (next != NULL)
			json_object_set(params, "after", next);
		json_decref(page);
	} while (result == 0 && next != NULL);
	json_decref(params);
	return result;
}

/* --- what day it is --- */

int gather_begin(struct gather *gather, struct call *call, struct err *err)
{
	struct buffer local = { 0 };
	struct answer answer;

	*gather = (struct gather){ .call = call, .whole = json_object() };
	if (ask_now(gather, &answer, err) != 0)
		return -1;
	format_words(&local, answer.result, "time");
	snprintf(gather->now, sizeof(gather->now), "%.16s",
	    local.bytes != NULL ? local.bytes : "");
	snprintf(gather->today, sizeof(gather->today), "%.10s", gather->now);
	buffer_free(&local);
	message_answer_release(&answer);
	return 0;
}

/* The daemon keeps the tables of a day that is past until it is told. */
void gather_end(struct gather *gather)
{
	struct answer answer;
	struct err ignored;
	json_t *params;

	if (gather->past != NULL) {
		params = json_pack("{ss}", "day", gather->past);
		if (call_request(gather->call, "past.read", params, false,
			&answer, &ignored) == 0)
			message_answer_release(&answer);
		json_decref(params);
	}
	json_decref(gather->whole);
	gather->whole = NULL;
}

int gather_last_report(struct gather *gather, const char *as_of,
    char day[GATHER_DAY], struct err *err)
{
	json_t *rows = json_array(), *row;
	int result = gather_rows(gather, "report.list", LISTS,
	    json_pack("{ss}", "plan", gather->plan), rows, err);
	size_t i;

	day[0] = '\0';
	json_array_foreach (rows, i, row) {
		const char *other = json_text(row, "as_of");

		if (other != NULL && strcmp(other, as_of) < 0)
			snprintf(day, GATHER_DAY, "%s", other);
	}
	json_decref(rows);
	return result;
}

/* --- the parts --- */

static int gather_departments(struct gather *gather, struct err *err)
{
	json_t *rows = json_array(), *names = json_object(), *row;
	int result = gather_rows(
	    gather, "department.list", LISTS, json_object(), rows, err);
	size_t i;

	json_array_foreach (rows, i, row)
		json_object_set(names, json_text(row, "code"),
		    json_object_get(row, "name"));
	json_object_set_new(gather->whole, "departments", names);
	json_decref(rows);
	return result;
}

static json_t *gather_index(json_t *facts)
{
	json_t *places = json_object(), *row;
	char number[24];
	size_t i;

	json_array_foreach (facts, i, row) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)json_number(row, "id"));
		json_object_set(places, number, row);
	}
	return places;
}

/* Each activity with its facts. */
static void join_facts(json_t *activities, json_t *facts)
{
	json_t *places = gather_index(facts), *activity;
	char number[24];
	size_t i;

	json_array_foreach (activities, i, activity) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)json_number(activity, "id"));
		json_object_update(activity, json_object_get(places, number));
	}
	json_decref(places);
}

static int gather_activities(
    struct gather *gather, const char *plan, json_t *to, struct err *err)
{
	json_t *facts = json_array(), *activities = json_array();
	json_t *params =
	    json_pack("{sssbsb}", "plan", plan, "details", 1, "all", 1);
	int result;

	if (gather->department != NULL) {
		json_object_del(params, "all");
		json_object_set_new(
		    params, "department", json_string(gather->department));
	}
	result = gather_rows(
	    gather, "activity.list", LISTS, params, activities, err);
	if (result == 0)
		result = gather_rows(gather, "activity.facts", READS,
		    json_pack("{ss}", "plan", plan), facts, err);
	if (result == 0) {
		join_facts(activities, facts);
		json_array_extend(to, activities);
	}
	json_decref(activities);
	json_decref(facts);
	return result;
}

static int gather_plan(
    struct gather *gather, json_t *activities, struct err *err)
{
	json_t *params = json_pack("{ss}", "code", gather->plan), *plan;
	int result = gather_one(gather, "plan.show", params, &plan, err);

	json_decref(params);
	if (result != 0)
		return -1;
	json_object_set_new(gather->whole, "plan", plan);
	return gather_activities(gather, gather->plan, activities, err);
}

static int gather_plans(
    struct gather *gather, json_t *activities, struct err *err)
{
	json_t *rows = json_array(), *open = json_array(), *row;
	int result =
	    gather_rows(gather, "plan.list", LISTS, json_object(), rows, err);
	size_t i;

	json_array_foreach (rows, i, row) {
		if (!json_is_null(json_object_get(row, "closed_at")))
			continue;
		json_array_append(open, row);
		if (result == 0)
			result = gather_activities(
			    gather, json_text(row, "code"), activities, err);
	}
	json_object_set_new(gather->whole, "plans", open);
	json_decref(rows);
	return result;
}

static int gather_ratings(struct gather *gather, struct err *err)
{
	json_t *rows = json_array();

	json_object_set_new(gather->whole, "ratings", rows);
	return gather_rows(gather, "rating.list", LISTS,
	    json_pack("{ss}", "plan", gather->plan), rows, err);
}

/* Of a page. */
static int gather_meetings(struct gather *gather, struct err *err)
{
	json_t *rows = json_array();
	int result = gather_rows(gather, "meeting.list", LISTS,
	    json_pack("{ss}", "from", gather->today), rows, err);

	while (json_array_size(rows) > MEETINGS)
		json_array_remove(rows, MEETINGS);
	json_object_set_new(gather->whole, "meetings", rows);
	return result;
}

/* The last day of the last month that is whole by a day; then the first of the
 * month so many before it. */
static void gather_months(
    char first[GATHER_DAY], char last[GATHER_DAY], const char *day, int months)
{
	int year, month;
	char next[GATHER_DAY], text[32];

	gather_day_plus(next, day, 1);
	snprintf(next + 8, 3, "01");
	gather_day_plus(last, next, -1);
	sscanf(last, "%4d-%2d", &year, &month);
	month = 12 * year + month - 1 - (months - 1);
	snprintf(
	    text, sizeof(text), "%04d-%02d-01", month / 12, month % 12 + 1);
	snprintf(first, GATHER_DAY, "%.10s", text);
}

static int gather_counts(struct gather *gather, const char *by,
    const char *from, const char *to, json_t *picture, struct err *err)
{
	json_t *rows = json_array();
	int result = gather_rows(gather, "picture", READS,
	    json_pack("{sss[s]ss}", "from", from, "by", by, "to", to), rows,
	    err);

	json_object_set_new(picture, by, rows);
	return result;
}

/* By month the last year; by kind what is new since the last report. Who is no
 * coordinator is told of whole months alone, and nobody reads of more here. */
static int gather_picture(struct gather *gather, struct err *err)
{
	const char *day = gather->past != NULL ? gather->past : gather->today;
	char first[GATHER_DAY], last[GATHER_DAY], since[GATHER_DAY];
	json_t *picture = json_object();

	json_object_set_new(gather->whole, "picture", picture);
	gather_months(first, last, day, MONTHS);
	if (gather_counts(gather, "month", first, last, picture, err) != 0)
		return -1;
	snprintf(since, sizeof(since), "%.7s-01", gather->from);
	if (strcmp(since, first) > 0 && strcmp(since, last) < 0)
		memcpy(first, since, sizeof(first));
	json_object_set_new(picture, "from", json_string(first));
	json_object_set_new(picture, "to", json_string(last));
	return gather_counts(gather, "kind", first, last, picture, err);
}

static int gather_parts(struct gather *gather, struct err *err)
{
	json_t *activities = json_array();
	int result;

	json_object_set_new(gather->whole, "activities", activities);
	if (gather_departments(gather, err) != 0 ||
	    gather_picture(gather, err) != 0)
		return -1;
	if (gather->plan != NULL)
		result = gather_plan(gather, activities, err);
	else
		result = gather_plans(gather, activities, err);
	if (result != 0)
		return -1;
	return gather->plan != NULL ? gather_ratings(gather, err)
				    : gather_meetings(gather, err);
}

/* Of now, the log may have grown between two questions; of a day that is past
 * the answers say what its head was. */
int gather_all(struct gather *gather, struct err *err)
{
	const struct hello *hello = session_hello(gather->call->session);
	struct answer before, after;
	int result = 0, same = gather->past != NULL, again = 0;

	json_object_set_new(
	    gather->whole, "daemon", json_string(hello->daemon));
	json_object_set_new(
	    gather->whole, "rehearsal", json_boolean(hello->rehearsal));
	if (gather->past != NULL)
		return gather_parts(gather, err);
	do {
		if (ask_now(gather, &before, err) != 0)
			return -1;
		result = gather_parts(gather, err);
		if (result == 0 && ask_now(gather, &after, err) == 0) {
			same =
			    json_equal(json_object_get(before.result, "head"),
				json_object_get(after.result, "head"));
			message_answer_release(&after);
		}
		take_head(gather, before.result);
		message_answer_release(&before);
	} while (result == 0 && !same && again++ < AGAIN_MAX);
	return result;
}
