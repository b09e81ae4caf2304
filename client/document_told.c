/* SPDX-License-Identifier: ISC */
#include "client/document_told.h"

#define STRETCHES_SHOWN 20 /* of lines */
#define OTHERS_SHOWN    8

void document_told_lines(struct buffer *to, json_t *lines)
{
	size_t count = json_array_size(lines), shown = 0;

	for (size_t i = 0; i < count;) {
		long long from = json_integer_value(json_array_get(lines, i));
		size_t next = i + 1;

		if (shown++ == STRETCHES_SHOWN) {
			buffer_printf(to, " and %zu more", count - i);
			return;
		}
		while (next < count &&
		    json_integer_value(json_array_get(lines, next)) ==
			from + (long long)(next - i))
			next++;
		buffer_printf(to, "%s%lld", i > 0 ? ", " : "", from);
		if (next > i + 1)
			buffer_printf(
			    to, "-%lld", from + (long long)(next - i) - 1);
		i = next;
	}
}

static void put_name(struct buffer *to, json_t *table)
{
	json_t *sheet = json_object_get(table, "sheet");

	buffer_printf(to, "table %lld",
	    json_integer_value(json_object_get(table, "table")));
	if (sheet != NULL)
		buffer_printf(to, ", sheet \"%s\"", json_string_value(sheet));
}

/* Nothing of a document that has but one table. */
static void tell_choice(struct buffer *line, json_t *document)
{
	json_t *others = json_object_get(document, "others"), *other;
	json_t *joined = json_object_get(document, "joined"), *number;
	size_t i;

	if (json_array_size(others) + json_array_size(joined) == 0)
		return;
	put_name(line, document);
	json_array_foreach (joined, i, number)
		buffer_printf(line, ", table %lld", json_integer_value(number));
	buffer_text(line,
	    json_array_size(joined) > 0
		? " are read as one, their headings being the same"
		: " is read");
	json_array_foreach (others, i, other) {
		buffer_text(line,
		    i == 0 ? "; --table or --sheet takes another: " : "; ");
		if (i == OTHERS_SHOWN) {
			buffer_printf(
			    line, "%zu more", json_array_size(others) - i);
			return;
		}
		put_name(line, other);
		buffer_printf(line, " (%lld rows)",
		    json_integer_value(json_object_get(other, "rows")));
	}
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

void document_told(json_t *document, document_teller *tell, void *of)
{
	static const struct {
		const char *list, *what;
	} lists[] = {
		{ "hidden_rows",
		    "hidden in the document, read all the same: line " },
		{ "unresolved",
		    "a formula without its result, read as empty: line " },
		{ "uncertain",
		    "the layout leaves open which cell some words belong to, "
		    "look whether they are right: line " },
	};
	json_t *columns = json_object_get(document, "hidden_columns");
	struct buffer line = { 0 };

	tell_choice(&line, document);
	if (line.length > 0)
		tell(of, &line);
	buffer_cut(&line, 0);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		json_t *lines = json_object_get(document, lists[i].list);

		if (json_array_size(lines) == 0)
			continue;
		buffer_text(&line, lists[i].what);
		document_told_lines(&line, lines);
		tell(of, &line);
		buffer_cut(&line, 0);
	}
	if (json_array_size(columns) > 0) {
		buffer_text(&line,
		    "hidden in the document, read all the same: column ");
		tell_column_letters(&line, columns);
		tell(of, &line);
	}
	buffer_free(&line);
}
