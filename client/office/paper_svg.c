/* SPDX-License-Identifier: ISC */
/* Charts in per cent of the room there is, each with what it says in words. */
#include "client/office/paper_svg.h"

#include <stdio.h>

#include "client/office/markup.h"

#define NUMBER 32 /* bytes of a number as text */

/* Of words in pictures, where not all who print look into a page's style. */
#define FONT "Liberation Sans, Arial, Helvetica, sans-serif"
#define INK  "#1a1a1a"

/* Against white and beside each other, also without colour: the one that is
 * given up is hollow, and all are named. */
static const struct {
	const char *fill, *stroke;
} colours[PAPER_STATES] = {
	[PAPER_DONE] = { "#1b6e3c", "#1b6e3c" },
	[PAPER_STARTED] = { "#1f5fa8", "#1f5fa8" },
	[PAPER_PLANNED] = { "#6b6b6b", "#6b6b6b" },
	[PAPER_LATE] = { "#b3261e", "#b3261e" },
	[PAPER_DROPPED] = { "#ffffff", "#6b6b6b" },
};

/* "12.5%", of a part of 1. */
static const char *percent_text(char text[NUMBER], double part)
{
	int tenths = (int)(part * 1000 + 0.5);

	snprintf(text, NUMBER, "%d.%d%%", tenths / 10, tenths % 10);
	return text;
}

/* --- charts --- */

/* The words that belong to a chart have a number of their own. */
static const char *chart_id(
    struct paper *paper, char text[NUMBER], const char *what)
{
	snprintf(text, NUMBER, "%s-%zu", what, paper->charts);
	return text;
}

static void svg_figure(struct paper *paper, const char *title)
{
	buffer_text(&paper->to, "<figure>\n");
	markup_element(&paper->to, "figcaption", title, NULL);
	buffer_text(&paper->to, "\n");
}

/* Its title and what it says are read aloud in the picture's place. */
static void svg_begin(struct paper *paper, const char *height,
    const char *title, const char *words)
{
	char name[NUMBER], told[NUMBER];
	struct buffer *to = &paper->to;

	paper->charts++;
	markup_open(to, "svg", "xmlns", "http://www.w3.org/2000/svg", "role",
	    "img", "width", "100%", "height", height, "font-size", "12",
	    "font-family", FONT, "fill", INK, "aria-labelledby",
	    chart_id(paper, name, "chart"), "aria-describedby",
	    chart_id(paper, told, "told"), NULL);
	markup_element(to, "title", title, "id", name, NULL);
	markup_element(to, "desc", words, "id", told, NULL);
}

static void svg_key(struct paper *paper, const struct paper_share *shares,
    size_t count, size_t all)
{
	struct buffer *to = &paper->to, text = { 0 };

	buffer_text(to, "<ul class=\"key\">\n");
	for (size_t i = 0; i < count; i++) {
		buffer_text(to,
		    "<li><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"14\""
		    " height=\"14\" aria-hidden=\"true\">");
		markup_empty(to, "rect", "x", "1", "y", "1", "width", "12",
		    "height", "12", "fill", colours[shares[i].state].fill,
		    "stroke", colours[shares[i].state].stroke, NULL);
		buffer_text(to, "</svg>");
		buffer_cut(&text, 0);
		buffer_printf(&text, "%s: %zu (%zu %%)", shares[i].name,
		    shares[i].count,
		    all > 0 ? (100 * shares[i].count + all / 2) / all : 0);
		markup_text(to, text.bytes);
		buffer_text(to, "</li>\n");
	}
	buffer_text(to, "</ul>\n");
	buffer_free(&text);
}

static void put_share(struct buffer *to, const struct paper_share *share,
    double from, double part)
{
	char x[NUMBER], width[NUMBER], middle[NUMBER], count[NUMBER];

	markup_empty(to, "rect", "x", percent_text(x, from), "y", "1", "width",
	    percent_text(width, part), "height", "32", "fill",
	    colours[share->state].fill, "stroke",
	    share->state == PAPER_DROPPED ? colours[share->state].stroke
					  : "#ffffff",
	    "stroke-width", "2", NULL);
	snprintf(count, sizeof(count), "%zu", share->count);
	if (part >= 0.08)
		markup_element(to, "text", count, "x",
		    percent_text(middle, from + part / 2), "y", "22",
		    "text-anchor", "middle", "font-weight", "bold", "fill",
		    share->state == PAPER_DROPPED ? INK : "#ffffff", NULL);
}

void paper_svg_shares(struct paper *paper, const char *title,
    const struct paper_share *shares, size_t count)
{
	struct buffer words = { 0 };
	size_t all = 0, before = 0;

	for (size_t i = 0; i < count; i++) {
		all += shares[i].count;
		buffer_printf(&words, "%s%s: %zu", i > 0 ? ", " : "",
		    shares[i].name, shares[i].count);
	}
	svg_figure(paper, title);
	svg_begin(paper, "34", title, words.bytes);
	for (size_t i = 0; all > 0 && i < count; i++) {
		if (shares[i].count > 0)
			put_share(&paper->to, &shares[i],
			    (double)before / (double)all,
			    (double)shares[i].count / (double)all);
		before += shares[i].count;
	}
	buffer_text(&paper->to, "</svg>\n");
	svg_key(paper, shares, count, all);
	buffer_text(&paper->to, "</figure>\n");
	buffer_free(&words);
}

/* --- a timeline: a table, with a picture in each row --- */

static void put_upright(
    struct buffer *to, double at, const char *height, bool is_day)
{
	char x[NUMBER];

	markup_empty(to, "line", "x1", percent_text(x, at), "x2", x, "y1", "0",
	    "y2", height, "stroke", is_day ? "#000000" : "#c8c8c8",
	    "stroke-width", is_day ? "2" : "1", "stroke-dasharray",
	    is_day ? "4 2" : NULL, NULL);
}

static void put_years(
    struct buffer *to, const struct paper_axis *axis, const char *height)
{
	for (int i = 0; i < axis->years; i++)
		if (i % axis->step == 0)
			put_upright(
			    to, (double)i / (double)axis->years, height, false);
}

void paper_svg_axis(
    struct paper *paper, const char *caption, const struct paper_axis *axis)
{
	struct buffer *to = &paper->to, words = { 0 };
	char x[NUMBER], year[NUMBER];

	paper->axis = axis;
	buffer_text(to, "<table class=\"time\">\n");
	markup_element(to, "caption", caption, NULL);
	buffer_text(to, "<thead><tr>");
	markup_element(to, "th", paper->heads[0], "scope", "col", NULL);
	buffer_text(to, "<th scope=\"col\">");
	buffer_printf(&words, "%s, %d", paper->heads[1], axis->first);
	if (axis->years > 1)
		buffer_printf(&words, "–%d", axis->first + axis->years - 1);
	markup_text(to, words.bytes);
	buffer_free(&words);
	buffer_text(to,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" "
	    "height=\"18\" font-size=\"12\" font-weight=\"normal\" "
	    "font-family=\"" FONT "\" fill=\"" INK "\" aria-hidden=\"true\">");
	put_years(to, axis, "18");
	for (int i = 0; i < axis->years; i += axis->step) {
		snprintf(year, sizeof(year), "%d", axis->first + i);
		markup_element(to, "text", year, "x",
		    percent_text(x, (double)i / (double)axis->years), "dx", "3",
		    "y", "13", NULL);
	}
	buffer_text(to, "</svg></th></tr></thead>\n<tbody>\n");
}

static void svg_put_bar(struct buffer *to, const struct paper_bar *bar)
{
	char x[NUMBER], width[NUMBER];
	double part = bar->to - bar->from;

	markup_empty(to, "rect", "x", percent_text(x, bar->from), "y", "4",
	    "width", percent_text(width, part < 0.012 ? 0.012 : part), "height",
	    "12", "fill", bar->open ? "#ffffff" : colours[bar->state].fill,
	    "stroke", colours[bar->state].stroke, "stroke-width",
	    bar->open ? "2" : "1", "stroke-dasharray", bar->open ? "5 3" : NULL,
	    NULL);
}

void paper_svg_bar(
    struct paper *paper, const char *name, const struct paper_bar *bar)
{
	const struct paper_axis *axis = paper->axis;
	struct buffer *to = &paper->to;

	buffer_text(to, "<tr>");
	markup_element(to, "th", name, "scope", "row", NULL);
	buffer_text(to, "<td>");
	buffer_text(to,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" "
	    "height=\"20\" aria-hidden=\"true\">");
	put_years(to, axis, "20");
	if (bar->some)
		svg_put_bar(to, bar);
	if (axis->day >= 0)
		put_upright(to, axis->day, "20", true);
	buffer_text(to, "</svg>");
	markup_words(to, bar->words);
	buffer_text(to, "</td></tr>\n");
}

/* --- a chart by months --- */

#define MONTHS_HEIGHT 120 /* of the longest bar */

static void put_month(struct buffer *to, const struct paper_month *month,
    double at, double part, size_t most, bool named)
{
	char x[NUMBER], width[NUMBER], y[NUMBER], height[NUMBER];
	char middle[NUMBER];
	size_t tall = most > 0 ? month->count * MONTHS_HEIGHT / most : 0;

	snprintf(y, sizeof(y), "%zu", 18 + MONTHS_HEIGHT - tall);
	snprintf(height, sizeof(height), "%zu", tall);
	markup_empty(to, "rect", "x", percent_text(x, at + part * 0.15), "y", y,
	    "width", percent_text(width, part * 0.7), "height", height, "fill",
	    "#1f5fa8", NULL);
	if (named)
		markup_element(to, "text", month->name, "x",
		    percent_text(x, at), "y", "156", NULL);
	if (part < 0.06 || month->count == 0)
		return;
	snprintf(y, sizeof(y), "%zu", 13 + MONTHS_HEIGHT - tall);
	markup_element(to, "text", month->mark, "x",
	    percent_text(middle, at + part / 2), "y", y, "text-anchor",
	    "middle", NULL);
}

/* Each fourth of them is named where there is no room for more. */
void paper_svg_months(struct paper *paper, const char *title, const char *words,
    const struct paper_month *months, size_t count)
{
	size_t most = 0, step = (count + 3) / 4;

	for (size_t i = 0; i < count; i++)
		most = months[i].count > most ? months[i].count : most;
	svg_figure(paper, title);
	svg_begin(paper, "162", title, words);
	for (size_t i = 0; i < count; i++)
		put_month(&paper->to, &months[i], (double)i / (double)count,
		    1.0 / (double)count, most, i % step == 0);
	markup_empty(&paper->to, "line", "x1", "0%", "x2", "100%", "y1", "138",
	    "y2", "138", "stroke", "#1a1a1a", NULL);
	buffer_text(&paper->to, "</svg>\n</figure>\n");
}
