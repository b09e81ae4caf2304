/* SPDX-License-Identifier: ISC */
#include "client/import_answer.h"

#include <stdlib.h>
#include <string.h>

#include "client/document_told.h"
#include "client/output/format.h"
#include "client/output/width.h"
#include "protocol/buffer.h"
#include "protocol/utf8.h"

#define SCREEN_LINES 22
#define SET_IN       2
#define WORDS_SHOWN  48 /* bytes of a cell that is told */

/* The answer on its way. */
struct telling {
	struct output *output;
	bool is_paged; /* all of it is told */
	size_t lines, left_out;
};

/* --- lines of the screen --- */

/* What goes on in further lines stands further in there. Returns the lines. */
static size_t import_answer_print(struct output *output, const char *text)
{
	struct buffer lines = { 0 };
	size_t count = 1;

	width_wrap(&lines, text, strspn(text, " ") + SET_IN, output->width);
	fprintf(output->to, "%s\n", lines.bytes);
	for (const char *at = lines.bytes; *at != '\0'; at++)
		count += *at == '\n';
	buffer_free(&lines);
	return count;
}

static void tell(struct telling *telling, const char *text)
{
	struct output *output = telling->output;

	if (output->width > 0 && !telling->is_paged &&
	    telling->lines >= SCREEN_LINES)
		telling->left_out++;
	else
		telling->lines += import_answer_print(output, text);
}

static void tell_words(struct telling *telling, struct buffer *line)
{
	struct buffer clean = { 0 };

	buffer_text(&clean, "");
	format_clean(&clean, line->bytes, 0);
	tell(telling, clean.bytes);
	buffer_free(&clean);
	buffer_cut(line, 0);
}

static long long import_answer_count_of(json_t *result, const char *name)
{
	return (long long)json_integer_value(json_object_get(result, name));
}

static void put_quoted(struct buffer *to, const char *text)
{
	size_t length = strlen(text);
	bool cut = length > WORDS_SHOWN;

	if (cut)
		length = utf8_cut(text, WORDS_SHOWN);
	buffer_printf(to, "\"%.*s%s\"", (int)length, text, cut ? "…" : "");
}

/* --- groups: the same column and reason, or the same words --- */

struct told_group {
	const char *key, *more;
	json_t *lines, *texts;
};

struct told_groups {
	struct told_group *list;
	size_t count;
};

static struct told_group *import_answer_group_of(
    struct told_groups *groups, const char *key, const char *more)
{
	struct told_group *group = groups->list;

	for (size_t i = 0; i < groups->count; i++, group++)
		if (strcmp(group->key, key) == 0 &&
		    strcmp(group->more, more) == 0)
			return group;
	groups->list = reallocarray(
	    groups->list, groups->count + 1, sizeof(*groups->list));
	if (groups->list == NULL)
		abort();
	group = &groups->list[groups->count++];
	*group = (struct told_group){ key, more, json_array(), json_array() };
	return group;
}

/* Lines come in order. */
static void import_answer_add_line(struct told_group *group, json_t *line)
{
	size_t count = json_array_size(group->lines);

	if (count == 0 ||
	    !json_equal(json_array_get(group->lines, count - 1), line))
		json_array_append(group->lines, line);
}

static void import_answer_add_text(struct told_group *group, json_t *text)
{
	json_t *there;
	size_t i;

	json_array_foreach (group->texts, i, there)
		if (json_equal(there, text))
			return;
	json_array_append(group->texts, text);
}

static void groups_release(struct told_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++) {
		json_decref(groups->list[i].lines);
		json_decref(groups->list[i].texts);
	}
	free(groups->list);
}

/* --- parts of the answer --- */

static void tell_counts(struct telling *telling, json_t *result)
{
	struct buffer line = { 0 };

	if (json_is_true(json_object_get(result, "unchanged")))
		buffer_text(&line, "nothing changed: ");
	buffer_printf(&line, "%lld added, %lld changed, %lld unchanged",
	    import_answer_count_of(result, "added"),
	    import_answer_count_of(result, "changed"),
	    import_answer_count_of(result, "unchanged_rows"));
	if (import_answer_count_of(result, "skipped") > 0)
		buffer_printf(&line, ", %lld left out",
		    import_answer_count_of(result, "skipped"));
	if (json_is_true(json_object_get(result, "dry_run")))
		buffer_text(&line, "; a dry run: nothing was stored");
	tell_words(telling, &line);
	buffer_free(&line);
}

static void tell_columns(struct telling *telling, json_t *result)
{
	json_t *columns = json_object_get(result, "columns"), *value;
	const char *name,
	    *guess = json_string_value(json_object_get(result, "encoding"));
	struct buffer line = { 0 };
	size_t i;

	json_object_foreach (json_object_get(columns, "read"), name, value)
		buffer_printf(&line, "%s%s = %s",
		    line.length > 0 ? ", " : "read: ", name,
		    json_string_value(value));
	if (line.length > 0)
		tell_words(telling, &line);
	json_array_foreach (json_object_get(columns, "kept"), i, value)
		buffer_printf(&line, "%s%s",
		    i > 0 ? ", " : "kept as they are: ",
		    json_string_value(value));
	if (line.length > 0)
		tell_words(telling, &line);
	if (guess != NULL) {
		buffer_printf(&line,
		    "read as %s, by guess: look whether å, ä and ö are right",
		    guess);
		tell_words(telling, &line);
	}
	buffer_free(&line);
}

static void tell_document_line(void *of, struct buffer *line)
{
	tell_words(of, line);
}

static void tell_rows(struct telling *telling, json_t *result)
{
	static const struct told_list lists[] = {
		{ "passed", "no activities, passed over: line " },
		{ "bare",
		    "words in the activity's column alone, read as "
		    "activities: line " },
		{ "carried", "the goal is that of the row above: line " },
		{ "ownerless",
		    "no owner in the row (--fill-down takes the row "
		    "above): line " },
		{ "timeless",
		    "no time in the row (--fill-down takes the row "
		    "above): line " },
		{ 0 },
	};

	document_told_lists(json_object_get(result, "columns"), lists,
	    tell_document_line, telling);
}

static void tell_group(struct telling *telling, const struct told_group *group)
{
	struct buffer line = { 0 };
	json_t *text;
	size_t i;

	buffer_printf(&line, "line ");
	document_told_lines(&line, group->lines);
	buffer_printf(&line, ", %s ", group->key);
	json_array_foreach (group->texts, i, text) {
		buffer_text(&line, i > 0 ? ", " : "");
		put_quoted(&line, json_string_value(text));
	}
	buffer_printf(&line, ": %s", group->more);
	tell_words(telling, &line);
	buffer_free(&line);
}

static void tell_unread(struct telling *telling, json_t *result)
{
	json_t *unread = json_object_get(result, "unread"), *cell;
	struct told_groups groups = { 0 };
	size_t i;

	json_array_foreach (unread, i, cell) {
		struct told_group *group = import_answer_group_of(&groups,
		    json_string_value(json_object_get(cell, "column")),
		    json_string_value(json_object_get(cell, "reason")));

		import_answer_add_line(group, json_object_get(cell, "line"));
		import_answer_add_text(group, json_object_get(cell, "text"));
	}
	if (groups.count > 0)
		tell(telling, "not understood, a person has to look:");
	for (i = 0; i < groups.count; i++)
		tell_group(telling, &groups.list[i]);
	groups_release(&groups);
}

/* The words of a row's timeframe, by its line; looks on from row *at, as both
 * come in the order of the file. */
static const char *time_words(json_t *rows, json_t *line, size_t *at)
{
	static const char *const fields[] = { "timeframe", "end", "start" };
	json_t *row;

	while ((row = json_array_get(rows, *at)) != NULL &&
	    !json_equal(json_object_get(row, "line"), line))
		++*at;
	for (size_t i = 0; i < 3; i++)
		if (json_object_get(row, fields[i]) != NULL)
			return json_string_value(
			    json_object_get(row, fields[i]));
	return "";
}

static const char *reading_words(json_t *cell, struct buffer *to)
{
	const char *kind = json_string_value(json_object_get(cell, "kind"));
	const char *start = json_string_value(json_object_get(cell, "start"));
	const char *end = json_string_value(json_object_get(cell, "end"));

	buffer_cut(to, 0);
	buffer_text(to, kind);
	if (start != NULL)
		buffer_printf(to, ", from %s", start);
	if (end != NULL)
		buffer_printf(to, start != NULL ? " to %s" : ", by %s", end);
	return to->bytes;
}

#define TIMES_GROUPED 2000 /* rows; more are told by --format json */

static void tell_timeframes(
    struct telling *telling, json_t *result, json_t *rows)
{
	json_t *times = json_object_get(result, "timeframes"), *cell;
	json_t *readings = json_array();
	struct buffer line = { 0 };
	struct told_groups groups = { 0 };
	size_t i, at = 0;

	json_array_foreach (times, i, cell) {
		json_t *reading;
		struct told_group *group;

		if (i == TIMES_GROUPED)
			break;
		reading = json_string(reading_words(cell, &line));
		json_array_append_new(readings, reading);
		group = import_answer_group_of(&groups,
		    time_words(rows, json_object_get(cell, "line"), &at),
		    json_string_value(reading));
		import_answer_add_line(group, json_object_get(cell, "line"));
	}
	buffer_cut(&line, 0);
	for (i = 0; i < groups.count; i++) {
		put_quoted(&line, groups.list[i].key);
		buffer_printf(&line, " is %s: line ", groups.list[i].more);
		document_told_lines(&line, groups.list[i].lines);
		tell_words(telling, &line);
	}
	if (json_array_size(times) > TIMES_GROUPED) {
		buffer_printf(&line,
		    "the times of %zu more rows: --format json"
		    " has them",
		    json_array_size(times) - TIMES_GROUPED);
		tell_words(telling, &line);
	}
	groups_release(&groups);
	json_decref(readings);
	buffer_free(&line);
}

static void tell_changes(struct telling *telling, json_t *result)
{
	json_t *changes = json_object_get(result, "changes"), *change, *cell;
	struct buffer line = { 0 };
	struct told_groups groups = { 0 };
	size_t i, j;

	json_array_foreach (changes, i, change)
		json_array_foreach (json_object_get(change, "cells"), j, cell)
			json_array_append(import_answer_group_of(&groups,
					      json_string_value(cell), "")
					      ->lines,
			    json_object_get(change, "line"));
	for (i = 0; i < groups.count; i++) {
		buffer_printf(&line, "%s changed: line ", groups.list[i].key);
		document_told_lines(&line, groups.list[i].lines);
		tell_words(telling, &line);
	}
	groups_release(&groups);
	buffer_free(&line);
}

static void tell_missing(struct telling *telling, json_t *result)
{
	json_t *missing = json_object_get(result, "missing"), *activity;
	struct buffer line = { 0 };
	size_t i;

	if (json_array_size(missing) > 0)
		tell(telling,
		    "in the plan but not in the file, left as they are:");
	json_array_foreach (missing, i, activity) {
		buffer_printf(&line, "  %lld %s",
		    import_answer_count_of(activity, "id"),
		    json_string_value(json_object_get(activity, "activity")));
		tell_words(telling, &line);
	}
	if (import_answer_count_of(result, "unlisted") > 0) {
		buffer_printf(&line,
		    "and %lld more, of all the lists above, that the answer"
		    " has no room for: a table in parts with --dry-run, or"
		    " planvakt activity list --plan %s, shows them",
		    import_answer_count_of(result, "unlisted"),
		    json_string_value(json_object_get(result, "plan")));
		tell_words(telling, &line);
	}
	buffer_free(&line);
}

void import_answer(
    struct output *output, json_t *result, json_t *rows, bool is_paged)
{
	struct telling telling = { .output = output, .is_paged = is_paged };

	tell_counts(&telling, result);
	document_told(
	    json_object_get(result, "document"), tell_document_line, &telling);
	tell_columns(&telling, result);
	tell_rows(&telling, result);
	tell_unread(&telling, result);
	tell_changes(&telling, result);
	tell_timeframes(&telling, result, rows);
	tell_missing(&telling, result);
	document_told_table(
	    json_object_get(result, "document"), tell_document_line, &telling);
	if (telling.left_out > 0)
		fprintf(output->to,
		    "%zu more lines: a pager, or --format json, has "
		    "all\n",
		    telling.left_out);
}
