/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_progress.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/timeframe.h"
#include "daemon/commands/import_remark.h"
#include "daemon/calendar/json_day.h"
#include "daemon/text/fold.h"
#include "daemon/text/status_cell.h"
#include "protocol/json_member.h"

/* A day or a stretch that has begun: what is told of it has happened. */
static bool import_progress_is_past(
    const struct timeframe *time, struct day today)
{
	return time->kind == TIMEFRAME_FIXED &&
	    day_compare(time->start, today) <= 0;
}

/* The day that a time is, where it is one and not ahead. */
static struct day past_day(const struct timeframe *time, struct day today)
{
	return import_progress_is_past(time, today) &&
		day_compare(time->start, time->end) == 0 && !time->vague
	    ? time->start
	    : DAY_NONE;
}

/* Of the status and what stands beside it: whether the word holds. */
static bool holds(const struct status_cell *cell, struct day today,
    bool *has_more, struct day *done_on)
{
	struct timeframe time;

	*done_on = DAY_NONE;
	*has_more = cell->more;
	if (cell->word == NULL)
		return false;
	if (cell->time == NULL)
		return true;
	time = timeframe_read(cell->time, 0);
	*done_on = past_day(&time, today);
	*has_more = time.kind != TIMEFRAME_FIXED;
	return cell->ticked || import_progress_is_past(&time, today);
}

static void put_done(
    json_t *reading, const struct status_cell *cell, struct day done_on)
{
	if (strcmp(cell->word, "done") == 0 && day_is_some(done_on))
		json_object_set_new(reading, "done_on", json_day(done_on));
}

/* "80 %", "80", "0,8"; -1 where it is none. */
static int import_progress_read_percent(const char *text)
{
	char *end;
	long whole = strtol(text, &end, 10);

	if (end == text || whole < 0 || whole > 100)
		return -1;
	if ((*end == ',' || *end == '.') && whole <= 1 && end[1] >= '0' &&
	    end[1] <= '9') {
		long tenths = end[1] - '0', hundredths = 0;

		end += 2;
		if (*end >= '0' && *end <= '9')
			hundredths = *end++ - '0';
		whole = 100 * whole + 10 * tenths + hundredths;
	}
	end += strspn(end, " ");
	end += strncmp(end, "\xc2\xa0", 2) == 0 ? 2 : 0;
	end += *end == '%';
	end += strspn(end, " ");
	return *end == '\0' && whole <= 100 ? (int)whole : -1;
}

static void read_progress(
    struct invocation *invocation, struct row_cells *row, json_t *reading)
{
	const char *text = row_cell_text(row, "progress");
	bool done = same_text(json_text(reading, "status"), "done");
	int percent;

	if (text == NULL)
		return;
	percent = import_progress_read_percent(text);
	if (percent == 0 && done)
		return; /* in an export that says done, nobody looks at it */
	if (percent > 0 && percent < 100 && done)
		import_remark(invocation, row, "progress", text,
		    "does not go with what is done, which is at 100 %");
	else if (percent >= 0)
		json_object_set_new(reading, "progress", json_integer(percent));
	else
		import_remark(invocation, row, "progress", text,
		    "is no per cent from 0 to 100");
}

/* The column of dates beside the status: when it was done. 0 where that day
 * is still to come, so that the status does not hold. */
static bool import_progress_read_date(
    struct row_cells *row, struct day today, struct day *done_on)
{
	const char *text = row_cell_text(row, "date");
	struct timeframe time;

	if (text == NULL)
		return true;
	time = timeframe_read(text, 0);
	if (time.kind != TIMEFRAME_FIXED)
		return true;
	if (day_is_some(past_day(&time, today)))
		*done_on = past_day(&time, today);
	return import_progress_is_past(&time, today);
}

static void import_progress_put_status(struct invocation *invocation,
    struct row_cells *row, json_t *reading, const char *word,
    const struct import_match *match)
{
	const char *text = row_cell_text(row, "status");

	if (match->is_closed && strcmp(word, "done") != 0 &&
	    strcmp(word, "dropped") != 0) {
		import_remark(invocation, row, "status", text,
		    "its activity is done or dropped since: reopen it first"
		    " (planvakt activity reopen)");
		return;
	}
	json_object_set_new(reading, "status", json_string(word));
}

/* The column of dates has something, more than a dash, of which no day came. */
static void tell_date(struct invocation *invocation, struct row_cells *row,
    const char *word, struct day done_on)
{
	static const char some[] = "0123456789aeiouyAEIOUY";
	const char *text = row_cell_text(row, "date");

	if (text != NULL && strpbrk(text, some) != NULL &&
	    strcmp(word, "done") == 0 && !day_is_some(done_on))
		import_remark(invocation, row, "date", text,
		    "tells no day on which it was done");
}

/* The status of a cell of its own, which must be told where it is not
 * understood. */
static void import_progress_read_status(struct invocation *invocation,
    struct row_cells *row, struct day today, const struct import_match *match,
    json_t *reading)
{
	const char *text = row_cell_text(row, "status");
	struct status_cell cell = status_cell_read(invocation->arena, text);
	struct day done_on;
	bool more;

	if (cell.says_none)
		return;
	if (!holds(&cell, today, &more, &done_on) ||
	    (strcmp(cell.word, "done") == 0 &&
		!import_progress_read_date(row, today, &done_on))) {
		import_remark(invocation, row, "status", text,
		    "is not surely one status: it stands in a note; planvakt"
		    " update says how it stands");
		json_object_set_new(reading, "told", json_true());
		return;
	}
	if (more)
		json_object_set_new(reading, "told", json_true());
	put_done(reading, &cell, done_on);
	tell_date(invocation, row, cell.word, done_on);
	import_progress_put_status(invocation, row, reading, cell.word, match);
}

/* That of a time: "2026-04-01 ✅". */
static void read_time_status(struct invocation *invocation,
    struct row_cells *row, struct day today, const struct import_match *match,
    json_t *reading)
{
	const char *text = row_cell_text(row, "timeframe");
	struct status_cell cell;
	struct day done_on;
	bool more;

	if (text == NULL)
		text = row_cell_text(row, "end");
	if (text == NULL)
		return;
	cell = status_cell_in_time(invocation->arena, text);
	if (!holds(&cell, today, &more, &done_on))
		return;
	put_done(reading, &cell, done_on);
	import_progress_put_status(invocation, row, reading, cell.word, match);
}

void import_progress_read(struct invocation *invocation, struct row_cells *row,
    const struct import_match *match, json_t *reading)
{
	struct day today = invocation_today(invocation);

	if (row_cell_text(row, "status") != NULL)
		import_progress_read_status(
		    invocation, row, today, match, reading);
	else
		read_time_status(invocation, row, today, match, reading);
	read_progress(invocation, row, reading);
}
