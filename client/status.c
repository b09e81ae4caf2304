/* SPDX-License-Identifier: ISC */
#include "client/status.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/output_table.h"
#include "client/output/said.h"
#include "client/output/width.h"
#include "client/status_check.h"
#include "client/status_metrics.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#define DAY_LENGTH 10 /* of YYYY-MM-DD */

/* --- lines --- */

static void print_words(struct output *output, struct buffer *text)
{
	width_print(output->to, text->bytes, 2, output->width);
	buffer_cut(text, 0);
}

/* "2022-07-08 08:00, you are anna (coordinator)" */
static void put_greeting(struct buffer *to, json_t *status, json_t *who)
{
	bool rehearsal = json_is_true(json_object_get(status, "rehearsal"));
	struct buffer time = { 0 }, name = { 0 }, role = { 0 };

	format_words(&time, status, "local");
	format_words(&name, who, "name");
	format_words(&role, who, "role");
	buffer_printf(to,
	    rehearsal ? _("%s, you are %s (%s), a rehearsal")
		      : _("%s, you are %s (%s)"),
	    time.bytes, name.bytes, role.bytes);
	buffer_free(&time);
	buffer_free(&name);
	buffer_free(&role);
}

static void status_put_counts(struct buffer *to, json_t *status)
{
	json_t *counts = json_object_get(status, "activities");
	unsigned long plans = (unsigned long)json_number(status, "plans");
	unsigned long departments =
	    (unsigned long)json_number(status, "departments");
	unsigned long planned = (unsigned long)json_number(counts, "planned");
	unsigned long started = (unsigned long)json_number(counts, "started");
	unsigned long done = (unsigned long)json_number(counts, "done");
	unsigned long dropped = (unsigned long)json_number(counts, "dropped");

	buffer_printf(
	    to, translate_plural("%lu plan", "%lu plans", plans), plans);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu department", "%lu departments", departments),
	    departments);
	buffer_text(to, "; ");
	buffer_printf(to,
	    translate_plural("%lu planned", "%lu planned", planned), planned);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu started", "%lu started", started), started);
	buffer_text(to, ", ");
	buffer_printf(to, translate_plural("%lu done", "%lu done", done), done);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu dropped", "%lu dropped", dropped), dropped);
}

/* With why it is that day. */
static void put_when(
    struct buffer *to, json_t *status, json_t *runs, const char *when)
{
	const char *today = json_text(status, "local");
	const char *next = json_text(runs, "next");
	const char *last = json_text(runs, "last");

	if (strncmp(next, today, DAY_LENGTH) == 0)
		buffer_printf(to, _("next run today, %s"), when);
	else if (json_is_object(json_object_get(status, "paused")))
		buffer_printf(
		    to, _("next run %s, the first after the pause"), when);
	else if (last != NULL && strncmp(last, today, DAY_LENGTH) == 0)
		buffer_printf(to, _("next run %s: today's is done"), when);
	else
		buffer_printf(to,
		    _("next run %s, the first workday on which letters go out"),
		    when);
}

static void put_next_run(struct buffer *to, json_t *status)
{
	json_t *runs = json_object_get(status, "runs");
	const char *why = json_text(runs, "why");
	struct buffer next = { 0 }, held = { 0 };

	format_words(&next, runs, "next");
	if (json_is_true(json_object_get(runs, "held"))) {
		said_words(&held, why != NULL ? why : "");
		buffer_printf(
		    to, _("next run %s, held: %s"), next.bytes, held.bytes);
	} else {
		put_when(to, status, runs, next.bytes);
	}
	buffer_free(&next);
	buffer_free(&held);
}

/* Nothing where nothing was sent. */
static void put_sent_today(struct buffer *to, json_t *status)
{
	unsigned long sent = (unsigned long)json_number(status, "sent_today");
	const char *today = json_text(status, "local");

	if (sent == 0 || today == NULL)
		return;
	buffer_printf(to,
	    translate_plural(
		"%lu letter sent today: planvakt log list --from %.10s",
		"%lu letters sent today: planvakt log list --from %.10s", sent),
	    sent, today);
}

static void show_head(struct output *output, json_t *status, json_t *who)
{
	struct buffer text = { 0 };

	put_greeting(&text, status, who);
	print_words(output, &text);
	status_put_counts(&text, status);
	print_words(output, &text);
	put_next_run(&text, status);
	print_words(output, &text);
	put_sent_today(&text, status);
	if (text.length > 0)
		print_words(output, &text);
	buffer_free(&text);
}

static void show_pause(struct output *output, json_t *paused)
{
	struct buffer text = { 0 }, until = { 0 }, reason = { 0 };

	format_words(&until, paused, "until");
	format_words(&reason, paused, "reason");
	buffer_printf(
	    &text, _("paused until %s: %s"), until.bytes, reason.bytes);
	print_words(output, &text);
	buffer_free(&text);
	buffer_free(&until);
	buffer_free(&reason);
}

/* What is wrong, what reaches nobody, and a pause. */
static void show_warnings(struct output *output, json_t *status)
{
	json_t *paused = json_object_get(status, "paused"), *one;
	struct buffer text = { 0 };
	size_t i;

	json_array_foreach (json_object_get(status, "alarms"), i, one) {
		format_words(&text, one, "level");
		buffer_text(&text, ": ");
		said_words(&text, json_text(one, "what"));
		print_words(output, &text);
	}
	json_array_foreach (json_object_get(status, "warnings"), i, one) {
		said_words(&text, json_string_value(one));
		print_words(output, &text);
	}
	if (json_is_object(paused))
		show_pause(output, paused);
	buffer_free(&text);
}

/* --- lists --- */

/* "started 40 %", and the day that was promised, in the long form for lines. */
static void status_progress(struct buffer *to, json_t *row, bool brief)
{
	struct buffer state = { 0 }, day = { 0 };

	format_words(&state, row, "status");
	if (format_value(row, "progress") != NULL)
		buffer_printf(&state, " %lld %%",
		    (long long)json_number(row, "progress"));
	if (format_value(row, "expected") != NULL) {
		format_words(&day, row, "expected");
		buffer_printf(to, brief ? _("%s by %s") : _("%s, expected %s"),
		    state.bytes, day.bytes);
	} else {
		buffer_text(to, state.bytes);
	}
	buffer_free(&state);
	buffer_free(&day);
}

static void status_answer(struct buffer *to, json_t *activity)
{
	if (format_value(activity, "answered") != NULL)
		status_progress(to, activity, true);
	else
		buffer_text(to, _("no answer"));
}

static void status_note(struct buffer *to, json_t *answer)
{
	status_progress(to, answer, false);
	if (json_text(answer, "note") != NULL &&
	    json_text(answer, "note")[0] != '\0') {
		buffer_text(to, " ");
		format_words(to, answer, "note");
	}
}

static void tell_unclear(struct buffer *to, json_t *activity)
{
	format_words(to, activity, "unclear");
}

static void tell_failure(struct buffer *to, json_t *failed)
{
	format_words(to, failed, "answer");
}

static void tell_nothing(struct buffer *to, json_t *row)
{
	(void)to;
	(void)row;
}

static void tell_duty(struct buffer *to, json_t *duty)
{
	bool ending = strcmp(json_text(duty, "stage"), "ending") == 0;
	bool late = json_is_true(json_object_get(duty, "overdue"));

	if (json_text(duty, "plan") == NULL) {
		buffer_text(to,
		    late ? _("the situation picture is to be updated, late")
			 : _("the situation picture is to be updated"));
		return;
	}
	if (late)
		buffer_text(to,
		    ending ? _("is to be closed or carried, late")
			   : _("is to be followed up, late"));
	else
		buffer_text(to,
		    ending ? _("is to be closed or carried")
			   : _("is to be followed up"));
	if (format_value(duty, "papers") != NULL)
		buffer_printf(to, _(", papers ready %s for %s"),
		    json_text(duty, "papers"), json_text(duty, "board"));
}

static void tell_papers(struct buffer *to, json_t *meeting)
{
	struct buffer papers = { 0 };

	format_words(&papers, meeting, "papers");
	buffer_printf(to, _("papers ready %s"), papers.bytes);
	buffer_free(&papers);
}

/* A list of the screen: so many rows of it, and what shows the rest. An empty
 * title of the first column leaves the line of titles out. */
static const struct status_part {
	const char *name, *title, *count, *rest;
	size_t rows;
	void (*tell)(struct buffer *to, json_t *row);
	struct column columns[6];
} parts[] = {
	{ "late", N_("late"), "late_count", "activity list --overdue", 9,
	    status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "soon", N_("due within 30 days"), "soon_count",
	    "activity list --due-within 30", 6, status_answer,
	    { { "id", "", COLUMN_NUMBER }, { "due", "", COLUMN_PLAIN },
		{ "lead", "", COLUMN_PLAIN }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_PLAIN }, { 0 } } },
	{ "answered", N_("answered in the last week"), "answered_count",
	    "log list", 4, status_note,
	    { { "activity", "", COLUMN_NUMBER }, { "at", "", COLUMN_PLAIN },
		{ "department", "", COLUMN_PLAIN },
		{ "told", "", COLUMN_WORDS }, { 0 } } },
	{ "unclear", N_("unclear"), NULL, "activity list --unclear", 3,
	    tell_unclear,
	    { { "id", "", COLUMN_NUMBER }, { "activity", "", COLUMN_WORDS },
		{ "told", "", COLUMN_CUT }, { 0 } } },
	{ "failed", N_("not delivered"), NULL, "notice list --state failed", 3,
	    tell_failure,
	    { { "dispatch", "", COLUMN_NUMBER }, { "run", "", COLUMN_PLAIN },
		{ "address", "", COLUMN_CUT }, { "told", "", COLUMN_WORDS },
		{ 0 } } },
	{ "meetings", N_("meetings"), "meetings_count", "meeting list", 3,
	    tell_papers,
	    { { "date", "", COLUMN_PLAIN }, { "time", "", COLUMN_RARE },
		{ "body", "", COLUMN_WORDS }, { "told", "", COLUMN_PLAIN },
		{ 0 } } },
	{ "unanswered", N_("problems that nothing answers"), "unanswered_count",
	    "problem list", 3, tell_nothing,
	    { { "name", "", COLUMN_WORDS }, { "area", "", COLUMN_PLAIN },
		{ 0 } } },
	{ "unanswering", N_("activities that answer no problem"),
	    "unanswering_count", "activity list", 3, tell_nothing,
	    { { "id", "", COLUMN_NUMBER }, { "activity", "", COLUMN_WORDS },
		{ 0 } } },
	{ "duties", N_("plans"), "duties_count", "plan list", 3, tell_duty,
	    { { "until", "", COLUMN_PLAIN }, { "plan", "", COLUMN_PLAIN },
		{ "told", "", COLUMN_WORDS }, { 0 } } },
};

/* How many there are; where the answer does not count them, those it has and
 * those it left out. */
static size_t part_count(const struct status_part *part, json_t *status)
{
	char left_out[32];

	if (part->count != NULL)
		return (size_t)json_number(status, part->count);
	snprintf(left_out, sizeof(left_out), "%s_left_out", part->name);
	return json_array_size(json_object_get(status, part->name)) +
	    (size_t)json_number(status, left_out);
}

static void show_part(struct output *output, const struct status_part *part,
    json_t *status, bool whole)
{
	json_t *all = json_object_get(status, part->name), *rows, *row;
	size_t count = part_count(part, status), i;
	struct buffer text = { 0 };

	if (json_array_size(all) == 0)
		return;
	rows = json_array();
	json_array_foreach (all, i, row) {
		if (i == part->rows && !whole)
			break;
		buffer_cut(&text, 0);
		buffer_text(&text, "");
		part->tell(&text, row);
		row = json_copy(row);
		json_object_del(row, "overdue"); /* its list says so */
		json_object_set_new(row, "told", json_string(text.bytes));
		if (part->tell == status_note &&
		    json_is_true(json_object_get(row, "noted")))
			json_object_set_new(
			    row, "department", json_string(_("coordinator")));
		json_array_append_new(rows, row);
	}
	buffer_cut(&text, 0);
	buffer_printf(&text, "%s (%zu)", translate(part->title), count);
	output_table_list(output, text.bytes, rows, part->columns);
	if (count > json_array_size(rows))
		fprintf(output->to, _("and %zu more: planvakt %s\n"),
		    count - json_array_size(rows), part->rest);
	json_decref(rows);
	buffer_free(&text);
}

/* What a state that is new still lacks, in the order in which it is given. */
static void show_next(struct output *output, json_t *status, json_t *who)
{
	json_t *counts = json_object_get(status, "activities"), *count;
	int64_t activities = 0;
	const char *name;

	json_object_foreach (counts, name, count)
		activities += json_integer_value(count);
	if (activities > 0 ||
	    strcmp(json_text(who, "role"), "coordinator") != 0)
		return;
	fprintf(output->to, "\n%s\n", _("next"));
	if (json_number(status, "departments") == 0)
		fputs(_("  planvakt department import FILE       "
			"who answers: code, name, mail\n"),
		    output->to);
	if (json_number(status, "plans") == 0)
		fputs(_("  planvakt plan add CODE --title TITLE  "
			"what the activities belong to\n"),
		    output->to);
	fputs(_("  planvakt import FILE --plan CODE      "
		"its table; --dry-run shows it first\n"),
	    output->to);
}

/* "not seen, or not reported? våld, hot" */
static void show_unreported(struct output *output, json_t *status)
{
	json_t *list = json_object_get(status, "unreported"), *kind;
	struct buffer text = { 0 };
	size_t i;

	if (json_array_size(list) == 0)
		return;
	fputs("\n", output->to);
	buffer_text(&text, _("not seen, or not reported?"));
	json_array_foreach (list, i, kind)
		buffer_printf(&text, "%s %s", i > 0 ? "," : "",
		    translate_word("value", json_string_value(kind)));
	print_words(output, &text);
	buffer_free(&text);
}

static void show_status(
    struct output *output, json_t *status, json_t *who, bool whole)
{
	show_head(output, status, who);
	show_warnings(output, status);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		show_part(output, &parts[i], status, whole);
	show_unreported(output, status);
	show_next(output, status, who);
}

/* All that the screen above does not have. */
static void show_rest(struct output *output, json_t *status)
{
	static const char *const above[] = { "local", "plans", "departments",
		"activities", "alarms", "warnings", "paused", "unreported",
		"sent_today" };
	json_t *rest = json_copy(status);
	const char *name;
	json_t *value;
	void *next;

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
		json_object_del(rest, above[i]);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		json_object_foreach_safe(rest, next, name,
		    value) if (strncmp(name, parts[i].name,
				   strlen(parts[i].name)) == 0)
		    json_object_del(rest, name);
	fputs("\n", output->to);
	output_thing(output, rest);
	json_decref(rest);
}

int status_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *none;
	bool whole = json_object_get(params, "verbose") != NULL;
	struct answer status, who;
	int result;

	json_object_del(params, "verbose");
	if (json_object_get(params, "check") != NULL)
		return status_check_run(call, err);
	if (json_object_get(params, "metrics") != NULL)
		return status_metrics_run(call, err);
	if (!output_is_table(&call->output))
		return call_ask(call, err);
	if (call_open(call, err) != 0 ||
	    call_request(call, "status", params, false, &status, err) != 0)
		return -1;
	none = json_object();
	result = call_request(call, "ping", none, false, &who, err);
	if (result == 0) {
		show_status(&call->output, status.result, who.result, whole);
		if (whole)
			show_rest(&call->output, status.result);
		message_answer_release(&who);
	}
	json_decref(none);
	message_answer_release(&status);
	return result;
}
