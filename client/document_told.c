/* SPDX-License-Identifier: ISC */
#include "client/document_told.h"

#include <stdio.h>

#include "client/question.h"
#include "protocol/translate.h"

#define STRETCHES_SHOWN 20 /* of lines */
#define OTHERS_SHOWN    8

void document_told_lines(struct buffer *to, json_t *lines)
{
	size_t count = json_array_size(lines), shown = 0;

	for (size_t i = 0; i < count;) {
		long long from = json_integer_value(json_array_get(lines, i));
		size_t next = i + 1;

		if (shown++ == STRETCHES_SHOWN) {
			buffer_printf(to, _(" and %zu more"), count - i);
			return;
		}
		while (next < count &&
		    json_integer_value(json_array_get(lines, next)) ==
			from + (long long)(next - i))
			next++;
		buffer_printf(to, "%s%lld", i > 0 ? ", " : "", from);
		if (next > i + 1)
			buffer_printf(
			    to, "–%lld", from + (long long)(next - i) - 1);
		i = next;
	}
}

static void put_name(struct buffer *to, json_t *table)
{
	const char *sheet = json_string_value(json_object_get(table, "sheet"));
	long long number = json_integer_value(json_object_get(table, "table"));

	if (sheet != NULL)
		buffer_printf(to, _("table %lld, sheet \"%s\""), number, sheet);
	else
		buffer_printf(to, _("table %lld"), number);
}

static void put_others(struct buffer *to, json_t *others)
{
	json_t *other;
	size_t i;

	json_array_foreach (others, i, other) {
		struct buffer name = { 0 };

		buffer_text(to, i == 0 ? "" : "; ");
		if (i == OTHERS_SHOWN) {
			buffer_printf(
			    to, _("%zu more"), json_array_size(others) - i);
			return;
		}
		put_name(&name, other);
		buffer_printf(to, _("%s (%lld rows)"), name.bytes,
		    json_integer_value(json_object_get(other, "rows")));
		buffer_free(&name);
	}
}

/* Nothing of a document that has but one table. */
static void tell_choice(struct buffer *line, json_t *document)
{
	json_t *others = json_object_get(document, "others");
	json_t *joined = json_object_get(document, "joined"), *number;
	struct buffer read = { 0 }, rest = { 0 };
	size_t i;

	if (json_array_size(others) + json_array_size(joined) == 0)
		return;
	put_name(&read, document);
	json_array_foreach (joined, i, number)
		buffer_printf(
		    &read, _(", table %lld"), json_integer_value(number));
	buffer_printf(line,
	    json_array_size(joined) > 0
		? _("%s are read as one, their headings being the same")
		: _("%s is read"),
	    read.bytes);
	put_others(&rest, others);
	if (rest.length > 0)
		buffer_printf(line, _("; --table or --sheet takes another: %s"),
		    rest.bytes);
	buffer_free(&read);
	buffer_free(&rest);
}

static void tell_column_letters(struct buffer *line, json_t *columns)
{
	json_t *column;
	size_t i;

	json_array_foreach (columns, i, column) {
		int number = (int)json_integer_value(column) - 1;
		char letters[3] = { (char)('A' + number / 26 - 1),
			(char)('A' + number % 26), '\0' };

		buffer_printf(line, "%s%s", i > 0 ? ", " : "",
		    number < 26 ? letters + 1 : letters);
	}
}

void document_told_lists(json_t *thing, const struct told_list *lists,
    document_teller *tell, void *of)
{
	struct buffer line = { 0 };

	for (; lists->list != NULL; lists++) {
		json_t *lines = json_object_get(thing, lists->list);

		if (json_array_size(lines) == 0)
			continue;
		buffer_cut(&line, 0);
		buffer_text(&line, translate(lists->what));
		document_told_lines(&line, lines);
		tell(of, &line);
	}
	buffer_free(&line);
}

void document_told(json_t *document, document_teller *tell, void *of)
{
	static const struct told_list lists[] = {
		{ "hidden_rows",
		    N_("hidden in the document, read all the same: "
		       "line ") },
		{ "unresolved",
		    N_("a formula without its result, read as empty: "
		       "line ") },
		{ "uncertain",
		    N_("not certain which row or cell the words belong to, "
		       "compare with the document: line ") },
		{ 0 },
	};
	json_t *columns = json_object_get(document, "hidden_columns");
	struct buffer line = { 0 }, letters = { 0 };

	tell_choice(&line, document);
	if (line.length > 0)
		tell(of, &line);
	buffer_cut(&line, 0);
	document_told_lists(document, lists, tell, of);
	if (json_array_size(columns) > 0) {
		tell_column_letters(&letters, columns);
		buffer_printf(&line,
		    _("hidden in the document, read all the same: column %s"),
		    letters.bytes);
		tell(of, &line);
	}
	buffer_free(&line);
	buffer_free(&letters);
}

void document_told_table(json_t *document, document_teller *tell, void *of)
{
	struct buffer line = { 0 };
	json_t *rows = json_object_get(document, "rows"), *row, *cell;
	size_t i, j;

	if (json_array_size(rows) > 0) {
		buffer_text(&line, _("the table as it was read:"));
		tell(of, &line);
	}
	json_array_foreach (rows, i, row) {
		buffer_cut(&line, 0);
		buffer_printf(&line, _("line %lld"),
		    json_integer_value(json_object_get(row, "line")));
		json_array_foreach (json_object_get(row, "cells"), j, cell)
			buffer_printf(&line, " | %s",
			    json_is_string(cell) ? json_string_value(cell)
						 : "");
		tell(of, &line);
	}
	buffer_free(&line);
}

void document_told_rows(json_t *document, const struct grid *grid)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < grid->count; i++) {
		json_t *cells = json_array();

		for (size_t j = 0; j < grid->rows[i].count; j++) {
			const char *text = grid_text(&grid->rows[i], j);

			json_array_append_new(cells,
			    text != NULL ? json_string(text) : json_null());
		}
		json_array_append_new(rows,
		    json_pack("{s:I, s:o}", "line",
			(json_int_t)grid->rows[i].line, "cells", cells));
	}
	json_object_set_new(document, "rows", rows);
}

void document_pass(json_t *document, json_t *rows)
{
	json_t *uncertain = json_object_get(document, "uncertain");
	json_int_t first = json_integer_value(
	    json_object_get(json_array_get(rows, 0), "line"));

	while (json_array_size(uncertain) > 0 &&
	    json_integer_value(json_array_get(uncertain, 0)) < first)
		json_array_remove(uncertain, 0);
}

int document_accept(
    json_t *document, const char *name, bool may_ask, struct err *err)
{
	json_t *lines = json_object_get(document, "uncertain");
	struct buffer which = { 0 }, question = { 0 };
	bool right = false;

	if (json_array_size(lines) == 0)
		return 0;
	document_told_lines(&which, lines);
	if (may_ask) {
		buffer_printf(&question,
		    _("In %s it is not certain which row or cell the words of "
		      "line %s belong to. Did --dry-run show them right?"),
		    name, which.bytes);
		right = question_agreed(stdin, question.bytes);
		buffer_free(&question);
	}
	if (!right)
		err_set(err, ERR_INVALID,
		    "in %s it is not certain which row or cell the words of "
		    "line %s belong to: look at them with --dry-run, and where "
		    "they are right give --as-shown",
		    name, which.bytes);
	else
		json_object_del(document, "uncertain");
	buffer_free(&which);
	return json_object_get(document, "uncertain") == NULL ? 0 : -1;
}
