/* SPDX-License-Identifier: ISC */
/* A year's meetings in one request: those that are not there are added, times
 * that differ are changed. What the rows lack is told and stays. */
#include <inttypes.h>
#include <string.h>

#include "daemon/calendar/json_day.h"
#include "daemon/calendar/timeframe.h"
#include "daemon/commands/families.h"
#include "daemon/commands/meeting.h"
#include "daemon/commands/meeting_read.h"
#include "protocol/json_member.h"

#define ROWS_MAX 5000
/* Of the answer: of each list the first so many are named. */
#define LISTED 200

/* --- what a row says --- */

/* "2026-01-29", or one day in words. */
static int meeting_import_read_date(json_t *reading, const char *name,
    const char *text, int year, struct err *err)
{
	struct timeframe timeframe;
	struct day day;

	if (text == NULL)
		return 0;
	if (!day_read(text, &day)) {
		timeframe = timeframe_read(text, year);
		if (timeframe.kind != TIMEFRAME_FIXED ||
		    day_compare(timeframe.start, timeframe.end) != 0)
			return err_set(err, ERR_INVALID,
			    "%s: is not a date: write it as YYYY-MM-DD, for"
			    " example 2026-06-30",
			    name);
		day = timeframe.start;
	}
	if (!day_is_meant(day))
		return err_set(err, ERR_INVALID,
		    "%s: is not from %d to %d: look at the year", name,
		    YEAR_MEANT_MIN, YEAR_MEANT_MAX);
	json_object_set_new(reading, name, json_day(day));
	return 0;
}

/* A day has one meeting of a body; the same row twice says no more. */
static int meeting_import_check_twice(
    json_t *seen, const json_t *reading, const json_t *row, struct err *err)
{
	const char *time = json_text(reading, "time");
	struct buffer key = { 0 };
	json_t *before;
	int result = 0;

	buffer_printf(&key, "%s %s", json_text(reading, "date"),
	    json_text(reading, "body"));
	before = json_object_get(seen, key.bytes);
	if (before != NULL && !same_text(json_text(before, "time"), time))
		result = err_set(err, ERR_INVALID,
		    "%s meets on %s at another time in line %" PRId64
		    ": a day has one meeting of a body",
		    json_text(row, "body"), json_text(reading, "date"),
		    json_number(before, "line"));
	else
		json_object_set_new(seen, key.bytes,
		    json_pack("{s:I, s:s?}", "line",
			(json_int_t)json_number(row, "line"), "time", time));
	buffer_free(&key);
	return result;
}

static int meeting_import_read_row(const struct invocation *invocation,
    const json_t *row, json_t *reading, json_t *seen, struct err *err)
{
	int year = (int)param_integer(invocation, "year", 0);

	if (meeting_read_body(invocation, reading, "body",
		json_text(row, "body"), err) != 0 ||
	    meeting_import_read_date(
		reading, "date", json_text(row, "date"), year, err) != 0 ||
	    meeting_import_read_date(
		reading, "papers", json_text(row, "papers"), year, err) != 0 ||
	    meeting_read_time(reading, json_text(row, "time"), err) != 0)
		return -1;
	return meeting_import_check_twice(seen, reading, row, err);
}

static int meeting_import_read(struct invocation *invocation, struct err *err)
{
	json_t *readings = json_array(), *seen = json_object(), *row;
	int result = 0;
	size_t i;

	json_object_set_new(invocation->reading, "rows", readings);
	json_array_foreach (param_list(invocation, "rows"), i, row) {
		json_t *reading = json_object();
		struct err why = { 0 };

		json_array_append_new(readings, reading);
		if (meeting_import_read_row(
			invocation, row, reading, seen, &why) == 0)
			continue;
		result = err_set(err, why.code,
		    "line %" PRId64 ": %p; nothing was imported",
		    json_number(row, "line"), (void *)&why);
		break;
	}
	json_decref(seen);
	return result;
}

/* --- what it does --- */

struct meeting_import {
	int added, changed, unchanged;
	struct day first, last; /* of all rows */
	json_t *changes;        /* owned */
	json_t *dropped;        /* owned: those that stay dropped */
};

static void import_tell_change(struct meeting_import *import,
    const struct meeting_said *said, const char *field, const char *old,
    const char *new)
{
	char day[DAY_TEXT];

	if (new == NULL || same_text(old, new) ||
	    json_array_size(import->changes) >= LISTED)
		return;
	json_array_append_new(import->changes,
	    json_pack("{s:s, s:s, s:s, s:s?, s:s}", "body", said->name, "date",
		day_write(said->day, day), "field", field, "old", old, "new",
		new));
}

static void import_count(struct meeting_import *import,
    const struct meeting_said *said, const struct meeting_change *change)
{
	char papers[DAY_TEXT], day[DAY_TEXT];

	import->added += change->outcome == MEETING_ADDED;
	import->changed += change->outcome == MEETING_CHANGED;
	import->unchanged += change->outcome == MEETING_SAME ||
	    change->outcome == MEETING_DROPPED;
	if (change->outcome == MEETING_CHANGED) {
		import_tell_change(
		    import, said, "time", change->time, said->time);
		import_tell_change(import, said, "papers", change->papers,
		    day_text(said->papers, papers));
	}
	if (change->outcome == MEETING_DROPPED &&
	    json_array_size(import->dropped) < LISTED)
		json_array_append_new(import->dropped,
		    json_pack("{s:s, s:s}", "body", said->name, "date",
			day_write(said->day, day)));
	if (!day_is_some(import->first) ||
	    day_compare(said->day, import->first) < 0)
		import->first = said->day;
	if (!day_is_some(import->last) ||
	    day_compare(said->day, import->last) > 0)
		import->last = said->day;
}

static int meeting_import_rows(struct invocation *invocation,
    struct meeting_import *import, struct err *err)
{
	json_t *readings = json_object_get(invocation->reading, "rows"), *row;
	size_t i;

	json_array_foreach (param_list(invocation, "rows"), i, row) {
		const json_t *reading = json_array_get(readings, i);
		const struct meeting_said said = {
			.folded = json_text(reading, "body"),
			.name = json_text(row, "body"),
			.day = json_day_value(json_object_get(reading, "date")),
			.time = json_text(reading, "time"),
			.papers =
			    json_day_value(json_object_get(reading, "papers")),
		};
		struct meeting_change change;

		if (meeting_put(invocation, &said, false, &change, err) != 0)
			return -1;
		import_count(import, &said, &change);
	}
	return 0;
}

/* --- what the rows lack --- */

static bool is_in_rows(const struct invocation *invocation,
    const struct meeting *meeting, bool *has_body)
{
	json_t *readings = json_object_get(invocation->reading, "rows"), *one;
	size_t i;

	*has_body = false;
	json_array_foreach (readings, i, one) {
		const struct day day =
		    json_day_value(json_object_get(one, "date"));

		if (strcmp(json_text(one, "body"), meeting->folded) != 0)
			continue;
		*has_body = true;
		if (day_compare(day, meeting->day) == 0)
			return true;
	}
	return false;
}

/* Between the first row's day and the last one's, of the bodies that have
 * rows: moved or not held, which a person has to say. */
static int import_find_missing(struct invocation *invocation,
    const struct meeting_import *import, json_t *missing, struct err *err)
{
	struct meetings meetings;
	char day[DAY_TEXT];
	bool has_body;

	if (meetings_load(&meetings, invocation->store, invocation->arena,
		import->first, import->last, err) != 0)
		return -1;
	for (size_t i = meetings.first; i < meetings.count; i++) {
		const struct meeting *meeting = &meetings.list[i];

		if (!is_in_rows(invocation, meeting, &has_body) && has_body &&
		    json_array_size(missing) < LISTED)
			json_array_append_new(missing,
			    json_pack("{s:s, s:s}", "body", meeting->body,
				"date", day_write(meeting->day, day)));
	}
	meetings_release(&meetings);
	return 0;
}

static void import_answer(struct invocation *invocation,
    const struct meeting_import *import, const json_t *missing)
{
	buffer_printf(invocation->reply,
	    "{\"dry_run\":%s,\"added\":%d,\"changed\":%d,"
	    "\"unchanged_rows\":%d,\"changes\":%s,",
	    param_flag(invocation, "dry_run") ? "true" : "false", import->added,
	    import->changed, import->unchanged,
	    invocation_json(invocation, import->changes));
	buffer_printf(invocation->reply, "\"dropped\":%s,\"missing\":%s}",
	    invocation_json(invocation, import->dropped),
	    invocation_json(invocation, missing));
}

static int meeting_import(struct invocation *invocation, struct err *err)
{
	struct meeting_import import = { .first = DAY_NONE, .last = DAY_NONE };
	json_t *missing;
	int result;

	if (json_array_size(param_list(invocation, "rows")) !=
	    json_array_size(json_object_get(invocation->reading, "rows")))
		return err_set(err, ERR_INTERNAL,
		    "the reading has not one part for each row");
	missing = json_array();
	import.changes = json_array();
	import.dropped = json_array();
	result = meeting_import_rows(invocation, &import, err);
	if (result == 0)
		result = import_find_missing(invocation, &import, missing, err);
	invocation->unchanged = import.added + import.changed == 0;
	import_answer(invocation, &import, missing);
	json_decref(import.changes);
	json_decref(import.dropped);
	json_decref(missing);
	return result;
}

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = 9999999 },
	{ "body", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "date", FIELD_LINE, REQUIRED, .min = 1, .max = TIMEFRAME_MAX },
	{ "time", FIELD_LINE, OPTIONAL, .min = 1, .max = MEETING_TIME_MAX },
	{ "papers", FIELD_LINE, OPTIONAL, .min = 1, .max = TIMEFRAME_MAX },
	{ 0 },
};

static const struct field fields[] = {
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	{ "year", FIELD_NUMBER, OPTIONAL, .min = YEAR_MEANT_MIN,
	    .max = YEAR_MEANT_MAX },
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_fields, .many = ROWS_MAX },
	{ 0 },
};

static const struct field row_reading[] = {
	{ "body", FIELD_LINE, REQUIRED, .max = MEETING_FOLDED },
	{ "date", FIELD_DATE, REQUIRED },
	{ "papers", FIELD_DATE, OPTIONAL },
	{ "time", FIELD_LINE, OPTIONAL, .max = MEETING_TIME_MAX },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_reading,
	    .many = ROWS_MAX },
	{ 0 },
};

static const struct command commands[] = {
	{ "meeting.import", ACCESS_COORDINATOR, WRITES, fields, meeting_import,
	    meeting_import_read, reading_fields },
	{ 0 },
};

const struct family meeting_import_family = {
	commands,
	NULL,
};
