/* SPDX-License-Identifier: ISC */
/* One file without anything from elsewhere. On paper it is A4; on a telephone
 * a table's rows become paragraphs, which stay rows to who listens: hence the
 * roles. Charts are drawn in per cent of the room there is, so that their words
 * keep their size. No text is smaller than 9 pt. */
#include "client/office/paper.h"

#include <stdio.h>
#include <string.h>

#include "client/office/markup.h"
#include "client/office/paper_svg.h"
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
    "th{font-weight:normal}thead th{font-weight:bold;font-size:9pt}"
    ".n{text-align:right;padding-left:.2em;padding-right:.2em}"
    ".d{white-space:nowrap}"
    "@media print{.list{table-layout:fixed}}"
    "@media (min-width:48.01em){.list{table-layout:fixed}}"
    ".group th{font-weight:bold;padding-top:.8em}"
    ".facts{table-layout:fixed}.facts th{width:32%;color:#4a4a4a}"
    "tr{break-inside:avoid}.group{break-after:avoid}"
    "tbody tr:first-child{break-before:avoid}"
    "thead{display:table-header-group}"
    "figure{margin:.6em 0 1em;break-inside:avoid}"
    "figcaption{font-weight:bold;margin-bottom:.3em}"
    "svg{display:block;width:100%;overflow:visible}"
    ".key{list-style:none;padding:0;margin:.4em 0;display:flex;"
    "flex-wrap:wrap;font-size:10pt}.key li{margin-right:1.2em}"
    ".key svg{display:inline-block;width:14px;vertical-align:-2px;"
    "margin-right:.4em}"
    ".time{table-layout:fixed}.time th{width:42%}"
    ".time thead td{vertical-align:bottom;padding-right:0}"
    ".time td{padding-right:0}"
    "@media print{main{max-width:none;padding:0}}"
    "@media screen and (max-width:48em){"
    ".list,.list tbody,.list tr,.list th,.list td{display:block;width:auto}"
    ".list thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}"
    ".list th,.list td{border:0;padding:.1em 0}"
    ".list tr{border-bottom:1px solid #767676;padding:.5em 0}"
    ".list tbody th{font-weight:bold}"
    ".list td.n{display:inline-block;margin-right:.9em}"
    ".list td:empty{display:none}.facts th{width:42%}"
    ".list td::before{content:attr(data-head) \": \";color:#4a4a4a}"
    ".list .n{text-align:left;padding-left:0}}";

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

/* In tenths of a per cent of the paper, which add up to a hundred. */
static void put_widths(struct buffer *to, const struct paper *paper)
{
	unsigned all = 0, sum = 0;

	for (size_t i = 0; i < paper->columns; i++)
		all += paper->widths[i];
	buffer_text(to, "<colgroup>");
	for (size_t i = 0; i < paper->columns && all > 0; i++) {
		unsigned tenths =
		    1000 * (sum + paper->widths[i]) / all - 1000 * sum / all;

		sum += paper->widths[i];
		buffer_printf(to, "<col style=\"width:%u.%u%%\">", tenths / 10,
		    tenths % 10);
	}
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
		markup_words(to, cells[i]);
		markup_close(to, "td");
	}
	buffer_text(to, "</tr>\n");
}

const struct paper_format paper_html = { html_begin, html_end, html_heading,
	html_paragraph, html_link, html_items, html_item, html_facts, html_fact,
	html_table_end, html_table, html_group, html_row, html_table_end,
	paper_svg_shares, paper_svg_axis, paper_svg_bar, html_table_end,
	paper_svg_months };
