/* SPDX-License-Identifier: ISC */
#include "client/output/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "client/output/field_kind.h"
#include "client/output/notice_nth.h"
#include "client/output/redacted.h"
#include "client/output/running_text.h"
#include "client/output/unclear_words.h"
#include "protocol/day_words.h"
#include "protocol/delivery_words.h"
#include "protocol/interval_words.h"
#include "protocol/json_member.h"
#include "protocol/log_sentence.h"
#include "protocol/message.h"
#include "protocol/period_words.h"
#include "protocol/reason_words.h"
#include "protocol/shape.h"
#include "protocol/translate.h"
#include "protocol/utf8.h"

#define DAY_LENGTH 10 /* 2022-06-30 */

/* The name comes from the daemon: one that leads out of tzdata's folder is
 * not used. */
void format_zone(const char *name)
{
	char value[MESSAGE_ZONE + 1];

	if (name[0] == '/' || strstr(name, "..") != NULL)
		return;
	snprintf(value, sizeof(value), ":%s", name);
	if (setenv("TZ", value, 1) != 0)
		abort();
}

json_t *format_value(json_t *row, const char *field)
{
	const char *dot;

	while ((dot = strchr(field, '.')) != NULL) {
		row = json_object_getn(row, field, (size_t)(dot - field));
		field = dot + 1;
	}
	row = json_object_get(row, field);
	return json_is_null(row) ? NULL : row;
}

static void plain_members(struct buffer *to, json_t *object)
{
	const char *name, *between = "";
	json_t *value;

	json_object_foreach (object, name, value) {
		if (json_is_null(value))
			continue;
		buffer_printf(to, "%s%s ", between, name);
		format_plain(to, value);
		between = ", ";
	}
}

static void plain_items(struct buffer *to, json_t *array)
{
	json_t *value;
	size_t i;

	json_array_foreach (array, i, value) {
		if (i > 0)
			buffer_text(to, json_is_object(value) ? "; " : ", ");
		format_plain(to, value);
	}
}

void format_plain(struct buffer *to, json_t *value)
{
	if (json_is_string(value))
		buffer_text(to, json_string_value(value));
	else if (json_is_integer(value))
		buffer_printf(to, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		buffer_printf(to, "%g", json_real_value(value));
	else if (json_is_boolean(value))
		buffer_text(to, json_is_true(value) ? "true" : "false");
	else if (json_is_array(value))
		plain_items(to, value);
	else if (json_is_object(value))
		plain_members(to, value);
}

static void text_clean(
    struct buffer *to, const char *text, bool lines, bool marks)
{
	size_t left = strlen(text), length;

	for (; left > 0; text += length, left -= length) {
		length = marks ? redacted_mark(to, text) : 0;
		if (length > 0)
			continue;
		length = utf8_printable(text, left);
		if (length > 0)
			buffer_add(to, text, length);
		else if (*text == '\n' && lines)
			buffer_text(to, "\n");
		else if (*text != '\r')
			buffer_text(
			    to, *text == '\n' || *text == '\t' ? " " : "?");
		length += length == 0;
	}
}

void format_clean(struct buffer *to, const char *text, int lines)
{
	text_clean(to, text, lines, true);
}

static void clean_value(struct buffer *to, json_t *value)
{
	struct buffer plain = { 0 };

	buffer_text(&plain, "");
	format_plain(&plain, value);
	format_clean(to, plain.bytes, 1);
	buffer_free(&plain);
}

static void clean_activity(struct buffer *to, const char *text)
{
	struct buffer running = { 0 };

	buffer_text(&running, "");
	running_text(&running, text);
	format_clean(to, running.bytes, 1);
	buffer_free(&running);
}

static void unclear_text(struct buffer *to, json_t *row, json_t *reasons)
{
	json_t *reason;
	size_t i;

	json_array_foreach (reasons, i, reason) {
		if (i > 0)
			buffer_text(to, "; ");
		if (json_is_string(reason))
			format_clean(to,
			    unclear_words(row, json_string_value(reason)), 0);
		else
			clean_value(to, reason);
	}
}

/* "no. 36 assigned; no. 37 overdue, reminder 2": which activity (or plan) is
 * told what, and the how manieth time from the second on. */
static void notices_text(struct buffer *to, json_t *notices)
{
	json_t *notice;
	size_t i;

	json_array_foreach (notices, i, notice) {
		json_t *plan = format_value(notice, "plan");
		int64_t number = json_number(notice, "activity");
		const char *stage = json_text(notice, "stage");

		buffer_text(to, i > 0 ? "; " : "");
		if (number > 0)
			buffer_printf(to, _("no. %lld "), (long long)number);
		else if (plan != NULL)
			clean_value(to, plan);
		buffer_text(to, number <= 0 && plan != NULL ? " " : "");
		format_words(to, notice, "stage");
		if (stage != NULL)
			notice_nth(to, stage, json_number(notice, "n"));
	}
}

static void figure_number(struct buffer *to, json_t *number)
{
	struct buffer words = { 0 };

	clean_value(&words, number);
	translate_number(to, words.bytes);
	buffer_free(&words);
}

/* "antal 14; kostnad 412000 kr" */
static void figures_text(struct buffer *to, json_t *figures)
{
	static const char *const parts[] = { "name", "value", "unit" };
	json_t *figure;
	size_t i;

	json_array_foreach (figures, i, figure) {
		buffer_text(to, i > 0 ? "; " : "");
		for (size_t j = 0; j < 3; j++) {
			json_t *part = format_value(figure, parts[j]);

			if (part == NULL)
				continue;
			buffer_text(to, j > 0 ? " " : "");
			if (j == 1)
				figure_number(to, part);
			else
				clean_value(to, part);
		}
	}
}

void format_reading(
    struct buffer *to, const char *kind, const char *start, const char *end)
{
	if (strcmp(kind, "open") == 0 && start != NULL) {
		buffer_printf(to, _("open, from %s"), start);
		return;
	}
	if (strcmp(kind, "deadline") == 0 && start == NULL && end != NULL) {
		buffer_printf(to, _("deadline, by %s"), end);
		return;
	}
	if (start != NULL && end != NULL && strcmp(start, end) == 0) {
		buffer_printf(to, _("fixed, the day %s"), start);
		return;
	}
	format_clean(to, translate_word("value", kind), 0);
	if (start != NULL && end != NULL)
		buffer_printf(to, _(", from %s to %s"), start, end);
	else if (start != NULL)
		buffer_printf(to, _(", from %s"), start);
	else if (end != NULL)
		buffer_printf(to, _(", by %s"), end);
}

/* {"text","kind","start","end"}; what was written is not said twice. */
static void timeframe_text(struct buffer *to, json_t *timeframe)
{
	const char *kind = json_text(timeframe, "kind");
	const char *text = json_text(timeframe, "text");

	if (text != NULL && text[0] == '\0') {
		format_reading(to, kind != NULL ? kind : "", NULL, NULL);
		return;
	}
	clean_value(to, format_value(timeframe, "text"));
	if (kind != NULL && text != NULL &&
	    json_text(timeframe, "start") == NULL &&
	    json_text(timeframe, "end") == NULL &&
	    strcasecmp(text, translate_word("value", kind)) == 0)
		return;
	buffer_text(to, " (");
	format_reading(to, kind != NULL ? kind : "",
	    json_text(timeframe, "start"), json_text(timeframe, "end"));
	buffer_text(to, ")");
}

/* An instant in UTC, as the municipality's clocks show it. */
static void instant_text(struct buffer *to, const char *text)
{
	struct tm tm = { 0 };
	time_t instant;

	sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d", &tm.tm_year, &tm.tm_mon,
	    &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	instant = timegm(&tm);
	tzset();
	if (localtime_r(&instant, &tm) == NULL)
		abort();
	buffer_printf(to, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

/* Whether the text is a time; then it is appended as people read it. */
static bool time_text(struct buffer *to, const char *text)
{
	if (shape_is(text, "dddd-dd-ddTdd:dd:ddZ"))
		instant_text(to, text);
	else if (shape_is(text, "dddd-dd-ddTdd:dd+dd:dd") ||
	    shape_is(text, "dddd-dd-ddTdd:dd-dd:dd"))
		buffer_printf(to, "%.10s %.5s", text, text + 11);
	else
		return false;
	return true;
}

/* "2026-11-27 09:43, without fault": what is empty, and that a time is one, is
 * not said. */
static void member_words(struct buffer *to, json_t *object)
{
	const char *name, *between = "";
	json_t *value;

	json_object_foreach (object, name, value) {
		bool named = strcmp(name, "at") != 0;
		bool holds = strcmp(name, "ok") == 0 && json_is_true(value);

		if (json_is_null(value) ||
		    (json_is_string(value) && json_string_length(value) == 0))
			continue;
		buffer_text(to, between);
		if (named)
			format_clean(to, translate_word("field", name), 0);
		if (named && !holds)
			buffer_text(to, json_is_boolean(value) ? ": " : " ");
		if (!holds)
			format_words(to, object, name);
		between = ", ";
	}
}

/* What goes on in another plan is not given up: the daemon's reason for what
 * it carried is in English. */
static bool carried_text(struct buffer *to, json_t *row, const char *field)
{
	const char *plan = json_text(row, "carried_plan");
	const char *next = json_text(row, "successor");

	if (plan != NULL && strcmp(field, "status") == 0)
		buffer_text(to, _("carried"));
	else if (plan != NULL && strcmp(field, "dropped_reason") == 0)
		buffer_printf(to, _("carried to %s as %lld"), plan,
		    (long long)json_number(row, "carried_to"));
	else if (next != NULL && strcmp(field, "closed_reason") == 0)
		buffer_printf(to, _("what remained was carried to %s"), next);
	else
		return false;
	return true;
}

/* How large a message may be, "32 MiB": the limits are whole ones. */
static bool size_text(struct buffer *to, const char *field, json_t *value)
{
	const long long mebibyte = 1 << 20;
	long long bytes = json_integer_value(value);

	if (strcmp(field, "frame_max") != 0 || bytes < mebibyte ||
	    bytes % mebibyte != 0)
		return false;
	buffer_printf(to, _("%lld MiB"), bytes / mebibyte);
	return true;
}

/* A key: its name is typed as it stands, also one that was redacted, and where
 * another took its place the daemon's reason is a word of its own. */
static bool key_text(struct buffer *to, json_t *row, const char *field)
{
	const char *text = json_text(row, field);

	if (text == NULL || json_text(row, "fingerprint") == NULL)
		return false;
	if (strcmp(field, "name") == 0)
		text_clean(to, text, false, false);
	else if (strcmp(field, "reason") == 0 && strcmp(text, "replaced") == 0)
		buffer_text(to, _("replaced by another"));
	else
		return false;
	return true;
}

/* What the reader of timeframes says are sentences; reasons that people give
 * are not in the catalogue. */
static bool is_sentence(json_t *value)
{
	size_t length = json_string_length(value);

	return length > 0 && json_string_value(value)[length - 1] == '.';
}

static void reason_text(struct buffer *to, const char *reason)
{
	struct buffer words = { 0 };

	if (translate(reason) != reason)
		reason_words(&words, translate(reason), false);
	else
		buffer_text(&words, reason);
	format_clean(to, words.bytes, 0);
	buffer_free(&words);
}

/* What an entry of the log did, in the reader's language: the daemon's sentence
 * is in English. */
static bool entry_text(struct buffer *to, json_t *row, const char *field)
{
	struct buffer text = { 0 };

	if (strcmp(field, "what") != 0 ||
	    !json_is_object(format_value(row, "params")))
		return false;
	buffer_text(&text, "");
	log_sentence(&text, row);
	format_clean(to, text.bytes, 0);
	buffer_free(&text);
	return true;
}

/* Of a message that did not arrive. */
static void answer_text(struct buffer *to, const char *answer)
{
	struct buffer words = { 0 };

	delivery_words(&words, answer);
	format_clean(to, words.length > 0 ? words.bytes : "", 0);
	buffer_free(&words);
}

void format_words(struct buffer *to, json_t *row, const char *field)
{
	json_t *value = format_value(row, field);

	if (carried_text(to, row, field) || entry_text(to, row, field) ||
	    key_text(to, row, field) || size_text(to, field, value))
		;
	else if (json_is_string(value) && field_is_interval(field))
		interval_words(to, json_string_value(value));
	else if (json_is_string(value) && strcmp(field, "period") == 0)
		period_words(to, json_string_value(value));
	else if (json_is_boolean(value))
		buffer_text(to, json_is_true(value) ? _("yes") : _("no"));
	else if (json_is_string(value) &&
	    (field_has_closed_words(field) || field_is_kind(row, field) ||
		field_is_setting(row, field)))
		format_clean(
		    to, translate_value(field, json_string_value(value)), 0);
	else if (json_is_string(value) &&
	    (time_text(to, json_string_value(value)) ||
		(field_is_hour(row, field) &&
		    day_words_clock(to, json_string_value(value)))))
		;
	else if (strcmp(field, "answer") == 0 && json_is_string(value))
		answer_text(to, json_string_value(value));
	else if (strcmp(field, "reason") == 0 && is_sentence(value))
		reason_text(to, json_string_value(value));
	else if (strcmp(field, "unclear") == 0 && json_is_array(value))
		unclear_text(to, row, value);
	else if (strcmp(field, "notices") == 0 && json_is_array(value))
		notices_text(to, value);
	else if (strcmp(field, "figures") == 0 && json_is_array(value))
		figures_text(to, value);
	else if (json_is_object(value) && format_value(value, "kind") != NULL)
		timeframe_text(to, value);
	else if (json_is_object(value))
		member_words(to, value);
	else if (strcmp(field, "activity") == 0 && json_is_string(value))
		clean_activity(to, json_string_value(value));
	else
		clean_value(to, value);
	if (strcmp(field, "due") == 0 &&
	    json_is_true(json_object_get(row, "overdue")))
		buffer_printf(to, " %s", translate_word("value", "overdue"));
}

void format_in_sentence(struct buffer *to, json_t *row, const char *field)
{
	struct buffer words = { 0 };
	const char *rest;

	buffer_text(&words, "");
	format_words(&words, row, field);
	rest = words.bytes;
	if (!translate_is_english() && shape_begins(rest, "dddd-dd-dd")) {
		day_words_put(to, rest, true);
		rest += DAY_LENGTH;
		if (shape_begins(rest, " dd:dd")) {
			buffer_printf(
			    to, _(" at %.2s:%.2s"), rest + 1, rest + 4);
			rest += strlen(" dd:dd");
		}
		/* What stands behind a day stands behind its sentence. */
		buffer_text(to, *rest == ' ' ? "," : "");
	}
	buffer_text(to, rest);
	buffer_free(&words);
}
