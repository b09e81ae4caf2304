/* SPDX-License-Identifier: ISC */
#include "client/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "client/office.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "client/whole_file.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define SUMMARY_LETTERS 120
#define ALARM_DUE       "-P6DT16H" /* at eight, a week before the day */
#define ALARM_MEETING   "-P1D"
#define MEETING_MINUTES 120 /* nobody says how long one is */
#define DAEMON_PREFIX   7   /* of a fingerprint: "SHA256:" */

/* A calendar on its way. */
struct calendar {
	const char *path;
	char daemon[SIGN_FINGERPRINT]; /* as a name can have it */
	struct buffer lines;           /* for planvakt-office */
	size_t events;
	bool is_swedish; /* the municipality's clocks */
	bool is_rehearsal;
};

/* --- events --- */

/* A UID is for good and is nobody else's (RFC 5545, 3.8.4.7): the activity's
 * number in the state of this daemon, which its key names. */
static void calendar_name_daemon(
    struct calendar *calendar, const char *fingerprint)
{
	size_t length = 0;

	for (const char *at = fingerprint + DAEMON_PREFIX; *at != '\0'; at++)
		calendar->daemon[length++] = *at == '+' ? '-'
		    : *at == '/'                        ? '_'
							: *at;
	calendar->daemon[length] = '\0';
}

static void calendar_line(
    struct calendar *calendar, const char *name, json_t *value)
{
	json_t *line = json_pack("{so}", name, value);
	char *text = json_dumps(line, JSON_COMPACT);

	buffer_text(&calendar->lines, text);
	buffer_text(&calendar->lines, "\n");
	free(text);
	json_decref(line);
}

/* The first words, on one line, with "…" where there are more. */
static void calendar_add_words(struct buffer *to, const char *text)
{
	size_t letters = 0;

	for (; *text != '\0'; text++) {
		letters += (*text & 0xc0) != 0x80;
		if (letters > SUMMARY_LETTERS) {
			buffer_text(to, "…");
			return;
		}
		buffer_add(to, *text == '\n' ? " " : text, 1);
	}
}

static const char *summary_prefix(const char *state)
{
	if (strcmp(state, "done") == 0)
		return _("Done");
	if (strcmp(state, "dropped") == 0)
		return _("Given up");
	if (strcmp(state, "closed") == 0)
		return _("The plan is closed");
	if (strcmp(state, "undated") == 0)
		return _("No due date any more");
	return _("Due");
}

static void describe_line(
    struct buffer *to, const char *name, const char *words)
{
	if (words == NULL || words[0] == '\0')
		return;
	buffer_text(to, to->length > 0 ? "\n" : "");
	buffer_printf(to, "%s: %s", name, words);
}

static void describe(struct buffer *to, json_t *row)
{
	struct buffer with = { 0 }, status = { 0 };

	format_plain(&with, json_object_get(row, "cooperating"));
	format_words(&status, row, "status");
	describe_line(to, _("Activity"), json_text(row, "activity"));
	describe_line(to, _("Purpose"), json_text(row, "purpose"));
	describe_line(to, _("Timeframe"), json_text(row, "timeframe"));
	describe_line(to, _("Lead"), json_text(row, "lead"));
	describe_line(to, _("With"), with.bytes);
	describe_line(to, _("Status"), status.bytes);
	describe_line(to, _("Expected"), json_text(row, "expected"));
	buffer_printf(to, "\n");
	buffer_printf(to, _("Activity %lld of plan %s"),
	    (long long)json_number(row, "id"), json_text(row, "plan"));
	buffer_free(&with);
	buffer_free(&status);
}

/* An event goes where nobody sees which calendar it came from. */
static void begin_summary(
    const struct calendar *calendar, struct buffer *summary)
{
	if (calendar->is_rehearsal)
		buffer_text(summary, _("[Rehearsal] "));
}

static const char *event_status(json_t *row, bool is_open)
{
	if (!is_open)
		return "CANCELLED";
	return json_is_true(json_object_get(row, "vague")) ? "TENTATIVE"
							   : "CONFIRMED";
}

static void add_activity(struct calendar *calendar, json_t *row)
{
	const char *state = json_text(row, "state");
	bool is_open = strcmp(state, "open") == 0;
	struct buffer uid = { 0 }, summary = { 0 }, words = { 0 }, more = { 0 };
	json_t *event;

	buffer_printf(&uid, "activity-%lld@%s.planvakt",
	    (long long)json_number(row, "id"), calendar->daemon);
	calendar_add_words(&words, json_text(row, "activity"));
	begin_summary(calendar, &summary);
	buffer_printf(&summary, "%s: %s", summary_prefix(state), words.bytes);
	describe(&more, row);
	event = json_pack("{ss sO sO sO ss ss sO ss}", "uid", uid.bytes,
	    "sequence", json_object_get(row, "sequence"), "changed",
	    json_object_get(row, "changed"), "day", json_object_get(row, "due"),
	    "summary", summary.bytes, "description", more.bytes, "category",
	    json_object_get(row, "plan"), "status", event_status(row, is_open));
	if (is_open)
		json_object_set_new(event, "alarm", json_string(ALARM_DUE));
	calendar_line(calendar, "event", event);
	calendar->events++;
	buffer_free(&uid);
	buffer_free(&summary);
	buffer_free(&words);
	buffer_free(&more);
}

/* --- meetings --- */

/* The time at which it begins is Swedish; elsewhere it is only told. */
static void put_when(struct calendar *calendar, json_t *event, json_t *row,
    struct buffer *summary)
{
	const char *day = json_text(row, "date");
	const char *time = json_text(row, "time");
	struct buffer start = { 0 };

	if (time != NULL && calendar->is_swedish) {
		buffer_printf(&start, "%sT%s", day, time);
		json_object_set_new(event, "start", json_string(start.bytes));
		json_object_set_new(
		    event, "minutes", json_integer(MEETING_MINUTES));
	} else {
		json_object_set_new(event, "day", json_string(day));
		if (time != NULL)
			buffer_printf(summary, " %s", time);
	}
	buffer_free(&start);
}

/* A body has one meeting a day: those are its name for good. */
static void add_meeting(struct calendar *calendar, json_t *row)
{
	bool held = json_is_true(json_object_get(row, "held"));
	const char *key = json_text(row, "key");
	const char *reason = json_text(row, "reason");
	struct buffer uid = { 0 }, summary = { 0 };
	json_t *event;

	buffer_printf(&uid, "meeting-%s-", json_text(row, "date"));
	buffer_hex(&uid, key, strlen(key));
	buffer_printf(&uid, "@%s.planvakt", calendar->daemon);
	begin_summary(calendar, &summary);
	buffer_printf(&summary, "%s: %s", held ? _("Meeting") : _("Not held"),
	    json_text(row, "body"));
	event = json_pack("{ss sO sO ss}", "uid", uid.bytes, "sequence",
	    json_object_get(row, "sequence"), "changed",
	    json_object_get(row, "changed"), "status",
	    held ? "CONFIRMED" : "CANCELLED");
	put_when(calendar, event, row, &summary);
	json_object_set_new(event, "summary", json_string(summary.bytes));
	if (reason != NULL)
		json_object_set_new(event, "description", json_string(reason));
	if (held)
		json_object_set_new(event, "alarm", json_string(ALARM_MEETING));
	calendar_line(calendar, "event", event);
	calendar->events++;
	buffer_free(&uid);
	buffer_free(&summary);
}

/* --- the calendar --- */

static json_t *calendar_params(
    const struct calendar_asked *asked, bool of_department)
{
	json_t *params = json_object();

	if (asked->plan != NULL)
		json_object_set_new(params, "plan", json_string(asked->plan));
	if (asked->department != NULL && of_department)
		json_object_set_new(
		    params, "department", json_string(asked->department));
	if (asked->all && of_department)
		json_object_set_new(params, "all", json_true());
	return params;
}

/* What it is called in a list of calendars. */
static void add_head(
    struct calendar *calendar, const struct calendar_asked *asked)
{
	struct buffer name = { 0 };

	begin_summary(calendar, &name);
	if (asked->plan != NULL)
		buffer_printf(&name, _("Plan %s"), asked->plan);
	else
		buffer_text(&name, _("Plans"));
	if (asked->department != NULL)
		buffer_printf(&name, " (%s)", asked->department);
	calendar_line(
	    calendar, "calendar", json_pack("{ss}", "name", name.bytes));
	buffer_free(&name);
}

/* Of what the daemon is asked, with a row's traits, and how it stands there. */
static const struct calendar_source {
	const char *method;
	unsigned traits;
	void (*add)(struct calendar *calendar, json_t *row);
	bool of_department;
} sources[] = {
	{ "calendar.dates", READS, add_activity, true },
	{ "calendar.meetings", READS, add_meeting, false },
};

static int add_source(struct calendar *calendar, struct call *call,
    const struct calendar_source *source, const struct calendar_asked *asked,
    struct err *err)
{
	json_t *params = calendar_params(asked, source->of_department);
	json_t *rows = json_array(), *row;
	int result = call_rows(call, source->method, params, rows, err);
	size_t i;

	json_array_foreach (rows, i, row)
		if (result == 0)
			source->add(calendar, row);
	json_decref(rows);
	json_decref(params);
	return result;
}

static int calendar_write(FILE *to, void *of, struct err *err)
{
	struct calendar *calendar = of;

	return office_write("ics", &calendar->lines, calendar->path, to, err);
}

int calendar_save(struct call *call, const struct calendar_asked *asked,
    const char *path, size_t *events, struct err *err)
{
	struct calendar calendar = { .path = path };
	int result = call_open(call, err);

	if (result == 0) {
		calendar_name_daemon(
		    &calendar, session_hello(call->session)->daemon);
		calendar.is_rehearsal = session_hello(call->session)->rehearsal;
		add_head(&calendar, asked);
		calendar.is_swedish = strcmp(session_hello(call->session)->zone,
					  "Europe/Stockholm") == 0;
		for (size_t i = 0;
		     i < sizeof(sources) / sizeof(*sources) && result == 0; i++)
			result = add_source(
			    &calendar, call, &sources[i], asked, err);
	}
	if (result == 0)
		result = whole_file_write(path, calendar_write, &calendar, err);
	*events = calendar.events;
	buffer_free(&calendar.lines);
	return result;
}

/* --- the command --- */

static void calendar_tell(struct call *call, const char *path, size_t events)
{
	json_t *result =
	    json_pack("{s:s, s:I}", "file", path, "events", (json_int_t)events);

	if (strcmp(path, "-") != 0 && output_is_table(&call->output))
		width_say(call->output.to,
		    translate_plural("%zu event written to %s\n",
			"%zu events written to %s\n", events),
		    events, path);
	else if (strcmp(path, "-") != 0)
		output_thing(&call->output, result);
	json_decref(result);
}

/* Under another name no program takes it for a calendar. */
static bool is_calendar_name(const char *path)
{
	const char *dot = strrchr(path, '.');

	return strcmp(path, "-") == 0 ||
	    (dot != NULL && strcasecmp(dot, ".ics") == 0);
}

int calendar_run(struct call *call, struct err *err)
{
	const char *path = json_text(call->words->params, "file");
	struct calendar_asked asked = { 0 };
	size_t events;

	if (!is_calendar_name(path))
		return err_set(err, ERR_INVALID,
		    "%s: a calendar's file ends in .ics: end its name so",
		    path);
	/* Names are read as codes when it is opened. */
	if (call_open(call, err) != 0)
		return -1;
	asked.plan = json_text(call->words->params, "plan");
	asked.department = json_text(call->words->params, "department");
	asked.all = json_is_true(json_object_get(call->words->params, "all"));
	if (calendar_save(call, &asked, path, &events, err) != 0)
		return -1;
	calendar_tell(call, path, events);
	return 0;
}
