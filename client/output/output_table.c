/* SPDX-License-Identifier: ISC */
/* For people: lists as a table, a thing as lines "name  value", with a table
 * below for each list that it has. */
#include "client/output/output.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/table.h"
#include "protocol/buffer.h"

#define COLUMNS_MAX 24
#define TITLE_MAX   32

/* After a list's name: how many of it the daemon has left out. */
#define LEFT_OUT "_left_out"

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

		if (value != NULL &&
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

/* One line of text, "-" for nothing. */
static void table_text(struct buffer *to, json_t *row, const char *field)
{
	buffer_cut(to, 0);
	format_words(to, row, field);
	if (to->length == 0)
		buffer_text(to, "-");
	for (char *at = to->bytes; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
}

static void print_row(struct table *table, struct buffer *text,
    const struct column **shown, json_t *row)
{
	bool late = json_is_true(json_object_get(row, "overdue"));

	table_row(table);
	for (size_t i = 0; shown[i] != NULL; i++) {
		table_text(text, row, shown[i]->field);
		table_cell(table, i, text->bytes,
		    late && strcmp(shown[i]->field, "due") == 0);
	}
}

static void print_rows(
    struct output *output, json_t *rows, const struct column *columns)
{
	const struct column *shown[COLUMNS_MAX + 1];
	struct buffer text = { 0 };
	struct table *table;
	json_t *row;
	size_t i;

	table = table_new(output->to, output->width, output->colour);
	choose_columns(shown, columns, rows);
	for (i = 0; shown[i] != NULL; i++)
		table_column(table, shown[i]->title,
		    shown[i]->traits & COLUMN_NUMBER,
		    shown[i]->traits & COLUMN_CUT);
	json_array_foreach (rows, i, row)
		print_row(table, &text, shown, row);
	table_print(table);
	table_free(table);
	buffer_free(&text);
}

static void table_end(struct output *output, const char *empty)
{
	if (output->count > 0)
		print_rows(output, output->held, output->columns);
	else if (empty != NULL)
		fprintf(stderr, "%s\n", empty);
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
	{ "failed", "notice list --state failed" },
	{ "unclear", "activity list --unclear" },
};

static void print_left_out(
    struct output *output, const char *name, json_t *thing)
{
	json_t *id = json_object_get(thing, "id");
	json_int_t count = left_out(thing, name);

	if (count == 0)
		return;
	fprintf(output->to, "and %" JSON_INTEGER_FORMAT " more", count);
	for (size_t i = 0; i < sizeof(longer) / sizeof(longer[0]); i++)
		if (strcmp(longer[i].section, name) == 0) {
			fprintf(output->to, ": planvakt %s", longer[i].command);
			if (json_is_integer(id))
				fprintf(output->to, " %" JSON_INTEGER_FORMAT,
				    json_integer_value(id));
		}
	fputc('\n', output->to);
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
		columns[count].traits =
		    json_is_integer(value) ? COLUMN_NUMBER : COLUMN_CUT;
		count++;
	}
	fprintf(output->to, "\n%s\n", name);
	print_rows(output, rows, columns);
}

/* "name  value"; the further lines of a text stand below its first. */
static void print_field(struct output *output, const char *name,
    const struct buffer *text, size_t width, bool alarming)
{
	char title[TITLE_MAX];

	title_of(title, name, tolower);
	fprintf(output->to, "%-*s  %s", (int)width, title,
	    alarming ? "\033[31m" : "");
	for (const char *at = text->bytes; *at != '\0'; at++) {
		fputc(*at, output->to);
		if (*at == '\n')
			fprintf(output->to, "%*s", (int)width + 2, "");
	}
	fputs(alarming ? "\033[0m\n" : "\n", output->to);
}

static void print_fields(struct output *output, json_t *thing, size_t width)
{
	bool late = json_is_true(json_object_get(thing, "overdue"));
	struct buffer text = { 0 };
	const char *name;
	json_t *value;

	json_object_foreach (thing, name, value) {
		if (is_section(value) || strcmp(name, "unchanged") == 0 ||
		    is_left_out(name))
			continue;
		buffer_cut(&text, 0);
		format_words(&text, thing, name);
		if (text.length == 0)
			buffer_text(&text, "-");
		print_field(output, name, &text, width,
		    output->colour && late && strcmp(name, "due") == 0);
	}
	buffer_free(&text);
}

static void table_thing(struct output *output, json_t *thing)
{
	size_t width = 0;
	const char *name;
	json_t *value;

	json_object_foreach (thing, name, value) {
		if (!is_section(value) && !is_left_out(name) &&
		    strlen(name) > width)
			width = strlen(name);
	}
	print_fields(output, thing, width);
	json_object_foreach (thing, name, value) {
		if (is_section(value)) {
			print_section(output, name, value);
			print_left_out(output, name, thing);
		}
	}
	if (json_is_true(json_object_get(thing, "unchanged")))
		fputs("nothing changed\n", output->to);
}

const struct output_format output_table = {
	"table",
	table_begin,
	table_rows,
	table_end,
	table_thing,
};
