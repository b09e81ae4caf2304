/* SPDX-License-Identifier: ISC */
/* The timeline: each activity's span on an axis of whole years, with the day
 * of the report. */
#include "client/office/report_time.h"

#include <string.h>

#include "protocol/json_member.h"
#include "protocol/reason_words.h"
#include "protocol/translate.h"

#define YEARS_MAX 30
#define NAMED_MAX 6 /* years that have room on a telephone */

struct span {
	const char *start, *end; /* NULL for none */
	bool ongoing;
};

static struct span period_of(const struct report_activity *activity)
{
	const json_t *timeframe = json_object_get(activity->json, "timeframe");
	struct span span = { json_text(timeframe, "start"),
		json_text(timeframe, "end"), false };

	if (span.end == NULL && *activity->due != '\0')
		span.end = activity->due;
	span.ongoing = span.end == NULL && span.start != NULL;
	return span;
}

static int year_of(const char *day)
{
	int year = 0;

	sscanf(day, "%4d", &year);
	return year;
}

/* Where a day stands on the axis, from 0 to 1; the day after it where it is the
 * end of something. */
static double time_place(
    const struct paper_axis *axis, const char *day, bool is_end)
{
	int year = axis->first, month = 1, date = 1;
	double place;

	sscanf(day, "%4d-%2d-%2d", &year, &month, &date);
	place = (year - axis->first +
		    (month - 1 + (date - (is_end ? 0 : 1)) / 31.0) / 12) /
	    axis->years;
	return place < 0 ? 0 : place > 1 ? 1 : place;
}

static void reach(int *first, int *last, const char *day)
{
	int year = day != NULL ? year_of(day) : 0;

	if (year == 0)
		return;
	*first = year < *first ? year : *first;
	*last = year > *last ? year : *last;
}

static struct paper_axis axis_of(const struct report *report)
{
	struct paper_axis axis = { .first = year_of(report->as_of) };
	int last = axis.first;

	for (size_t i = 0; i < report->count; i++) {
		struct span span = period_of(&report->list[i]);

		reach(&axis.first, &last, span.start);
		reach(&axis.first, &last, span.end);
	}
	axis.years = last - axis.first + 1;
	if (axis.years > YEARS_MAX) {
		axis.first = year_of(report->as_of) - YEARS_MAX / 2;
		axis.years = YEARS_MAX;
	}
	axis.step = (axis.years + NAMED_MAX - 1) / NAMED_MAX;
	axis.day = time_place(&axis, report->as_of, false);
	return axis;
}

/* It begins as a sentence does; in UTF-8 å is Å and 0x20 more, as a is A. */
static void time_begin(char *text)
{
	static const char *const swedish[] = { "å", "ä", "ö" };

	if (*text >= 'a' && *text <= 'z')
		text[0] &= ~0x20;
	for (size_t i = 0; i < sizeof(swedish) / sizeof(swedish[0]); i++)
		if (strncmp(text, swedish[i], 2) == 0)
			text[1] &= ~0x20;
}

static void put_dates(struct buffer *to, const struct span *span,
    const struct report_activity *activity)
{
	const char *written =
	    json_text(json_object_get(activity->json, "timeframe"), "text");

	if (span->start != NULL && span->end != NULL &&
	    strcmp(span->start, span->end) == 0)
		buffer_text(to, span->end);
	else if (span->start != NULL && span->end != NULL)
		buffer_printf(to, "%s – %s", span->start, span->end);
	else if (span->end != NULL)
		buffer_printf(to, _("no later than %s"), span->end);
	else if (span->start != NULL)
		buffer_printf(to, _("from %s"), span->start);
	else
		buffer_text(to,
		    written != NULL && *written != '\0'
			? written
			: translate_word("value", "undated"));
	time_begin(to->bytes);
	buffer_text(to, ", ");
	reason_words(to, report_state_word(activity->state), false);
}

static void time_bar(const struct report *report, struct paper *paper,
    const struct report_activity *activity)
{
	struct span span = period_of(activity);
	struct buffer name = { 0 }, words = { 0 };
	struct paper_bar bar = { .state = activity->state,
		.some = span.start != NULL || span.end != NULL,
		.open = span.ongoing };

	if (span.end != NULL)
		bar.to = time_place(paper->axis, span.end, true);
	else
		bar.to = 1;
	bar.from = span.start != NULL
	    ? time_place(paper->axis, span.start, false)
	    : bar.to - 0.012;
	if (bar.from < 0)
		bar.from = 0;
	report_activity_words(&name, report, activity);
	put_dates(&words, &span, activity);
	bar.words = words.bytes;
	paper->format->bar(paper, name.bytes, &bar);
	buffer_free(&name);
	buffer_free(&words);
}

void report_timeline(const struct report *report, struct paper *paper)
{
	struct paper_axis axis = axis_of(report);
	struct buffer caption = { 0 }, day = { 0 };

	if (report->count == 0)
		return;
	report_day(&day, report->as_of);
	/* A text has no line. */
	if (paper->format == &paper_text)
		buffer_text(&caption, _("Each activity's period."));
	else
		buffer_printf(&caption,
		    _("Each activity's period; the dashed line is %s."),
		    day.bytes);
	paper->format->heading(paper, 2, _("Timeline"));
	paper->heads[0] = _("Activity");
	paper->heads[1] = _("Period");
	paper->axis = &axis;
	paper->format->axis(paper, caption.bytes, &axis);
	for (size_t i = 0; i < report->count; i++)
		time_bar(report, paper, &report->list[i]);
	paper->format->axis_end(paper);
	paper->axis = NULL;
	buffer_free(&caption);
	buffer_free(&day);
}
