/* SPDX-License-Identifier: ISC */
#include "client/meeting_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/encoding.h"
#include "client/heading_period.h"
#include "protocol/copy.h"

const struct heading_field meeting_fields[] = {
	{ "body",
	    "Organ, Nämnd, Styrelse, Utskott, Instans, Sammanträde, Möte, "
	    "Body, Board, Meeting, Committee",
	    HEADING_MAIN },
	{ "date",
	    "Datum, Date, Dag, Day, Sammanträdesdatum, Sammanträdesdag, "
	    "Mötesdatum, Mötesdag" },
	{ "time", "Tid, Klockslag, Kl, Klockan, Time, Starttid, Börjar" },
	{ "papers",
	    "Handlingar, Handlingar klara, Handlingar senast, Sista dag för "
	    "handlingar, Papers, Papers due" },
	{ "month", "Månad, Month, Mån", HEADING_ALONE },
	{ 0 },
};

/* --- months, years, days --- */

static const char *const months[] = { "januari january", "februari february",
	"mars march", "april", "maj may", "juni june", "juli july",
	"augusti august", "september", "oktober october", "november",
	"december" };

/* A month's name, in full or by its first three letters: 1 to 12; 0. */
static int meeting_table_month(const char *word, size_t length)
{
	if (length > 0 && word[length - 1] == '.')
		length--;
	for (int i = 0; length >= 3 && i < 12; i++) {
		const char *second = strchr(months[i], ' ');

		if (strncmp(months[i], word, length) == 0 ||
		    (second != NULL && strncmp(second + 1, word, length) == 0))
			return i + 1;
	}
	return 0;
}

/* Of the digits that a text begins with, four at most. */
static int meeting_number(const char *text)
{
	int number = 0;

	for (int i = 0; i < 4 && *text >= '0' && *text <= '9'; i++)
		number = 10 * number + *text++ - '0';
	return number;
}

/* The one year that a text names; 0 where it names none or several. */
static int year_in(const char *text)
{
	int year = 0;

	while (text != NULL && *text != '\0') {
		size_t digits = strspn(text, "0123456789");

		if (digits == 4 && strncmp(text, "20", 2) == 0) {
			int named = meeting_number(text);

			if (year != 0 && year != named)
				return 0;
			year = named;
		}
		text += digits > 0 ? digits : 1;
	}
	return year;
}

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* --- a month a row --- */

/* A cell on its way: what has been read of it, in small letters. */
struct meeting_cell {
	struct meeting_table *table;
	const char *at, *body, *path;
	int64_t line;
	int year, month;
};

/* Sunday is 0, as a week's day is named before a day; 7 where none is. Two
 * letters are enough ("må 12, ti 27"). */
static int meeting_table_weekday(const char *word, size_t length)
{
	static const char *const names[] = { "söndag sunday", "måndag monday",
		"tisdag tuesday", "onsdag wednesday", "torsdag thursday",
		"fredag friday", "lördag saturday" };

	for (int i = 0; length >= 2 && i < 7; i++) {
		const char *second = strchr(names[i], ' ') + 1;

		/* Two letters of "söndag" are three bytes. */
		if ((length > 2 || (word[1] & 0x80) == 0) &&
		    (strncmp(names[i], word, length) == 0 ||
			strncmp(second, word, length) == 0))
			return i;
	}
	return 7;
}

/* The weekday of a date (1 January 1 was a Monday). */
static int weekday_of(int year, int month, int day)
{
	int days = day;

	for (int i = 1; i < month; i++)
		days += days_of(year, i);
	year--;
	return (days + 365 * year + year / 4 - year / 100 + year / 400) % 7;
}

/* What may stand between days and means nothing: marks of footnotes, brackets
 * with what is in them, commas and "och"; 0 where it is something else. */
static size_t meeting_table_skip(const struct meeting_cell *cell)
{
	static const char *const between[] = { "och", "samt", "and", "&", "†",
		"¹", "²", "³", "⁴" };
	const char *at = cell->at;
	size_t length = strspn(at, " ,;*+/.\n");

	if (length > 0)
		return length;
	if (*at == '(' && strchr(at, ')') != NULL)
		return (size_t)(strchr(at, ')') - at) + 1;
	for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++)
		if (strncmp(at, between[i], strlen(between[i])) == 0)
			return strlen(between[i]);
	length = strcspn(at, " ,;*");
	if (meeting_table_month(at, length) == cell->month)
		return length;
	length = strcspn(at, " ,;*.0123456789");
	return meeting_table_weekday(at, length) < 7 ? length : 0;
}

/* "kl 13.00" behind a day is its time. */
static size_t meeting_table_time(const char *at, char time[16])
{
	size_t skip = strspn(at, " "), length;

	time[0] = '\0';
	if (strncmp(at + skip, "kl", 2) != 0)
		return 0;
	length = skip + 2;
	length += strncmp(at + length, "ockan", 5) == 0 ? 5 : 0;
	length += strspn(at + length, ". ");
	skip = strspn(at + length, "0123456789:.");
	while (skip > 0 && at[length + skip - 1] == '.')
		skip--;
	if (skip == 0 || skip > 5)
		return 0;
	snprintf(time, 16, "%.*s", (int)skip, at + length);
	return length + skip;
}

static int meeting_table_add_day(
    struct meeting_cell *cell, int day, const char *time, struct err *err)
{
	char date[32];
	json_t *row;

	if (day < 1 || day > days_of(cell->year, cell->month))
		return err_set(err, ERR_INVALID,
		    "line %lld of %s: %d is no day of %04d-%02d, in the column "
		    "%s",
		    (long long)cell->line, cell->path, day, cell->year,
		    cell->month, cell->body);
	snprintf(
	    date, sizeof(date), "%04d-%02d-%02d", cell->year, cell->month, day);
	row = json_pack("{s:I, s:s, s:s}", "line", (json_int_t)cell->line,
	    "body", cell->body, "date", date);
	if (time[0] != '\0')
		json_object_set_new(row, "time", json_string(time));
	json_array_append_new(cell->table->rows, row);
	return 0;
}

/* Is it a day that the weekday named before it can be? That there is no such
 * day is told better where it is added. */
static bool fits_weekday(const struct meeting_cell *cell, int weekday)
{
	int day = meeting_number(cell->at);

	return weekday == 7 || day < 1 ||
	    day > days_of(cell->year, cell->month) ||
	    weekday_of(cell->year, cell->month, day) == weekday;
}

/* Whether it is days and what may stand between them; adds nothing. */
static bool is_understood(struct meeting_cell cell)
{
	int weekday = 7;
	char time[16];

	for (size_t length; *cell.at != '\0'; cell.at += length) {
		length = strspn(cell.at, "0123456789");
		if (length > 2 || (length > 0 && !fits_weekday(&cell, weekday)))
			return false;
		if (length > 0) {
			length += meeting_table_time(cell.at + length, time);
			weekday = 7;
			continue;
		}
		length = meeting_table_skip(&cell);
		if (length == 0)
			return false;
		if (meeting_table_weekday(cell.at, length) < 7)
			weekday = meeting_table_weekday(cell.at, length);
	}
	return weekday == 7;
}

/* "15/1" names the month again. */
static bool is_month_again(const struct meeting_cell *cell, const char *from)
{
	return cell->at - from >= 2 && cell->at[-1] == '/' &&
	    strchr("0123456789", cell->at[-2]) != NULL &&
	    meeting_number(cell->at) == cell->month;
}

/* "15/1 kl. 13": of the meeting that was read last. */
static void meeting_table_set_time(json_t *rows, const char *time)
{
	json_t *last = json_array_get(rows, json_array_size(rows) - 1);

	if (time[0] != '\0')
		json_object_set_new(last, "time", json_string(time));
}

static int meeting_table_read_days(struct meeting_cell *cell, struct err *err)
{
	const char *from = cell->at;
	char time[16];

	while (*cell->at != '\0') {
		size_t digits = strspn(cell->at, "0123456789");
		int day = meeting_number(cell->at);
		bool again = is_month_again(cell, from);

		if (digits == 0) {
			cell->at += meeting_table_skip(cell);
			continue;
		}
		cell->at += digits;
		cell->at += meeting_table_time(cell->at, time);
		if (again)
			meeting_table_set_time(cell->table->rows, time);
		else if (meeting_table_add_day(cell, day, time, err) != 0)
			return -1;
	}
	return 0;
}

static int read_cell(
    struct meeting_cell *cell, const char *text, struct err *err)
{
	struct buffer folded = { 0 };
	int result = 0;

	encoding_fold(&folded, text, strlen(text));
	cell->at = folded.bytes;
	if (is_understood(*cell))
		result = meeting_table_read_days(cell, err);
	else if (!heading_is_blank(text))
		json_array_append_new(cell->table->unread,
		    json_pack("{s:I, s:s, s:s}", "line", (json_int_t)cell->line,
			"column", cell->body, "text", text));
	buffer_free(&folded);
	return result;
}

/* The month that a row is, and its year where it names one; 0 for a note. */
static int row_month(const char *text, int *year)
{
	struct buffer folded = { 0 };
	size_t length;
	int month;

	if (text == NULL)
		return 0;
	encoding_fold(&folded, text, strlen(text));
	length = strcspn(folded.bytes, " ");
	month = meeting_table_month(folded.bytes, length);
	/* Nothing but a year and marks may stand behind it. */
	if (strspn(folded.bytes + length, " 0123456789*.") !=
	    strlen(folded.bytes + length))
		month = 0;
	if (year_in(folded.bytes) != 0)
		*year = year_in(folded.bytes);
	buffer_free(&folded);
	return month;
}

/* The name of a column's body without marks of footnotes. */
static char *body_name(const char *heading)
{
	char *name = copy_text(heading);
	size_t length = strlen(name);

	while (length > 0 && strchr("* \n", name[length - 1]) != NULL)
		name[--length] = '\0';
	return name;
}

static int meeting_table_read_month(struct meeting_cell cell,
    const struct headings *headings, const struct grid_row *row,
    size_t month_column, struct err *err)
{
	int result = 0;

	for (size_t i = 0; i < row->count && result == 0; i++) {
		const char *text = grid_text(row, i);
		char *name;

		if (i == month_column || text == NULL ||
		    row->cells[i].is_spanned)
			continue;
		if (i >= headings->width || headings->names[i] == NULL)
			return err_set(err, ERR_INVALID,
			    "line %lld of %s: nothing says whose day \"%.40s\" "
			    "is: the column has no heading",
			    (long long)row->line, cell.path, text);
		name = body_name(headings->names[i]);
		cell.body = name;
		result = read_cell(&cell, text, err);
		free(name);
	}
	return result;
}

/* That of the heading and of what stands above it. */
static int year_above(const struct headings *headings, const struct grid *grid)
{
	int year = 0;

	for (size_t i = 0; i <= headings->row; i++)
		for (size_t j = 0; j < grid->rows[i].count && year == 0; j++)
			year = year_in(grid_text(&grid->rows[i], j));
	return year;
}

static int meeting_table_read_months(struct meeting_table *table,
    const struct headings *headings, const struct grid *grid, int year,
    const char *path, struct err *err)
{
	size_t column = (size_t)headings_column(headings, "month");

	if (year == 0)
		year = year_above(headings, grid);
	for (size_t i = headings->row + 1; i < grid->count; i++) {
		const struct grid_row *row = &grid->rows[i];
		struct meeting_cell cell = { .table = table,
			.path = path,
			.line = row->line,
			.year = year };

		cell.month = row_month(grid_text(row, column), &cell.year);
		if (cell.month == 0) {
			json_array_append_new(
			    table->passed, json_integer(row->line));
			continue;
		}
		if (cell.year == 0)
			return err_set(err, ERR_INVALID,
			    "%s names no year: give it with --year", path);
		if (meeting_table_read_month(
			cell, headings, row, column, err) != 0)
			return -1;
	}
	return 0;
}

/* --- a meeting a row --- */

/* Without the marks of footnotes. */
static void meeting_table_set_text(
    json_t *object, const char *field, const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && strchr("* ", text[length - 1]) != NULL)
		length--;
	json_object_set_new(object, field, json_stringn(text, length));
}

static int meeting_table_read_row(struct meeting_table *table,
    const struct headings *headings, const struct grid_row *row,
    const char *path, struct err *err)
{
	json_t *object;
	const char *date =
	    grid_text(row, (size_t)headings_column(headings, "date"));

	if (date == NULL) {
		json_array_append_new(table->passed, json_integer(row->line));
		return 0;
	}
	object = json_pack("{s:I}", "line", (json_int_t)row->line);
	for (int i = 0; meeting_fields[i].name != NULL; i++) {
		const char *field = meeting_fields[i].name;
		const char *text =
		    grid_text(row, (size_t)headings_column(headings, field));

		if (text != NULL && strcmp(field, "month") != 0)
			meeting_table_set_text(object, field, text);
	}
	json_array_append_new(table->rows, object);
	if (json_object_get(object, "body") != NULL)
		return 0;
	return err_set(err, ERR_INVALID,
	    "line %lld of %s has a date and no body: say who meets",
	    (long long)row->line, path);
}

static int meeting_table_read_rows(struct meeting_table *table,
    const struct headings *headings, const struct grid *grid, const char *path,
    struct err *err)
{
	for (size_t i = 0; i < headings->width; i++)
		if (headings->is[i] == COLUMN_KEPT)
			json_array_append_new(
			    table->columns, json_string(headings->names[i]));
	for (size_t i = headings->row + 1; i < grid->count; i++)
		if (meeting_table_read_row(
			table, headings, &grid->rows[i], path, err) != 0)
			return -1;
	return 0;
}

int meeting_table_read(struct meeting_table *table, const struct grid *grid,
    int year, json_t *chosen, const char *path, struct err *err)
{
	struct headings headings;
	int result;

	if (headings_find(&headings, grid, meeting_fields, chosen, path, err) !=
	    0)
		return -1;
	if (headings_column(&headings, "body") >= 0 &&
	    headings_column(&headings, "date") >= 0)
		result =
		    meeting_table_read_rows(table, &headings, grid, path, err);
	else if (headings_column(&headings, "month") >= 0)
		result = meeting_table_read_months(
		    table, &headings, grid, year, path, err);
	else
		result = err_set(err, ERR_INVALID,
		    "%s has no column for the date (Datum, Date)", path);
	headings_release(&headings);
	if (result == 0 && json_array_size(table->rows) == 0)
		result =
		    err_set(err, ERR_INVALID, "%s has no meetings in it", path);
	return result;
}
