/* SPDX-License-Identifier: ISC */
#include "client/timeline_chart.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "protocol/translate.h"

#define DAY_SECONDS 86400
#define MONTHS_MAX  2400 /* two hundred years */

enum chart_cell { EMPTY, FILLED, LEFT, LATE, ENDS, ON, TODAY, CELLS };

static const char *const letters[2][CELLS] = {
	{ " ", "█", "░", "!", "◆", "→", "│" },
	{ " ", "#", ".", "!", "*", ">", "|" },
};

/* --- days --- */

static long day_number(int year, int month, int day)
{
	struct tm tm = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day
	};

	return (long)(timegm(&tm) / DAY_SECONDS);
}

static void day_parts(long number, int *year, int *month)
{
	time_t seconds = (time_t)number * DAY_SECONDS;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	*year = tm.tm_year + 1900;
	*month = tm.tm_mon + 1;
}

long chart_day(const char *text)
{
	int year, month, day;

	if (text == NULL ||
	    sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return CHART_NONE;
	return day_number(year, month, day);
}

/* --- the chart --- */

void chart_hold(struct chart *chart, long day)
{
	if (day == CHART_NONE)
		return;
	if (chart->first == CHART_NONE || day < chart->first)
		chart->first = day;
	if (chart->last == CHART_NONE || day > chart->last)
		chart->last = day;
}

void chart_settle(struct chart *chart)
{
	int year, month;

	day_parts(chart->first, &year, &month);
	chart->first = day_number(year, month, 1);
	day_parts(chart->last, &year, &month);
	chart->last = day_number(year, month + 1, 1) - 1;
}

static size_t chart_column(const struct chart *chart, long day)
{
	long days = chart->last - chart->first + 1;

	if (day < chart->first)
		return 0;
	if (day > chart->last)
		return chart->width - 1;
	return (size_t)((day - chart->first) * (long)chart->width / days);
}

/* --- the scale --- */

/* Puts the text where nothing stands yet, a column later where that leaves a
 * blank before it. */
static void put_label(
    char *line, size_t width, size_t at, const char *text, size_t *free_from)
{
	size_t length = strlen(text);

	if (at + 1 == *free_from)
		at++;
	if (at < *free_from || at + length > width)
		return;
	memcpy(line + at, text, length);
	*free_from = at + length + 1;
}

/* Whether each month has so many columns, but for rounding. */
static bool has_room(const struct chart *chart, long columns)
{
	return (long)chart->width * 31 >=
	    columns * (chart->last - chart->first + 1);
}

static void add_scale_line(
    struct buffer *to, char *line, size_t width, size_t indent)
{
	size_t length = width;

	while (length > 0 && line[length - 1] == ' ')
		length--;
	buffer_printf(to, "%*s", (int)indent, "");
	buffer_add(to, line, length);
	buffer_text(to, "\n");
}

void chart_scale(struct buffer *to, const struct chart *chart, size_t indent)
{
	char years[CHART_WIDEST], months[CHART_WIDEST], text[16];
	size_t years_free = 0, months_free = 0;
	int length = has_room(chart, 4) ? 3 : 1;
	bool all = has_room(chart, 2); /* else every third */
	int year, month;
	long day = chart->first;

	memset(years, ' ', sizeof(years));
	memset(months, ' ', sizeof(months));
	for (int i = 0; day <= chart->last && i < MONTHS_MAX; i++) {
		size_t at = chart_column(chart, day);

		day_parts(day, &year, &month);
		snprintf(text, sizeof(text), "%d", year);
		if (month == 1 || i == 0)
			put_label(years, chart->width, at, text, &years_free);
		snprintf(text, sizeof(text), "%.*s", length,
		    chart->months + 4 * (size_t)(month - 1));
		if (all || month % 3 == 1)
			put_label(months, chart->width, at, text, &months_free);
		day = day_number(year, month + 1, 1);
	}
	add_scale_line(to, years, chart->width, indent);
	add_scale_line(to, months, chart->width, indent);
}

/* --- a bar --- */

static void fill_cells(
    enum chart_cell *cells, size_t from, size_t to, enum chart_cell with)
{
	for (size_t i = from; i <= to; i++)
		cells[i] = with;
}

static void fill_bar(const struct chart *chart, const struct chart_bar *bar,
    enum chart_cell *cells)
{
	long end = bar->goes_on ? chart->last : bar->end;
	size_t from =
	    chart_column(chart, bar->start != CHART_NONE ? bar->start : end);
	size_t to = chart_column(chart, end);
	size_t length = to - from + 1;
	size_t filled =
	    bar->done ? length : length * (size_t)bar->progress / 100;

	fill_cells(cells, from, to, LEFT);
	if (filled > 0)
		fill_cells(cells, from, from + filled - 1, FILLED);
	if (bar->goes_on)
		cells[to] = ON;
	else if (bar->start == CHART_NONE)
		cells[to] = ENDS;
	if (bar->late && chart_column(chart, chart->today) > to)
		fill_cells(
		    cells, to + 1, chart_column(chart, chart->today), LATE);
}

void chart_draw(struct buffer *to, const struct chart *chart,
    const struct chart_bar *bar, const char *late, const char *normal)
{
	enum chart_cell cells[CHART_WIDEST] = { EMPTY };
	bool in_colour = false;

	if (!bar->dropped && !bar->carried &&
	    (bar->end != CHART_NONE || bar->goes_on))
		fill_bar(chart, bar, cells);
	cells[chart_column(chart, chart->today)] = TODAY;
	for (size_t i = 0; i < chart->width; i++) {
		if ((cells[i] == LATE) != in_colour) {
			in_colour = !in_colour;
			buffer_text(to, in_colour ? late : normal);
		}
		buffer_text(to, letters[chart->plain][cells[i]]);
	}
	if (in_colour)
		buffer_text(to, normal);
}

const char *chart_sign(const struct chart *chart, const struct chart_bar *bar)
{
	if (bar->late)
		return "!";
	if (bar->done)
		return chart->plain ? "v" : "✓";
	if (bar->carried)
		return chart->plain ? "=" : "»";
	if (bar->dropped)
		return "x";
	return bar->end == CHART_NONE && !bar->goes_on ? "?" : " ";
}

/* --- what it means --- */

static void key_part(struct buffer *to, const char *letter, const char *words)
{
	buffer_printf(to, "%s%s %s", to->length > 0 ? "  " : "", letter, words);
}

void chart_key(struct buffer *to, const struct chart *chart, const char *today)
{
	const char *const *letter = letters[chart->plain];
	struct buffer line = { 0 };

	buffer_printf(&line, _("today, %s"), today);
	key_part(to, letter[TODAY], line.bytes);
	key_part(to, letter[FILLED], _("what is done"));
	key_part(to, letter[LEFT], _("what is left"));
	key_part(to, letter[LATE], _("past its end"));
	key_part(to, letter[ENDS], _("only an end"));
	key_part(to, letter[ON], _("goes on"));
	key_part(to, chart->plain ? "v" : "✓", _("done"));
	key_part(to, "x", _("given up"));
	key_part(to, chart->plain ? "=" : "»", _("in another plan"));
	key_part(to, "?", _("without a date"));
	buffer_free(&line);
}
