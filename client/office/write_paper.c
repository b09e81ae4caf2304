/* SPDX-License-Identifier: ISC */
#include "client/office/write_paper.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "client/office/paper.h"
#include "protocol/json_member.h"

/* What the lines have begun and not ended. */
enum within { NOTHING, ITEMS, FACTS, TABLE };

struct lines {
	struct paper paper;
	enum within within;
	json_t *table; /* owned: whose heads the paper borrows */
};

/* Ends what was begun, unless it goes on. */
static void lines_turn(struct lines *lines, enum within to)
{
	struct paper *paper = &lines->paper;

	if (lines->within == to && to != TABLE)
		return;
	if (lines->within == ITEMS)
		paper->format->items(paper, false);
	else if (lines->within == FACTS)
		paper->format->facts_end(paper);
	else if (lines->within == TABLE)
		paper->format->table_end(paper);
	lines->within = to;
	if (to == ITEMS)
		paper->format->items(paper, true);
	else if (to == FACTS)
		paper->format->facts(paper, NULL);
}

static const char *paper_lines_text(json_t *list, size_t at)
{
	const char *text = json_string_value(json_array_get(list, at));

	return text != NULL ? text : "";
}

static int paper_lines_table(struct lines *lines, json_t *line, struct err *err)
{
	json_t *heads = json_object_get(line, "heads");
	struct paper *paper = &lines->paper;

	if (json_array_size(heads) == 0 ||
	    json_array_size(heads) > PAPER_COLUMNS)
		return err_set(err, ERR_INVALID, "has too many columns");
	lines_turn(lines, TABLE);
	json_decref(lines->table);
	lines->table = json_incref(line);
	paper->columns = json_array_size(heads);
	for (size_t i = 0; i < paper->columns; i++) {
		paper->heads[i] = paper_lines_text(heads, i);
		paper->widths[i] = (unsigned)json_integer_value(
		    json_array_get(json_object_get(line, "widths"), i));
		paper->numbers[i] = false;
	}
	paper->format->table(paper, json_text(line, "table"));
	return 0;
}

static int paper_lines_cells(
    struct lines *lines, json_t *cells, struct err *err)
{
	struct paper *paper = &lines->paper;
	const char *texts[PAPER_COLUMNS];

	if (lines->within != TABLE)
		return err_set(err, ERR_INVALID, "has cells outside a table");
	for (size_t i = 0; i < paper->columns; i++)
		texts[i] = paper_lines_text(cells, i);
	paper->format->row(paper, texts);
	return 0;
}

/* 1 where the line is something else. */
static int paper_lines_words(struct lines *lines, json_t *line)
{
	json_t *fact = json_object_get(line, "fact");
	const char *text = json_text(line, "text");
	const char *item = json_text(line, "item");
	struct paper *paper = &lines->paper;

	if (text != NULL) {
		lines_turn(lines, NOTHING);
		paper->format->paragraph(paper, text);
	} else if (item != NULL) {
		lines_turn(lines, ITEMS);
		paper->format->item(paper, item);
	} else if (fact != NULL) {
		lines_turn(lines, FACTS);
		paper->format->fact(paper, paper_lines_text(fact, 0),
		    paper_lines_text(fact, 1));
	} else {
		return 1;
	}
	return 0;
}

static int paper_lines_put(struct lines *lines, json_t *line, struct err *err)
{
	const char *heading = json_text(line, "heading");
	struct paper *paper = &lines->paper;

	if (json_object_get(line, "heads") != NULL)
		return paper_lines_table(lines, line, err);
	if (json_text(line, "group") != NULL && lines->within == TABLE) {
		paper->format->group(paper, json_text(line, "group"));
		return 0;
	}
	if (json_object_get(line, "cells") != NULL)
		return paper_lines_cells(
		    lines, json_object_get(line, "cells"), err);
	if (heading != NULL) {
		lines_turn(lines, NOTHING);
		paper->format->heading(
		    paper, (int)json_number(line, "level"), heading);
		return 0;
	}
	if (paper_lines_words(lines, line) != 0)
		return err_set(
		    err, ERR_INVALID, "has a line that says nothing");
	return 0;
}

static int paper_lines_begin(
    struct lines *lines, const char *kind, json_t *line, struct err *err)
{
	const char *title = json_text(line, "paper");
	const char *language = json_text(line, "language");
	struct paper *paper = &lines->paper;

	if (title == NULL)
		return err_set(err, ERR_INVALID, "is no paper");
	paper->format = strcmp(kind, "html") == 0 ? &paper_html : &paper_text;
	paper->format->begin(paper, title, language != NULL ? language : "en");
	paper->format->heading(paper, 1, title);
	return 0;
}

/* What was written leaves line by line, so that it is never all in memory. */
static void paper_lines_pass(struct lines *lines, FILE *to)
{
	struct buffer *bytes = &lines->paper.to;

	if (bytes->length > 0)
		fwrite(bytes->bytes, 1, bytes->length, to);
	buffer_cut(bytes, 0);
}

int write_paper(const char *kind, FILE *from, FILE *to, struct err *err)
{
	struct lines lines = { 0 };
	char *text = NULL;
	size_t room = 0;
	ssize_t length;
	int result = 0;

	while (result == 0 && (length = getline(&text, &room, from)) > 0) {
		json_t *line = json_loadb(text, (size_t)length, 0, NULL);

		result = lines.paper.format == NULL
		    ? paper_lines_begin(&lines, kind, line, err)
		    : paper_lines_put(&lines, line, err);
		json_decref(line);
		paper_lines_pass(&lines, to);
	}
	free(text);
	if (result == 0 && lines.paper.format == NULL)
		result = err_set(err, ERR_INVALID, "is no paper");
	if (result == 0) {
		lines_turn(&lines, NOTHING);
		lines.paper.format->end(&lines.paper);
		paper_lines_pass(&lines, to);
	}
	json_decref(lines.table);
	buffer_free(&lines.paper.to);
	return result;
}
