/* SPDX-License-Identifier: ISC */
/* Plain text of 72 columns: a row is a paragraph, whose first line names it. */
#include "client/office/paper.h"

#include <string.h>

#define WIDTH 72

static size_t text_letters(const char *text, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += ((unsigned char)text[i] & 0xc0) != 0x80;
	return letters;
}

/* Puts words into lines; those after the first begin at `indent`. A word that
 * is wider than a line is not broken. */
static void put_wrapped(
    struct buffer *to, const char *text, size_t at, size_t indent)
{
	bool first = true;

	while (*text != '\0') {
		size_t length = strcspn(text, " \n");
		size_t letters = text_letters(text, length);

		if (length > 0 && !first && at + 1 + letters > WIDTH) {
			buffer_printf(to, "\n%*s", (int)indent, "");
			at = indent;
		} else if (length > 0 && !first) {
			buffer_text(to, " ");
			at++;
		}
		buffer_add(to, text, length);
		at += letters;
		first &= length == 0;
		text += length + (text[length] != '\0');
	}
	buffer_text(to, "\n");
}

static void put_underlined(struct buffer *to, const char *text, char with)
{
	size_t letters = text_letters(text, strlen(text));

	buffer_printf(to, "%s\n", text);
	for (size_t i = 0; i < letters; i++)
		buffer_add(to, &with, 1);
	buffer_text(to, "\n");
}

static void text_begin(
    struct paper *paper, const char *title, const char *language)
{
	(void)paper;
	(void)title;
	(void)language;
}

static void text_end(struct paper *paper)
{
	(void)paper;
}

static void text_heading(struct paper *paper, int level, const char *text)
{
	if (level > 1)
		buffer_text(&paper->to, "\n");
	put_underlined(&paper->to, text, level > 1 ? '-' : '=');
}

static void text_paragraph(struct paper *paper, const char *text)
{
	put_wrapped(&paper->to, text, 0, 0);
}

static void text_link(struct paper *paper, const char *to, const char *text)
{
	buffer_printf(&paper->to, "%s: %s\n", text, to);
}

static void text_items(struct paper *paper, bool begin)
{
	(void)paper;
	(void)begin;
}

static void text_item(struct paper *paper, const char *text)
{
	buffer_text(&paper->to, "- ");
	put_wrapped(&paper->to, text, 2, 2);
}

static void text_table(struct paper *paper, const char *caption)
{
	if (caption != NULL)
		buffer_printf(&paper->to, "\n%s\n", caption);
}

static void text_fact(struct paper *paper, const char *name, const char *value)
{
	buffer_printf(&paper->to, "%s: ", name);
	put_wrapped(&paper->to, value, text_letters(name, strlen(name)) + 2, 4);
}

static void text_table_end(struct paper *paper)
{
	(void)paper;
}

static void text_group(struct paper *paper, const char *name)
{
	buffer_printf(&paper->to, "\n[%s]\n", name);
}

/* Figures stand in a line. */
static void text_figures(struct paper *paper, const char *const *cells)
{
	struct buffer line = { 0 };

	buffer_printf(&line, "%s:", cells[0]);
	if (paper->columns == 2)
		buffer_printf(&line, " %s", cells[1]);
	for (size_t i = 1; i < paper->columns && paper->columns > 2; i++)
		buffer_printf(&line, "%s %s\u00a0%s", i > 1 ? "," : "",
		    paper->heads[i], cells[i]);
	put_wrapped(&paper->to, line.bytes, 0, 4);
	buffer_free(&line);
}

static void text_row(struct paper *paper, const char *const *cells)
{
	if (paper->columns > 1 && paper->numbers[1]) {
		text_figures(paper, cells);
		return;
	}
	put_wrapped(&paper->to, cells[0], 0, 4);
	for (size_t i = 1; i < paper->columns; i++) {
		if (cells[i][0] == '\0')
			continue;
		buffer_printf(&paper->to, "    %s: ", paper->heads[i]);
		put_wrapped(&paper->to, cells[i],
		    text_letters(paper->heads[i], strlen(paper->heads[i])) + 6,
		    8);
	}
}

/* The figures stand in a table of their own. */
static void text_shares(struct paper *paper, const char *title,
    const struct paper_share *shares, size_t count)
{
	buffer_printf(&paper->to, "\n%s\n", title);
	for (size_t i = 0; i < count; i++)
		buffer_printf(
		    &paper->to, "%s: %zu\n", shares[i].name, shares[i].count);
}

static void text_axis(
    struct paper *paper, const char *caption, const struct paper_axis *axis)
{
	(void)axis;
	put_wrapped(&paper->to, caption, 0, 0);
}

static void text_bar(
    struct paper *paper, const char *name, const struct paper_bar *bar)
{
	put_wrapped(&paper->to, name, 0, 4);
	buffer_printf(&paper->to, "    %s\n", bar->words);
}

/* The months stand in a table of their own. */
static void text_months(struct paper *paper, const char *title,
    const char *words, const struct paper_month *months, size_t count)
{
	(void)words;
	(void)months;
	(void)count;
	buffer_printf(&paper->to, "\n%s\n", title);
}

const struct paper_format paper_text = { text_begin, text_end, text_heading,
	text_paragraph, text_link, text_items, text_item, text_table, text_fact,
	text_table_end, text_table, text_group, text_row, text_table_end,
	text_shares, text_axis, text_bar, text_table_end, text_months };
