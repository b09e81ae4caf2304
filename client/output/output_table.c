/* SPDX-License-Identifier: ISC */
/* For people: lists as a table, a thing as lines "name  value", with a table
 * below for each list that it has. */
#include "client/output/output_table.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "client/output/fit.h"
#include "client/output/format.h"
#include "client/output/paragraph.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define COLUMNS_MAX 24
#define TITLE_MAX   32

/* After a list's name: how many of it the daemon has left out. */
#define LEFT_OUT "_left_out"

/* What columns of words may be cut to, in columns of the terminal. */
#define WORDS_LEAST 30
#define CUT_LEAST   20

static void table_begin(struct output *output)
{
	output->held = json_array();
}

static void table_rows(struct output *output, json_t *rows)
{
	output->count += json_array_size(rows);
	json_array_extend(output->held, rows);
}

static bool has_any(json_t *rows, const char *field)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		json_t *value = format_value(row, field);

		if (value != NULL && !json_is_false(value) &&
		    !(json_is_array(value) && json_array_size(value) == 0))
			return true;
	}
	return false;
}

/* The columns that the rows fill; NULL ends them. */
static void choose_columns(const struct column *shown[COLUMNS_MAX + 1],
    const struct column *columns, json_t *rows)
{
	size_t count = 0;

	for (const struct column *c = columns; c->field != NULL; c++) {
		if (c->title == NULL)
			continue;
		if (c->traits & COLUMN_RARE && !has_any(rows, c->field))
			continue;
		assert(count < COLUMNS_MAX);
		shown[count++] = c;
	}
	shown[count] = NULL;
}

/* The cells of a table as text, row by row; the first row has the titles. */
struct table_cells {
	char **texts; /* owned, each too */
	size_t rows, columns;
};

static char *table_text(json_t *row, const char *field)
{
	struct buffer text = { 0 };

	said_cell(&text, row, field);
	if (text.length == 0)
		buffer_text(&text, "-");
	for (char *at = text.bytes; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	return text.bytes;
}

static void cells_read(
    struct table_cells *cells, json_t *rows, const struct column **shown)
{
	struct buffer title = { 0 };
	size_t next = 0, i;
	json_t *row;

	*cells = (struct table_cells){ .rows = 1 + json_array_size(rows) };
	while (shown[cells->columns] != NULL)
		cells->columns++;
	cells->texts =
	    calloc(cells->rows * cells->columns + 1, sizeof(*cells->texts));
	if (cells->texts == NULL)
		abort();
	for (i = 0; i < cells->columns; i++, title = (struct buffer){ 0 }) {
		buffer_text(&title, translate(shown[i]->title));
		cells->texts[next++] = title.bytes;
	}
	json_array_foreach (rows, i, row)
		for (size_t j = 0; j < cells->columns; j++)
			cells->texts[next++] = table_text(row, shown[j]->field);
}

static void cells_release(struct table_cells *cells)
{
	for (size_t i = 0; i < cells->rows * cells->columns; i++)
		free(cells->texts[i]);
	free(cells->texts);
}

/* What a column may be cut to: the thing's words need more than others. */
static size_t least_of(const struct column *column, size_t natural)
{
	size_t least = natural;

	if (column->traits & COLUMN_WORDS)
		least = WORDS_LEAST;
	else if (column->traits & (COLUMN_CUT | COLUMN_WRAP))
		least = CUT_LEAST;
	return least < natural ? least : natural;
}

static void cells_fit(struct fit *fits, const struct table_cells *cells,
    const struct column **shown, size_t width)
{
	for (size_t i = 0; i < cells->columns; i++) {
		fits[i] = (struct fit){ .rank = shown[i]->rank,
			.whole = !(shown[i]->traits &
			    (COLUMN_CUT | COLUMN_WORDS | COLUMN_WRAP)) };
		for (size_t row = 0; row < cells->rows; row++) {
			size_t wide =
			    width_of(cells->texts[row * cells->columns + i]);

			if (wide > fits[i].natural)
				fits[i].natural = wide;
		}
		fits[i].least = least_of(shown[i], fits[i].natural);
	}
	fit_columns(fits, cells->columns, width);
}

/* The cell's part of this line of the row; *rest is moved behind it. */
static void print_cell(struct output *output, const char **rest,
    const struct fit *fit, bool right, bool last, bool alarming)
{
	size_t length = strcspn(*rest, "\n"), blanks;
	struct buffer line = { 0 };

	buffer_add(&line, *rest, length);
	blanks = fit->width - width_of(line.bytes);
	*rest += length + ((*rest)[length] == '\n');
	fprintf(output->to, "%*s%s%s%s", right ? (int)blanks : 0, "",
	    alarming ? "\033[31m" : "", line.bytes, alarming ? "\033[0m" : "");
	if (!last)
		fprintf(
		    output->to, "%*s", FIT_GAP + (right ? 0 : (int)blanks), "");
	buffer_free(&line);
}

/* Cuts the cell to the column's width, or breaks it into lines of it. */
static void cell_fit(
    struct buffer *cell, const char *text, const struct fit *fit, bool wraps)
{
	if (wraps) {
		width_wrap(cell, text, 0, fit->width);
	} else {
		buffer_text(cell, text);
		width_cut(cell, fit->width);
	}
}

/* As many lines as the cell with the most has. */
static void print_line(struct output *output, char **texts,
    const struct fit *fits, const struct column **shown, bool late)
{
	struct buffer cells[COLUMNS_MAX] = { 0 };
	const char *rest[COLUMNS_MAX];
	bool more = true;
	size_t last = 0;

	for (size_t i = 0; shown[i] != NULL; i++) {
		if (fits[i].width == 0)
			continue;
		last = i;
		cell_fit(&cells[i], texts[i], &fits[i],
		    shown[i]->traits & COLUMN_WRAP);
		rest[i] = cells[i].bytes;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i <= last; i++) {
			if (fits[i].width == 0)
				continue;
			print_cell(output, &rest[i], &fits[i],
			    shown[i]->traits & COLUMN_NUMBER, i == last,
			    late && strcmp(shown[i]->field, "due") == 0);
			more |= *rest[i] != '\0';
		}
		fputc('\n', output->to);
	}
	for (size_t i = 0; shown[i] != NULL; i++)
		buffer_free(&cells[i]);
}

static bool all_fits(const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fits[i].width < fits[i].least)
			return false;
	return true;
}

/* What stands although nothing more can give way or be cut may be too wide. */
static bool is_narrow(const struct fit *fits, size_t count, size_t width)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		if (fits[i].width > 0)
			total += fits[i].width + (total > 0 ? FIT_GAP : 0);
	return width == 0 || total <= width;
}

/* As a table; as paragraphs where there is no room for one, or none for all of
 * it where nothing may be lost. Rows that say nothing are nothing. */
static void print_rows(struct output *output, json_t *rows,
    const struct column *columns, bool whole)
{
	const struct column *shown[COLUMNS_MAX + 1];
	struct fit fits[COLUMNS_MAX];
	struct table_cells cells;
	bool as_table;
	json_t *row;
	size_t i;

	choose_columns(shown, columns, rows);
	if (shown[0] == NULL)
		return;
	cells_read(&cells, rows, shown);
	cells_fit(fits, &cells, shown, output->width);
	as_table = is_narrow(fits, cells.columns, output->width) &&
	    (!whole || all_fits(fits, cells.columns));
	if (as_table && shown[0]->title[0] != '\0')
		print_line(output, cells.texts, fits, shown, false);
	json_array_foreach (rows, i, row) {
		bool late = output->colour &&
		    json_is_true(json_object_get(row, "overdue"));

		if (as_table)
			print_line(output,
			    cells.texts + (i + 1) * cells.columns, fits, shown,
			    late);
		else
			paragraph_print(output, row, shown);
	}
	cells_release(&cells);
}

static void table_end(struct output *output, const char *empty)
{
	if (output->count > 0)
		print_rows(output, output->held, output->columns, false);
	else if (empty != NULL)
		width_say(stderr, "%s\n", translate(empty));
}

/* --- a thing --- */

static void title_of(
    char title[TITLE_MAX], const char *field, int (*letter)(int))
{
	size_t length = 0;

	for (; field[length] != '\0' && length < TITLE_MAX - 1; length++)
		title[length] = field[length] == '_'
		    ? ' '
		    : (char)letter((unsigned char)field[length]);
	title[length] = '\0';
}

/* A list of things, such as an activity's history. */
static bool is_section(json_t *value)
{
	return json_is_object(json_array_get(value, 0));
}

/* How many of a section the answer has no room for; 0 where it has all. */
static json_int_t left_out(json_t *thing, const char *section)
{
	char name[TITLE_MAX];

	snprintf(name, sizeof(name), "%s" LEFT_OUT, section);
	return json_integer_value(json_object_get(thing, name));
}

static bool is_left_out(const char *name)
{
	size_t length = strlen(name), end = strlen(LEFT_OUT);

	return length > end && strcmp(name + length - end, LEFT_OUT) == 0;
}

/* What shows all of a section. */
static const struct {
	const char *section, *command;
} longer[] = {
	{ "notes", "activity notes" },
	{ "history", "log list --activity" },
	{ "notices", "notice list --activity" },
	{ "failed", "notice list --state failed" },
	{ "unclear", "activity list --unclear" },
};

void output_table_left_out(
    struct output *output, const char *name, json_t *thing)
{
	json_t *id = json_object_get(thing, "id");
	json_int_t count = left_out(thing, name);
	struct buffer command = { 0 };

	if (count == 0)
		return;
	for (size_t i = 0; i < sizeof(longer) / sizeof(longer[0]); i++)
		if (strcmp(longer[i].section, name) == 0) {
			buffer_text(&command, longer[i].command);
			if (json_is_integer(id))
				buffer_printf(&command,
				    " %" JSON_INTEGER_FORMAT,
				    json_integer_value(id));
		}
	if (command.length > 0)
		fprintf(output->to, _("and %zu more: planvakt %s\n"),
		    (size_t)count, command.bytes);
	else
		fprintf(output->to, _("and %zu more\n"), (size_t)count);
	buffer_free(&command);
}

void output_table_section(struct output *output, const char *name, json_t *rows,
    const struct column *columns)
{
	fprintf(output->to, "\n%s\n", translate_word("field", name));
	print_rows(output, rows, columns, true);
}

void output_table_list(struct output *output, const char *name, json_t *rows,
    const struct column *columns)
{
	fprintf(output->to, "\n%s\n", name);
	print_rows(output, rows, columns, false);
}

/* The members of the first row are the columns. */
static void print_section(struct output *output, const char *name, json_t *rows)
{
	struct column columns[COLUMNS_MAX + 1] = { 0 };
	char titles[COLUMNS_MAX][TITLE_MAX];
	const char *field;
	size_t count = 0;
	json_t *value;

	json_object_foreach (json_array_get(rows, 0), field, value) {
		if (count == COLUMNS_MAX)
			break;
		title_of(titles[count], field, toupper);
		columns[count].field = field;
		columns[count].title = titles[count];
		columns[count].traits = COLUMN_RARE | COLUMN_WRAP;
		if (json_is_integer(value))
			columns[count].traits = COLUMN_RARE | COLUMN_NUMBER;
		count++;
	}
	output_table_section(output, name, rows, columns);
}

/* Whether lines that somebody has broken would have to be broken again. */
static bool has_wide_lines(const char *text, size_t width, size_t indent)
{
	struct buffer lines = { 0 };
	bool wide;

	if (width == 0 || strchr(text, '\n') == NULL)
		return false;
	width_wrap(&lines, text, 0, width > indent + 1 ? width - indent : 1);
	wide = strcmp(lines.bytes, text) != 0;
	buffer_free(&lines);
	return wide;
}

/* What people call the field; in English its name without underscores. */
static const char *field_title(char title[TITLE_MAX], const char *name)
{
	const char *word = translate_word("field", name);

	if (word != name)
		return word;
	title_of(title, name, tolower);
	return title;
}

/* "name  value"; the further lines of a text stand below its first. */
static void print_field(struct output *output, const char *name,
    const struct buffer *text, size_t width, bool alarming)
{
	struct buffer lines = { 0 };
	char room[TITLE_MAX];
	const char *title = field_title(room, name);

	if (has_wide_lines(text->bytes, output->width, width + FIT_GAP)) {
		fprintf(output->to, "%s\n\n%s\n\n", title, text->bytes);
		return;
	}
	width_wrap(&lines, text->bytes, width + FIT_GAP, output->width);
	fprintf(output->to, "%s%*s%s%s%s\n", title,
	    (int)(width - width_of(title)) + FIT_GAP, "",
	    alarming ? "\033[31m" : "", lines.bytes, alarming ? "\033[0m" : "");
	buffer_free(&lines);
}

static void print_fields(struct output *output, json_t *thing, size_t width)
{
	bool late = json_is_true(json_object_get(thing, "overdue"));
	struct buffer text = { 0 };
	const char *name;
	json_t *value;

	json_object_foreach (thing, name, value) {
		if (is_section(value) || strcmp(name, "unchanged") == 0 ||
		    is_left_out(name) ||
		    (strcmp(name, "overdue") == 0 && json_is_boolean(value)))
			continue; /* the due date says that it is late */
		buffer_cut(&text, 0);
		said_cell(&text, thing, name);
		if (text.length == 0)
			continue; /* there is nothing to say of it */
		print_field(output, name, &text, width,
		    output->colour && late && strcmp(name, "due") == 0);
	}
	buffer_free(&text);
}

/* Whether of what did not change there is nothing but its number. */
static bool is_only_named(json_t *thing)
{
	return json_is_true(json_object_get(thing, "unchanged")) &&
	    json_object_get(thing, "id") != NULL &&
	    json_object_size(thing) == 2;
}

static void table_thing(struct output *output, json_t *thing)
{
	size_t width = 0, wide;
	char room[TITLE_MAX];
	const char *name;
	json_t *value;

	if (json_is_true(json_object_get(thing, "unchanged")))
		fprintf(output->to, "%s\n", _("nothing changed"));
	if (is_only_named(thing))
		return;
	json_object_foreach (thing, name, value) {
		wide = width_of(field_title(room, name));
		if (!is_section(value) && !is_left_out(name) &&
		    format_value(thing, name) != NULL && wide > width)
			width = wide;
	}
	print_fields(output, thing, width);
	json_object_foreach (thing, name, value) {
		if (is_section(value)) {
			print_section(output, name, value);
			output_table_left_out(output, name, thing);
		}
	}
}

const struct output_format output_table = {
	"table",
	table_begin,
	table_rows,
	table_end,
	table_thing,
};
