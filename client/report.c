/* SPDX-License-Identifier: ISC */
#include "client/report.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "client/call.h"
#include "client/output/format.h"
#include "client/page.h"
#include "client/report_file.h"
#include "client/report_gather.h"
#include "client/verb.h"
#include "protocol/json_member.h"
#include "protocol/shape.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* A report that is asked for. */
struct report_wish {
	const char *path, *kind, *by;
	bool is_final;
	char as_of[GATHER_DAY], since[GATHER_DAY]; /* since: "" for none */
	char last[GATHER_DAY]; /* the report that it replaces; "" for none */
};

static bool report_is_day(const char *text)
{
	char same[GATHER_DAY];

	if (strlen(text) != GATHER_DAY - 1)
		return false;
	gather_day_plus(same, text, 0);
	return strcmp(same, text) == 0;
}

static int report_take_day(
    char to[GATHER_DAY], const char *option, const char *text, struct err *err)
{
	if (text != NULL && !report_is_day(text))
		return err_set(err, ERR_INVALID,
		    shape_is(text, "dddd-dd-dd")
			? N_("%s is not a date that exists: look at the month "
			     "and the day")
			: N_("%s is not a date: write it as YYYY-MM-DD, for "
			     "example 2026-06-30"),
		    option);
	snprintf(to, GATHER_DAY, "%s", text != NULL ? text : "");
	return 0;
}

/* What --by says, in planvakt's word or the reader's; NULL where it is none. */
static const char *report_by(const char *text)
{
	static const char *const words[] = { "department", "goal" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(text, words[i]) == 0 ||
		    strcasecmp(text, translate_word("field", words[i])) == 0)
			return words[i];
	return NULL;
}

static int report_read_wish(
    struct report_wish *wish, json_t *params, struct err *err)
{
	const char *by = json_text(params, "by");

	*wish = (struct report_wish){ .path = json_text(params, "file"),
		.by = by != NULL ? report_by(by) : "department",
		.is_final = json_is_true(json_object_get(params, "final")) };
	if (report_file_kind(
		&wish->kind, wish->path, json_text(params, "as"), err) != 0 ||
	    report_take_day(
		wish->as_of, "--as-of", json_text(params, "as_of"), err) != 0 ||
	    report_take_day(
		wish->since, "--since", json_text(params, "since"), err) != 0)
		return -1;
	if (wish->by != NULL)
		return 0;
	return err_set(
	    err, ERR_INVALID, "--by is department or goal, not '%s'", by);
}

/* Of which day, and since which: where the line does not say, today, and the
 * day of the last report. */
static int report_take_days(
    struct report_wish *wish, struct gather *gather, struct err *err)
{
	if (wish->as_of[0] == '\0')
		memcpy(wish->as_of, gather->today, sizeof(wish->as_of));
	if (strcmp(wish->as_of, gather->today) > 0)
		return err_set(err, ERR_INVALID,
		    "--as-of is in the future: today is %s", gather->today);
	if (strcmp(wish->as_of, gather->today) < 0)
		gather->past = wish->as_of;
	if (gather_last_report(gather, wish->as_of, wish->last, err) != 0)
		return -1;
	if (wish->since[0] == '\0')
		memcpy(wish->since, wish->last, sizeof(wish->since));
	if (strcmp(wish->since, wish->as_of) >= 0)
		return err_set(err, ERR_INVALID,
		    "--since is not before %s, the day of the report",
		    wish->as_of);
	if (wish->since[0] != '\0')
		gather_day_plus(gather->from, wish->since, 1);
	return 0;
}

static json_t *report_day_or_null(const char *day)
{
	return *day != '\0' ? json_string(day) : json_null();
}

static void report_put_wish(
    const struct report_wish *wish, const struct gather *gather)
{
	json_t *whole = gather->whole;

	json_object_set_new(whole, "from", report_day_or_null(gather->from));
	json_object_set_new(whole, "as_of", json_string(wish->as_of));
	json_object_set_new(whole, "since", report_day_or_null(wish->since));
	json_object_set_new(whole, "replaces", report_day_or_null(wish->last));
	json_object_set_new(whole, "by", json_string(wish->by));
	json_object_set_new(whole, "department",
	    gather->department != NULL ? json_string(gather->department)
				       : json_null());
}

/* The next report begins where this one ends. */
static int report_hand_over(
    const struct report_wish *wish, struct gather *gather, struct err *err)
{
	json_t *params =
	    json_pack("{ssss}", "plan", gather->plan, "as_of", wish->as_of);
	struct answer answer;
	int result;

	if (wish->since[0] != '\0')
		json_object_set_new(params, "since", json_string(wish->since));
	result = call_request(
	    gather->call, "report.note", params, true, &answer, err);
	json_decref(params);
	if (result == 0)
		message_answer_release(&answer);
	return result;
}

static void report_say(struct call *call, const struct report_wish *wish,
    const struct gather *gather)
{
	struct buffer day = { 0 }, words = { 0 };
	json_t *result = json_pack("{sssssssosbsI}", "file", wish->path, "plan",
	    gather->plan, "as_of", wish->as_of, "since",
	    report_day_or_null(wish->since), "final", wish->is_final,
	    "activities",
	    (json_int_t)json_array_size(
		json_object_get(gather->whole, "activities")));

	format_in_sentence(&day, result, "as_of");
	if (strcmp(wish->path, "-") != 0 && !output_is_table(&call->output))
		output_thing(&call->output, result);
	else if (strcmp(wish->path, "-") != 0) {
		buffer_printf(&words,
		    wish->is_final
			? _("report as of %s written to %s and recorded: the "
			    "next begins after it")
			: _("report as of %s written to %s; --final records "
			    "it, so that the next begins after it"),
		    day.bytes, wish->path);
		width_print(
		    call->output.to, words.bytes, 4, call->output.width);
	}
	buffer_free(&words);
	buffer_free(&day);
	json_decref(result);
}

static int report_make(
    struct report_wish *wish, struct gather *gather, struct err *err)
{
	if (report_take_days(wish, gather, err) != 0 ||
	    gather_all(gather, err) != 0)
		return -1;
	report_put_wish(wish, gather);
	if (report_file_write(wish->path, wish->kind, gather->whole, err) != 0)
		return -1;
	return wish->is_final ? report_hand_over(wish, gather, err) : 0;
}

static int report_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct report_wish wish;
	struct gather gather = { 0 };
	int result = -1;

	if (report_read_wish(&wish, params, err) == 0 &&
	    call_open(call, err) == 0 &&
	    gather_begin(&gather, call, err) == 0) {
		gather.plan = json_text(params, "plan");
		gather.department = json_text(params, "department");
		result = report_make(&wish, &gather, err);
	}
	if (result == 0)
		report_say(call, &wish, &gather);
	gather_end(&gather);
	return result;
}

int report_save(struct call *call, const char *plan, const char *as_of,
    const char *since, const char *path, struct err *err)
{
	struct report_wish wish = {
		.path = path, .kind = "html", .by = "department"
	};
	struct gather gather = { 0 };
	int result = gather_begin(&gather, call, err);

	gather.plan = plan;
	if (result == 0) {
		snprintf(wish.as_of, sizeof(wish.as_of), "%s",
		    as_of != NULL ? as_of : gather.today);
		snprintf(wish.since, sizeof(wish.since), "%s",
		    since != NULL ? since : "");
		if (strcmp(wish.as_of, gather.today) < 0)
			gather.past = wish.as_of;
		result = gather_all(&gather, err);
	}
	if (result == 0) {
		report_put_wish(&wish, &gather);
		result = report_file_write(path, wish.kind, gather.whole, err);
	}
	gather_end(&gather);
	return result;
}

const struct verb report_verbs[] = {
	{ "report <file> --plan CODE [--as-of DATE] [--since DAY] [--final] "
	  "[--as KIND] [--department CODE] [--by GROUP]",
	    "report.note", WRITES,
	    "Write a report of a plan for those who decide: .html, .txt, .csv, "
	    ".xlsx, .ods or .pdf.",
	    NULL, NULL, report_run },
	{ "page <folder:DIR>", "past.read", READS,
	    "Write a page of all open plans, which a folder can show.", NULL,
	    NULL, page_run },
	{ 0 },
};
