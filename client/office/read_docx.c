/* SPDX-License-Identifier: ISC */
#include "client/office/read_docx.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/cell_text.h"
#include "client/office/xml.h"

/* The open row and cell of each open table. */
struct docx_cell {
	long columns; /* that it reaches over */
	bool restarts, continues, deleted, row_deleted;
	/* Spans that rows below may go on with, by their column; 0 is none,
	 * else one more than their place. */
	size_t open[OFFICE_COLUMNS_MAX];
};

struct docx_reading {
	struct document *document;
	struct table_levels levels;
	struct docx_cell cells[CELL_TEXT_DEPTH];
	int passed; /* open elements of which nothing counts */
	bool in_text, in_run, run_hidden, in_paragraph_marks, in_row_marks;
	bool placeholder;    /* the next content is only asked for */
	bool goes_on;        /* the next paragraph belongs to this one */
	bool in_box, ticked; /* a box to tick, as far as it is described */
	const char *box;     /* what stands in its place; NULL outside */
};

static struct docx_cell *docx_cell_of(struct docx_reading *reading)
{
	return &reading->cells[reading->levels.count - 1];
}

static bool docx_is_one_of(const char *name, const char *const *names)
{
	while (*names != NULL && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

/* What was deleted or moved away, what a field is made of, what older programs
 * see, how things were before a change. */
static bool docx_is_passed(struct docx_reading *reading, const char *name)
{
	static const char *const names[] = { "moveFrom", "delText", "instrText",
		"delInstrText", "Fallback", "rt", "pPrChange", "rPrChange",
		"tcPrChange", "trPrChange", "tblPrChange", "tblPrExChange",
		"sectPr", "numberingChange", NULL };
	bool placeholder = reading->placeholder;

	if (strcmp(name, "del") == 0)
		return !reading->in_paragraph_marks && !reading->in_row_marks;
	if (strcmp(name, "sdtContent") == 0) {
		reading->placeholder = false;
		return placeholder;
	}
	return docx_is_one_of(name, names);
}

/* --- tables --- */

static int docx_table_begin(struct docx_reading *reading, struct err *err)
{
	if (table_levels_open(&reading->levels, NULL, err) != 0)
		return -1;
	*docx_cell_of(reading) = (struct docx_cell){ 0 };
	return 0;
}

static void docx_row_begin(struct docx_reading *reading)
{
	docx_cell_of(reading)->row_deleted = false;
	table_level_row(table_levels_top(&reading->levels));
}

/* A row that was deleted never was. */
static void docx_row_end(struct docx_reading *reading)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct office_table *table = &level->table;

	if (!docx_cell_of(reading)->row_deleted)
		return;
	if (level->in_row)
		table->cell_count = table->rows[--table->row_count].first;
	level->in_row = false;
	level->row--;
}

static void docx_cell_begin(struct docx_reading *reading)
{
	struct docx_cell *cell = docx_cell_of(reading);

	cell->columns = 1;
	cell->restarts = cell->continues = cell->deleted = false;
	reading->goes_on = false;
	table_level_cell(table_levels_top(&reading->levels));
}

static int add_span(struct docx_reading *reading, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct docx_cell *cell = docx_cell_of(reading);
	size_t last = level->column + (size_t)cell->columns - 1;

	if (last >= OFFICE_COLUMNS_MAX)
		last = OFFICE_COLUMNS_MAX - 1;
	if (office_table_span(&level->table,
		&(struct office_span){ level->row, level->row,
		    (uint16_t)level->column, (uint16_t)last },
		err) != 0)
		return -1;
	cell->open[level->column] =
	    cell->restarts ? level->table.span_count : 0;
	return 0;
}

static int docx_cell_end(struct docx_reading *reading, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct docx_cell *cell = docx_cell_of(reading);
	long columns = cell->columns;

	if (cell->deleted) {
		level->in_cell = false;
		return 0;
	}
	if (level->column < OFFICE_COLUMNS_MAX) {
		size_t open = cell->open[level->column];

		if (cell->continues && open > 0) {
			level->table.spans[open - 1].last_row = level->row;
			buffer_cut(&level->text, 0);
		} else if (cell->restarts || columns > 1) {
			if (add_span(reading, err) != 0)
				return -1;
		} else {
			cell->open[level->column] = 0;
		}
	}
	if (table_levels_cell_end(&reading->levels, 1, err) != 0)
		return -1;
	level->column += (size_t)columns - 1;
	return 0;
}

/* Properties of a row and of a cell. */
static void docx_marks(
    struct docx_reading *reading, const char *name, const char **attributes)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct docx_cell *cell = docx_cell_of(reading);
	const char *value = xml_attribute(attributes, "val");

	if (strcmp(name, "gridSpan") == 0)
		cell->columns =
		    xml_number(attributes, "val", 1, OFFICE_COLUMNS_MAX, 1);
	if (strcmp(name, "vMerge") == 0) {
		cell->restarts = value != NULL && strcmp(value, "restart") == 0;
		cell->continues = !cell->restarts;
	}
	cell->deleted |= strcmp(name, "cellDel") == 0;
	if (!reading->in_row_marks)
		return;
	cell->row_deleted |= strcmp(name, "del") == 0;
	if (strcmp(name, "gridBefore") == 0)
		level->column += (size_t)xml_number(
		    attributes, "val", 0, OFFICE_COLUMNS_MAX, 0);
	if (strcmp(name, "hidden") == 0 && xml_is_true(attributes, "val", true))
		office_table_tell(&level->table.hidden_rows, level->row);
}

/* --- boxes to tick --- */

/* A character by its number, of three bytes in UTF-8 as signs are; "" for one
 * of a font's own places. */
static void docx_character(const char *number, char text[4])
{
	unsigned long code = strtoul(number, NULL, 16);

	text[0] = '\0';
	if (code < 0x800 || (code >= 0xd800 && code < 0xf900) || code > 0xffff)
		return;
	text[0] = (char)(0xe0 | code >> 12);
	text[1] = (char)(0x80 | (code >> 6 & 0x3f));
	text[2] = (char)(0x80 | (code & 0x3f));
	text[3] = '\0';
}

/* A character that is named, of a font of symbols or of another. */
static const char *docx_symbol(const char **attributes)
{
	static char named[4];
	static const struct {
		const char *font, *character, *text;
	} symbols[] = {
		{ "Wingdings", "FE", TICKED },
		{ "Wingdings", "FD", "\xe2\x98\x92" }, /* ☒ */
		{ "Wingdings", "FC", "\xe2\x9c\x93" }, /* ✓ */
		{ "Wingdings", "FB", "\xe2\x9c\x97" }, /* ✗ */
		{ "Wingdings", "A8", UNTICKED },
		{ "Wingdings", "6F", UNTICKED },
		{ "Wingdings 2", "52", TICKED },
		{ "Wingdings 2", "50", "\xe2\x9c\x93" },
		{ "Wingdings 2", "4F", "\xe2\x9c\x97" },
		{ "Wingdings 2", "54", "\xe2\x98\x92" },
		{ "Wingdings 2", "A3", UNTICKED },
	};
	const char *font = xml_attribute(attributes, "font");
	const char *character = xml_attribute(attributes, "char");

	if (font == NULL || character == NULL)
		return NULL;
	docx_character(character, named);
	if (named[0] != '\0')
		return named;
	/* Where the font's own places are kept in Unicode. */
	if (strncmp(character, "F0", 2) == 0)
		character += 2;
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (strcmp(font, symbols[i].font) == 0 &&
		    strcmp(character, symbols[i].character) == 0)
			return symbols[i].text;
	return NULL;
}

/* A control has the sign that its author chose, a field of a form none. */
static void docx_box_begin(
    struct docx_reading *reading, const char *name, const char **attributes)
{
	if (strcmp(name, "checkbox") == 0 || strcmp(name, "checkBox") == 0) {
		reading->in_box = true;
		reading->ticked = false;
	} else if (reading->in_box &&
	    (strcmp(name, "checked") == 0 || strcmp(name, "default") == 0)) {
		reading->ticked = xml_is_true(attributes, "val", true);
	} else if (reading->in_box && strcmp(name, "sdtContent") == 0) {
		reading->in_box = false;
		reading->box = reading->ticked ? TICKED : UNTICKED;
	}
}

static int docx_say(struct docx_reading *reading, const char *text,
    size_t length, struct err *err)
{
	if (reading->run_hidden)
		return 0;
	if (reading->box == NULL)
		return table_levels_text(&reading->levels, text, length, err);
	text = reading->box;
	reading->box = "";
	return table_levels_text(&reading->levels, text, strlen(text), err);
}

static int docx_box_end(
    struct docx_reading *reading, const char *name, struct err *err)
{
	const char *text = reading->ticked ? TICKED : UNTICKED;

	if (strcmp(name, "sdtContent") == 0)
		reading->box = NULL;
	if (!reading->in_box || strcmp(name, "checkBox") != 0)
		return 0;
	reading->in_box = false;
	return docx_say(reading, text, strlen(text), err);
}

/* --- words --- */

static int docx_words_begin(struct docx_reading *reading, const char *name,
    const char **attributes, struct err *err)
{
	static const char *const breaks[] = { "br", "cr", NULL };
	struct table_levels *levels = &reading->levels;
	const char *symbol;

	reading->in_text = strcmp(name, "t") == 0;
	if (strcmp(name, "p") == 0 && !reading->goes_on)
		table_levels_line(levels);
	if (strcmp(name, "p") == 0)
		reading->goes_on = false;
	/* The mark of a paragraph's end is deleted. */
	if (reading->in_paragraph_marks && strcmp(name, "del") == 0)
		reading->goes_on = true;
	if (strcmp(name, "r") == 0) {
		reading->in_run = true;
		reading->run_hidden = false;
	}
	if (!reading->in_run)
		return 0;
	if (strcmp(name, "vanish") == 0)
		reading->run_hidden = xml_is_true(attributes, "val", true);
	if (docx_is_one_of(name, breaks))
		table_levels_line(levels);
	if (strcmp(name, "tab") == 0)
		return table_levels_text(levels, "\t", 1, err);
	if (strcmp(name, "noBreakHyphen") == 0)
		return table_levels_text(levels, "-", 1, err);
	symbol = strcmp(name, "sym") == 0 ? docx_symbol(attributes) : NULL;
	return symbol != NULL ? docx_say(reading, symbol, strlen(symbol), err)
			      : 0;
}

/* --- elements --- */

static int docx_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct docx_reading *reading = of;

	if (reading->passed > 0 || docx_is_passed(reading, name)) {
		reading->passed++;
		return 0;
	}
	reading->placeholder |= strcmp(name, "showingPlcHdr") == 0 &&
	    xml_is_true(attributes, "val", true);
	if (strcmp(name, "tbl") == 0)
		return docx_table_begin(reading, err);
	if (strcmp(name, "pPr") == 0)
		reading->in_paragraph_marks = true;
	if (reading->levels.count == 0)
		return 0;
	if (strcmp(name, "trPr") == 0)
		reading->in_row_marks = true;
	if (strcmp(name, "tr") == 0)
		docx_row_begin(reading);
	else if (strcmp(name, "tc") == 0)
		docx_cell_begin(reading);
	docx_marks(reading, name, attributes);
	docx_box_begin(reading, name, attributes);
	return docx_words_begin(reading, name, attributes, err);
}

static int docx_end(void *of, const char *name, struct err *err)
{
	struct docx_reading *reading = of;

	if (reading->passed > 0) {
		reading->passed--;
		return 0;
	}
	if (strcmp(name, "t") == 0)
		reading->in_text = false;
	if (strcmp(name, "r") == 0)
		reading->in_run = false;
	if (strcmp(name, "pPr") == 0)
		reading->in_paragraph_marks = false;
	if (strcmp(name, "trPr") == 0)
		reading->in_row_marks = false;
	if (reading->levels.count == 0)
		return 0;
	if (docx_box_end(reading, name, err) != 0)
		return -1;
	if (strcmp(name, "tc") == 0)
		return docx_cell_end(reading, err);
	if (strcmp(name, "tr") == 0)
		docx_row_end(reading);
	if (strcmp(name, "tbl") == 0)
		return table_levels_close(&reading->levels, err);
	return 0;
}

static int docx_text(void *of, const char *text, size_t length, struct err *err)
{
	struct docx_reading *reading = of;

	if (reading->passed > 0 || !reading->in_text)
		return 0;
	return docx_say(reading, text, length, err);
}

static void docx_progress(void *of, size_t done, size_t size)
{
	struct docx_reading *reading = of;

	office_progress(reading->document->to, done, size);
}

int read_docx(struct document *document, const char *part, struct err *err)
{
	static const struct xml_reader reader = { docx_begin, docx_end,
		docx_text, docx_progress };
	struct docx_reading *reading = calloc(1, sizeof(*reading));
	int result;

	if (reading == NULL)
		abort();
	reading->document = document;
	reading->levels.document = document;
	result = xml_read(document->package, part, &reader, reading, err);
	table_levels_release(&reading->levels);
	free(reading);
	return result;
}
