/* SPDX-License-Identifier: ISC */
/* One file without anything from elsewhere. On paper it is A4; on a telephone
 * a table's rows become paragraphs, which stay rows to who listens: hence the
 * roles. Charts are drawn in per cent of the room there is, so that their words
 * keep their size. No text is smaller than 9 pt. */
#include "client/office/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/office/markup.h"
#include "protocol/translate.h"

#define NUMBER 32 /* bytes of a number as text */

static const char style[] =
    "@page{size:A4;margin:18mm 16mm}"
    "*{box-sizing:border-box}"
    "html{-webkit-text-size-adjust:100%}"
    "body{margin:0;background:#fff;color:#1a1a1a;font:11pt/1.45 "
    "\"Liberation Sans\",Arial,Helvetica,sans-serif;overflow-wrap:break-word;"
    "hyphens:auto}"
    "main{max-width:178mm;margin:0 auto;padding:1rem}"
    "h1{font-size:20pt;line-height:1.2;margin:0 0 .6em}"
    "h2{font-size:14pt;margin:1.6em 0 .4em;break-after:avoid}"
    "p,ul{margin:.4em 0 .8em}"
    "table{border-collapse:collapse;width:100%;margin:.4em 0 1em;"
    "font-size:10pt}"
    "caption{text-align:left;font-weight:bold;padding:.2em 0}"
    "th,td{border-bottom:1px solid #767676;padding:.3em .5em .3em 0;"
    "text-align:left;vertical-align:top;overflow-wrap:break-word}"
    "th{font-weight:normal}thead th{font-weight:bold}"
    ".n{text-align:right;padding-left:.2em;padding-right:.2em}"
    ".d{white-space:nowrap}"
    "@media print,(min-width:40.01em){.list{table-layout:fixed}}"
    ".group th{font-weight:bold;padding-top:.8em}"
    ".facts{table-layout:fixed}.facts th{width:32%;color:#4a4a4a}"
    "tr{break-inside:avoid}.group{break-after:avoid}tbody tr:first-child{break-before:avoid}"
    "thead{display:table-header-group}"
    "figure{margin:.6em 0 1em;break-inside:avoid}"
    "figcaption{font-weight:bold;margin-bottom:.3em}"
    "svg{display:block;width:100%;overflow:visible}"
    "svg text{font:12px \"Liberation Sans\",Arial,Helvetica,sans-serif;"
    "fill:#1a1a1a}"
    "svg text.on{fill:#fff;font-weight:bold}"
    ".key{list-style:none;padding:0;margin:.4em 0;display:flex;"
    "flex-wrap:wrap;gap:.2em 1.2em;font-size:10pt}"
    ".key svg{display:inline-block;width:14px;vertical-align:-2px;"
    "margin-right:.4em}"
    ".time{table-layout:fixed}.time th{width:42%}"
    ".time thead td{vertical-align:bottom;padding-right:0}"
    ".time td{padding-right:0}"
    "@media print{main{max-width:none;padding:0}}"
    "@media screen and (max-width:40em){"
    ".list,.list tbody,.list tr,.list th,.list td{display:block;width:auto}"
    ".list thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}"
    ".list th,.list td{border:0;padding:.1em 0}"
    ".list tr{border-bottom:1px solid #767676;padding:.5em 0}"
    ".list tbody th{font-weight:bold}"
    ".list td.n{display:inline-block;margin-right:.9em}"
    ".list td:empty{display:none}"
    ".list td::before{content:attr(data-head) \": \";color:#4a4a4a}"
    ".list .n{text-align:left;padding-left:0}}";

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

static void html_begin(
    struct paper *paper, const char *title, const char *language)
{
	struct buffer *to = &paper->to;

	buffer_text(to, "<!DOCTYPE html>\n");
	markup_open(to, "html", "lang", language, NULL);
	buffer_text(to,
	    "\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n");
	markup_element(to, "title", title, NULL);
	buffer_text(to, "\n<style>");
	buffer_text(to, style);
	buffer_text(to, "</style>\n</head>\n<body>\n<main>\n");
}

static void html_end(struct paper *paper)
{
	buffer_text(&paper->to, "</main>\n</body>\n</html>\n");
}

static void html_heading(struct paper *paper, int level, const char *text)
{
	const char tag[] = { 'h', (char)('0' + level), '\0' };

	markup_element(&paper->to, tag, text, NULL);
	buffer_text(&paper->to, "\n");
}

static void html_paragraph(struct paper *paper, const char *text)
{
	markup_element(&paper->to, "p", text, NULL);
	buffer_text(&paper->to, "\n");
}

static void html_link(struct paper *paper, const char *to, const char *text)
{
	markup_open(&paper->to, "p", NULL);
	markup_element(&paper->to, "a", text, "href", to, NULL);
	buffer_text(&paper->to, "</p>\n");
}

static void html_items(struct paper *paper, bool begin)
{
	buffer_text(&paper->to, begin ? "<ul>\n" : "</ul>\n");
}

static void html_item(struct paper *paper, const char *text)
{
	markup_element(&paper->to, "li", text, NULL);
	buffer_text(&paper->to, "\n");
}

/* --- tables --- */

static void html_facts(struct paper *paper, const char *caption)
{
	markup_open(&paper->to, "table", "class", "facts", NULL);
	buffer_text(&paper->to, "\n");
	if (caption != NULL)
		markup_element(&paper->to, "caption", caption, NULL);
	buffer_text(&paper->to, "<tbody>\n");
}

static void html_fact(struct paper *paper, const char *name, const char *value)
{
	struct buffer *to = &paper->to;

	buffer_text(to, "<tr>");
	markup_element(to, "th", name, "scope", "row", NULL);
	markup_element(to, "td", value, NULL);
	buffer_text(to, "</tr>\n");
}

static void html_table_end(struct paper *paper)
{
	buffer_text(&paper->to, "</tbody>\n</table>\n");
}

static const char *cell_class(const struct paper *paper, size_t column)
{
	return paper->numbers[column] ? "n" : NULL;
}

static bool begins_with_date(const char *text)
{
	static const char shape[] = "0000-00-00";

	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9'
				    : text[i] != '-')
			return false;
	return true;
}

/* A date is not broken where a line ends. */
static void put_words(struct buffer *to, const char *text)
{
	char date[] = "0000-00-00";

	while (*text != '\0') {
		size_t length = 0;

		while (text[length] != '\0' && !begins_with_date(text + length))
			length++;
		if (length > 0) {
			char *before = strndup(text, length);

			if (before == NULL)
				abort();
			markup_text(to, before);
			free(before);
		}
		text += length;
		if (*text == '\0')
			break;
		memcpy(date, text, sizeof(date) - 1);
		markup_element(to, "span", date, "class", "d", NULL);
		text += sizeof(date) - 1;
	}
}

/* In per cent of the paper, as the columns' shares are. */
static void put_widths(struct buffer *to, const struct paper *paper)
{
	unsigned all = 0;

	for (size_t i = 0; i < paper->columns; i++)
		all += paper->widths[i];
	buffer_text(to, "<colgroup>");
	for (size_t i = 0; i < paper->columns; i++)
		buffer_printf(to, "<col style=\"width:%u%%\">",
		    all > 0 ? 100 * paper->widths[i] / all : 0);
	buffer_text(to, "</colgroup>\n");
}

static void html_table(struct paper *paper, const char *caption)
{
	struct buffer *to = &paper->to;

	markup_open(to, "table", "class", "list", "role", "table", NULL);
	buffer_text(to, "\n");
	if (caption != NULL)
		markup_element(to, "caption", caption, NULL);
	put_widths(to, paper);
	buffer_text(to, "<thead role=\"rowgroup\"><tr role=\"row\">");
	for (size_t i = 0; i < paper->columns; i++)
		markup_element(to, "th", paper->heads[i], "scope", "col",
		    "role", "columnheader", "class", cell_class(paper, i),
		    NULL);
	buffer_text(to, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void html_group(struct paper *paper, const char *name)
{
	char columns[NUMBER];

	snprintf(columns, sizeof(columns), "%zu", paper->columns);
	markup_open(&paper->to, "tr", "class", "group", "role", "row", NULL);
	markup_element(&paper->to, "th", name, "scope", "colgroup", "role",
	    "rowheader", "colspan", columns, NULL);
	buffer_text(&paper->to, "</tr>\n");
}

static void html_row(struct paper *paper, const char *const *cells)
{
	struct buffer *to = &paper->to;

	buffer_text(to, "<tr role=\"row\">");
	markup_element(
	    to, "th", cells[0], "scope", "row", "role", "rowheader", NULL);
	for (size_t i = 1; i < paper->columns; i++) {
		markup_open(to, "td", "role", "cell", "class",
		    cell_class(paper, i), "data-head", paper->heads[i], NULL);
		put_words(to, cells[i]);
		markup_close(to, "td");
	}
	buffer_text(to, "</tr>\n");
}

/* --- charts --- */

/* The words that belong to a chart have a number of their own. */
static const char *chart_id(
    struct paper *paper, char text[NUMBER], const char *what)
{
	snprintf(text, NUMBER, "%s-%zu", what, paper->charts);
	return text;
}

static void html_figure(struct paper *paper, const char *title)
{
	buffer_text(&paper->to, "<figure>\n");
	markup_element(&paper->to, "figcaption", title, NULL);
	buffer_text(&paper->to, "\n");
}

/* Its title and what it says are read aloud in the picture's place. */
static void html_svg(struct paper *paper, const char *height, const char *title,
    const char *words)
{
	char name[NUMBER], told[NUMBER];
	struct buffer *to = &paper->to;

	paper->charts++;
	markup_open(to, "svg", "xmlns", "http://www.w3.org/2000/svg", "role",
	    "img", "width", "100%", "height", height, "aria-labelledby",
	    chart_id(paper, name, "chart"), "aria-describedby",
	    chart_id(paper, told, "told"), NULL);
	markup_element(to, "title", title, "id", name, NULL);
	markup_element(to, "desc", words, "id", told, NULL);
}

static void html_key(struct paper *paper, const struct paper_share *shares,
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
		    "text-anchor", "middle", "class",
		    share->state == PAPER_DROPPED ? NULL : "on", NULL);
}

static void html_shares(struct paper *paper, const char *title,
    const struct paper_share *shares, size_t count)
{
	struct buffer words = { 0 };
	size_t all = 0, before = 0;

	for (size_t i = 0; i < count; i++) {
		all += shares[i].count;
		buffer_printf(&words, "%s%s: %zu", i > 0 ? ", " : "",
		    shares[i].name, shares[i].count);
	}
	html_figure(paper, title);
	html_svg(paper, "34", title, words.bytes);
	for (size_t i = 0; all > 0 && i < count; i++) {
		if (shares[i].count > 0)
			put_share(&paper->to, &shares[i],
			    (double)before / (double)all,
			    (double)shares[i].count / (double)all);
		before += shares[i].count;
	}
	buffer_text(&paper->to, "</svg>\n");
	html_key(paper, shares, count, all);
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

static void html_axis(
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
	buffer_printf(&words, "%s, %d-%d", paper->heads[1], axis->first,
	    axis->first + axis->years - 1);
	markup_text(to, words.bytes);
	buffer_free(&words);
	buffer_text(to,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" "
	    "height=\"18\" aria-hidden=\"true\">");
	put_years(to, axis, "18");
	for (int i = 0; i < axis->years; i += axis->step) {
		snprintf(year, sizeof(year), "%d", axis->first + i);
		markup_element(to, "text", year, "x",
		    percent_text(x, (double)i / (double)axis->years), "dx", "3",
		    "y", "13", NULL);
	}
	buffer_text(to, "</svg></th></tr></thead>\n<tbody>\n");
}

static void html_put_bar(struct buffer *to, const struct paper_bar *bar)
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

static void html_bar(
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
		html_put_bar(to, bar);
	if (axis->day >= 0)
		put_upright(to, axis->day, "20", true);
	buffer_text(to, "</svg>");
	put_words(to, bar->words);
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
	snprintf(height, sizeof(height), "%zu", month->count);
	markup_element(to, "text", height, "x",
	    percent_text(middle, at + part / 2), "y", y, "text-anchor",
	    "middle", NULL);
}

/* Each fourth of them is named where there is no room for more. */
static void html_months(struct paper *paper, const char *title,
    const char *words, const struct paper_month *months, size_t count)
{
	size_t most = 0, step = (count + 3) / 4;

	for (size_t i = 0; i < count; i++)
		most = months[i].count > most ? months[i].count : most;
	html_figure(paper, title);
	html_svg(paper, "162", title, words);
	for (size_t i = 0; i < count; i++)
		put_month(&paper->to, &months[i], (double)i / (double)count,
		    1.0 / (double)count, most, i % step == 0);
	markup_empty(&paper->to, "line", "x1", "0%", "x2", "100%", "y1", "138",
	    "y2", "138", "stroke", "#1a1a1a", NULL);
	buffer_text(&paper->to, "</svg>\n</figure>\n");
}

const struct paper_format paper_html = { html_begin, html_end, html_heading,
	html_paragraph, html_link, html_items, html_item, html_facts, html_fact,
	html_table_end, html_table, html_group, html_row, html_table_end,
	html_shares, html_axis, html_bar, html_table_end, html_months };
