/* SPDX-License-Identifier: ISC */
#include "client/import_answer.h"

#include <stdlib.h>
#include <string.h>

#include "client/document_told.h"
#include "client/output/format.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/copy.h"
#include "protocol/json_member.h"
#include "protocol/reason_words.h"
#include "protocol/translate.h"
#include "protocol/utf8.h"
#include "protocol/width.h"

#define SCREEN_LINES 22
#define SET_IN       2
#define WORDS_SHOWN  48 /* bytes of a cell that is told */

/* The answer on its way. */
struct telling {
	struct output *output;
	bool is_paged; /* all of it is told */
	size_t lines, left_out;
	char *last; /* the first that was: alone it takes no more room than
		     * the word that it is left out */
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

static void import_answer_leave_out(struct telling *telling, const char *text)
{
	if (telling->left_out++ == 0)
		telling->last = copy_text(text);
}

static void tell(struct telling *telling, const char *text)
{
	struct output *output = telling->output;

	if (output->width > 0 && !telling->is_paged &&
	    telling->lines >= SCREEN_LINES)
		import_answer_leave_out(telling, text);
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

/* The name of a column of the plan. */
static const char *field_word(const char *name)
{
	return translate_word("field", name);
}

static void put_quoted(struct buffer *to, const char *text)
{
	size_t length = strlen(text);
	bool cut = length > WORDS_SHOWN;

	if (cut)
		length = utf8_cut_word(text, WORDS_SHOWN);
	buffer_printf(to, _("\"%.*s%s\""), (int)length, text, cut ? "…" : "");
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

/* "2 added, 1 changed, 40 unchanged" */
static void import_answer_put_counts(struct buffer *to, json_t *result)
{
	long long added = import_answer_count_of(result, "added");
	long long changed = import_answer_count_of(result, "changed");
	long long unchanged = import_answer_count_of(result, "unchanged_rows");
	long long skipped = import_answer_count_of(result, "skipped");

	buffer_printf(to,
	    translate_plural("%lld added", "%lld added", (unsigned long)added),
	    added);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural(
		"%lld changed", "%lld changed", (unsigned long)changed),
	    changed);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural(
		"%lld unchanged", "%lld unchanged", (unsigned long)unchanged),
	    unchanged);
	if (skipped > 0) {
		buffer_text(to, ", ");
		buffer_printf(to,
		    translate_plural("%lld left out", "%lld left out",
			(unsigned long)skipped),
		    skipped);
	}
}

/* What an import is of, by its method. */
static const char *import_answer_of(const char *method)
{
	static const struct {
		const char *method, *things;
	} imports[] = { { "department.import", N_("departments") },
		{ "meeting.import", N_("meetings") },
		{ "observation.import", N_("observations") } };

	for (size_t i = 0; i < sizeof(imports) / sizeof(imports[0]); i++)
		if (strcmp(imports[i].method, method) == 0)
			return imports[i].things;
	return N_("activities");
}

void import_answer_counts(struct buffer *to, json_t *result, const char *method)
{
	bool trial = json_is_true(json_object_get(result, "dry_run"));
	bool unchanged = json_is_true(json_object_get(result, "unchanged"));
	struct buffer counts = { 0 };

	if (!unchanged)
		buffer_printf(
		    &counts, "%s: ", translate(import_answer_of(method)));
	import_answer_put_counts(&counts, result);
	if (unchanged)
		buffer_printf(to,
		    trial ? _("nothing changed: %s; a dry run: "
			      "nothing was stored")
			  : _("nothing changed: %s"),
		    counts.bytes);
	else
		buffer_printf(to,
		    trial ? _("%s; a dry run: nothing was stored") : "%s",
		    counts.bytes);
	buffer_free(&counts);
}

static void tell_counts(struct telling *telling, json_t *result)
{
	struct buffer line = { 0 };

	import_answer_counts(&line, result, "plan.import");
	tell_words(telling, &line);
	buffer_free(&line);
}

static void tell_columns(struct telling *telling, json_t *result)
{
	json_t *columns = json_object_get(result, "columns"), *value;
	const char *name,
	    *guess = json_string_value(json_object_get(result, "encoding"));
	struct buffer line = { 0 }, list = { 0 };
	size_t i;

	json_object_foreach (json_object_get(columns, "read"), name, value)
		buffer_printf(&list, "%s%s = %s", list.length > 0 ? ", " : "",
		    name, field_word(json_string_value(value)));
	if (list.length > 0) {
		buffer_printf(&line, _("read: %s"), list.bytes);
		tell_words(telling, &line);
	}
	buffer_cut(&list, 0);
	json_array_foreach (json_object_get(columns, "kept"), i, value)
		buffer_printf(
		    &list, "%s%s", i > 0 ? ", " : "", json_string_value(value));
	if (list.length > 0) {
		buffer_printf(&line, _("kept as they are: %s"), list.bytes);
		tell_words(telling, &line);
	}
	if (guess != NULL) {
		buffer_printf(&line,
		    _("read as %s, by guess: look whether å, ä and ö are "
		      "right"),
		    guess);
		tell_words(telling, &line);
	}
	buffer_free(&list);
	buffer_free(&line);
}

static void tell_document_line(void *of, struct buffer *line)
{
	tell_words(of, line);
}

static void tell_rows(struct telling *telling, json_t *result)
{
	static const struct told_list lists[] = {
		{ "passed", N_("no activities, passed over: line ") },
		{ "bare",
		    N_("words in the activity's column alone, read as "
		       "activities: line ") },
		{ "carried", N_("the goal is that of the row above: line ") },
		{ "ownerless",
		    N_("no owner in the row (--fill-down takes the row "
		       "above): line ") },
		{ "timeless",
		    N_("no time in the row (--fill-down takes the row "
		       "above): line ") },
		{ 0 },
	};

	document_told_lists(json_object_get(result, "columns"), lists,
	    tell_document_line, telling);
}

static void tell_group(struct telling *telling, const struct told_group *group)
{
	struct buffer line = { 0 }, lines = { 0 }, texts = { 0 };
	struct buffer said = { 0 }, why = { 0 };
	json_t *text;
	size_t i;

	document_told_lines(&lines, group->lines);
	buffer_text(&texts, "");
	buffer_text(&said, "");
	json_array_foreach (group->texts, i, text) {
		buffer_text(&texts, i > 0 ? ", " : "");
		put_quoted(&texts, json_string_value(text));
	}
	said_words(&said, group->more);
	reason_words(&why, said.bytes, false);
	buffer_printf(&line, _("line %s, %s %s: %s"), lines.bytes,
	    field_word(group->key), texts.bytes, why.bytes);
	tell_words(telling, &line);
	buffer_free(&line);
	buffer_free(&lines);
	buffer_free(&texts);
	buffer_free(&said);
	buffer_free(&why);
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
		tell(telling, _("not understood, a person has to look:"));
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
	format_reading(to, kind, start, end);
	return to->bytes;
}

#define TIMES_GROUPED 2000 /* rows; more are told by --format json */

static void tell_timeframes(
    struct telling *telling, json_t *result, json_t *rows)
{
	json_t *times = json_object_get(result, "timeframes"), *cell;
	json_t *readings = json_array();
	struct buffer line = { 0 }, words = { 0 }, lines = { 0 };
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
		buffer_cut(&words, 0);
		put_quoted(&words, groups.list[i].key);
		buffer_cut(&lines, 0);
		document_told_lines(&lines, groups.list[i].lines);
		buffer_printf(&line, _("%s is %s: line %s"), words.bytes,
		    groups.list[i].more, lines.bytes);
		tell_words(telling, &line);
	}
	if (json_array_size(times) > TIMES_GROUPED) {
		buffer_printf(&line,
		    _("the times of %zu more rows: --format json has them"),
		    json_array_size(times) - TIMES_GROUPED);
		tell_words(telling, &line);
	}
	groups_release(&groups);
	json_decref(readings);
	buffer_free(&line);
	buffer_free(&words);
	buffer_free(&lines);
}

static void tell_changes(struct telling *telling, json_t *result)
{
	json_t *changes = json_object_get(result, "changes"), *change, *cell;
	struct buffer line = { 0 }, lines = { 0 };
	struct told_groups groups = { 0 };
	size_t i, j;

	json_array_foreach (changes, i, change)
		json_array_foreach (json_object_get(change, "cells"), j, cell)
			json_array_append(import_answer_group_of(&groups,
					      json_string_value(cell), "")
					      ->lines,
			    json_object_get(change, "line"));
	for (i = 0; i < groups.count; i++) {
		buffer_cut(&lines, 0);
		document_told_lines(&lines, groups.list[i].lines);
		buffer_printf(&line, _("%s changed: line %s"),
		    field_word(groups.list[i].key), lines.bytes);
		tell_words(telling, &line);
	}
	groups_release(&groups);
	buffer_free(&line);
	buffer_free(&lines);
}

static void tell_missing(struct telling *telling, json_t *result)
{
	json_t *missing = json_object_get(result, "missing"), *activity;
	struct buffer line = { 0 };
	size_t i;

	if (json_array_size(missing) > 0)
		tell(telling,
		    _("in the plan but not in the file, left as they are:"));
	json_array_foreach (missing, i, activity) {
		buffer_printf(&line, "  %lld %s",
		    import_answer_count_of(activity, "id"),
		    json_string_value(json_object_get(activity, "activity")));
		tell_words(telling, &line);
	}
	if (import_answer_count_of(result, "unlisted") > 0) {
		buffer_printf(&line,
		    _("and %lld more, of all the lists above, that the answer"
		      " has no room for: a table in parts with --dry-run, or"
		      " planvakt activity list --plan %s, shows them"),
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
	output_note(output, json_text(result, "note"));
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
	if (telling.left_out == 1)
		import_answer_print(output, telling.last);
	else if (telling.left_out > 1)
		fprintf(output->to,
		    _("%zu more lines: a pager, or --format json, has all\n"),
		    telling.left_out);
	free(telling.last);
}
