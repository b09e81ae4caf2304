/* SPDX-License-Identifier: ISC */
#include "client/import.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/encoding.h"
#include "client/csv_table.h"

/* In the order of `columns`. */
enum place { KEY, ACTIVITY, PURPOSE, TIMEFRAME, OWNER, AREAS, STRATEGIES };

static const struct csv_table_column columns[] = {
	[KEY] = { "key", "Nr, Nummer, Id, Number, Key, No", false },
	[ACTIVITY] = { "activity",
	    "Aktivitet, Aktiviteter, Åtgärd, Insats, Activity, Action", true },
	[PURPOSE] = { "purpose", "Syfte, Mål, Purpose, Aim", false },
	[TIMEFRAME] = { "timeframe",
	    "Tidplan, Tidsplan, Tidsram, Tid, När, Period, Timeframe, When",
	    false },
	[OWNER] = { "owner",
	    "Ansvarig, Ansvariga, Ansvar, Ansvarig förvaltning, Owner, "
	    "Responsible, Lead",
	    false },
	[AREAS] = { "areas", "Område, Områden, Area, Areas", false },
	[STRATEGIES] = { "strategies",
	    "Strategi, Strategier, Strategy, Strategies", false },
	{ 0 },
};

/* --- the request --- */

/* "VBE, HRV" and "VBE/HRV" are two words. */
static json_t *split_words(const char *cell)
{
	json_t *words = json_array();
	struct buffer word = { 0 };

	while (*cell != '\0') {
		size_t length = strcspn(cell, ",/");

		buffer_cut(&word, 0);
		encoding_fold(&word, cell, length);
		if (word.length > 0)
			json_array_append_new(words, json_string(word.bytes));
		cell += length + (cell[length] != '\0');
	}
	buffer_free(&word);
	return words;
}

static json_t *make_row(const struct csv_table_row *row)
{
	json_t *object = json_object();

	json_object_set_new(object, "line", json_integer(row->line));
	for (enum place place = KEY; place <= STRATEGIES; place++) {
		const char *cell = row->cells[place];

		if (cell == NULL)
			continue;
		json_object_set_new(object, columns[place].name,
		    place >= AREAS ? split_words(cell) : json_string(cell));
	}
	return object;
}

static json_t *make_rows(const struct csv_table *csv_table)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < csv_table->count; i++)
		json_array_append_new(rows, make_row(&csv_table->rows[i]));
	return rows;
}

static int import_read_file(json_t *params, const char *path, struct err *err)
{
	struct csv_table csv_table;

	if (csv_table_read(&csv_table, path, columns, err) != 0)
		return -1;
	if (csv_table.unread.length > 0)
		fprintf(stderr, "planvakt: columns that are not read: %s\n",
		    csv_table.unread.bytes);
	json_object_set_new(params, "rows", make_rows(&csv_table));
	json_object_del(params, "file");
	csv_table_release(&csv_table);
	return 0;
}

/* --- the result, for people --- */

static long long count_of(json_t *result, const char *name)
{
	return (long long)json_integer_value(json_object_get(result, name));
}

static void print_clean(FILE *to, json_t *object, const char *name)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_words(&text, object, name);
	for (char *at = text.bytes; *at != '\0'; at++)
		*at = *at == '\n' ? ' ' : *at;
	fputs(text.bytes, to);
	buffer_free(&text);
}

static void print_unread(FILE *to, json_t *unread)
{
	json_t *cell;
	size_t i;

	if (json_array_size(unread) > 0)
		fputs("not read, a person has to look:\n", to);
	json_array_foreach (unread, i, cell) {
		fprintf(to, "  line %lld, ", count_of(cell, "line"));
		print_clean(to, cell, "column");
		fputs(" \"", to);
		print_clean(to, cell, "text");
		fputs("\": ", to);
		print_clean(to, cell, "reason");
		fputc('\n', to);
	}
}

static void print_missing(FILE *to, json_t *missing)
{
	json_t *activity;
	size_t i;

	if (json_array_size(missing) > 0)
		fputs(
		    "in the plan but not in the file, left as they are:\n", to);
	json_array_foreach (missing, i, activity) {
		fprintf(to, "  %lld ", count_of(activity, "id"));
		print_clean(to, activity, "activity");
		fputc('\n', to);
	}
}

static void print_result(FILE *to, json_t *result)
{
	if (json_is_true(json_object_get(result, "unchanged")))
		fputs("nothing changed: ", to);
	fprintf(to, "%lld added, %lld changed, %lld unchanged\n",
	    count_of(result, "added"), count_of(result, "changed"),
	    count_of(result, "unchanged_rows"));
	if (count_of(result, "skipped") > 0)
		fprintf(to, "%lld left out: their timeframes are impossible\n",
		    count_of(result, "skipped"));
	print_unread(to, json_object_get(result, "unread"));
	print_missing(to, json_object_get(result, "missing"));
	if (count_of(result, "unlisted") > 0)
		fprintf(to, "and %lld more\n", count_of(result, "unlisted"));
	if (json_is_true(json_object_get(result, "dry_run")))
		fputs("a dry run: nothing was stored\n", to);
}

int import_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	const char *path = json_string_value(json_object_get(params, "file"));
	const struct verb *verb = call->words->verb;
	struct answer answer;

	if (import_read_file(params, path, err) != 0 ||
	    call_open(call, err) != 0 ||
	    call_request(call, verb->method, params, true, &answer, err) != 0)
		return -1;
	if (output_is_table(&call->output))
		print_result(call->output.to, answer.result);
	else
		output_thing(&call->output, answer.result);
	message_answer_release(&answer);
	return 0;
}
