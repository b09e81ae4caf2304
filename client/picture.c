/* SPDX-License-Identifier: ISC */
#include <inttypes.h>
#include <stdio.h>

#include "client/call.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static const struct column columns[] = {
	{ "area", "AREA", COLUMN_RARE },
	{ "kind", "KIND", COLUMN_RARE },
	{ "district", "DISTRICT", COLUMN_RARE },
	{ "month", "MONTH", COLUMN_RARE },
	{ "count", "COUNT", COLUMN_NUMBER },
	{ "before", "BEFORE", COLUMN_NUMBER },
	{ "year_before", "A YEAR BEFORE", COLUMN_NUMBER },
	{ "alert", "DEPARTS", COLUMN_RARE },
	{ "change", "CHANGE", COLUMN_RARE },
	{ 0 },
};

/* All pages of it as one. */
static int picture_ask(struct call *call, json_t **picture, struct err *err)
{
	json_t *params = call->words->params, *next;
	struct answer answer;

	*picture = NULL;
	do {
		if (call_request(
			call, "picture", params, false, &answer, err) != 0) {
			json_decref(*picture);
			return -1;
		}
		next = json_incref(json_object_get(answer.result, "next"));
		if (*picture == NULL)
			*picture = json_incref(answer.result);
		else
			json_array_extend(json_object_get(*picture, "rows"),
			    json_object_get(answer.result, "rows"));
		if (next != NULL)
			json_object_set(params, "after", next);
		json_decref(next);
		message_answer_release(&answer);
	} while (next != NULL);
	json_object_del(*picture, "next");
	return 0;
}

static void picture_line(struct output *output, struct buffer *text)
{
	struct buffer lines = { 0 };

	width_wrap(&lines, text->bytes, 2, output->width);
	fprintf(output->to, "%s\n", lines.bytes);
	buffer_free(&lines);
	buffer_cut(text, 0);
}

static void put_days(struct buffer *to, json_t *period)
{
	format_words(to, period, "from");
	buffer_text(to, " – ");
	format_words(to, period, "to");
}

/* Which periods the columns are. */
static void picture_head(struct output *output, json_t *picture)
{
	struct buffer text = { 0 }, now = { 0 }, before = { 0 }, year = { 0 };

	put_days(&now, picture);
	put_days(&before, json_object_get(picture, "before"));
	put_days(&year, json_object_get(picture, "year_before"));
	buffer_printf(&text, _("%s; before: %s; a year before: %s"), now.bytes,
	    before.bytes, year.bytes);
	picture_line(output, &text);
	buffer_free(&text);
	buffer_free(&now);
	buffer_free(&before);
	buffer_free(&year);
}

static void tell_unreported(struct output *output, json_t *picture)
{
	json_t *list = json_object_get(picture, "unreported"), *kind;
	struct buffer text = { 0 };
	size_t i;

	if (json_array_size(list) == 0)
		return;
	buffer_text(&text, _("not seen, or not reported?"));
	json_array_foreach (list, i, kind)
		buffer_printf(&text, "%s %s", i > 0 ? "," : "",
		    translate_word("value", json_string_value(kind)));
	picture_line(output, &text);
	buffer_free(&text);
}

static void tell_departing(struct output *output, json_t *picture)
{
	unsigned long cells = (unsigned long)json_number(picture, "cells");
	unsigned long departing =
	    (unsigned long)json_number(picture, "departing");
	struct buffer text = { 0 };

	if (cells == 0)
		buffer_text(&text,
		    _("whether something departs cannot be told yet: that "
		      "takes 12 whole months of observations before the "
		      "period"));
	else
		buffer_printf(&text,
		    translate_plural("looked at %lu cell: %lu departs from "
				     "what its history predicts",
			"looked at %lu cells: %lu departs from what its "
			"history predicts",
			cells),
		    cells, departing);
	picture_line(output, &text);
	buffer_free(&text);
}

static int picture_run(struct call *call, struct err *err)
{
	struct output *output = &call->output;
	json_t *picture, *rows;

	if (call_open(call, err) != 0 || picture_ask(call, &picture, err) != 0)
		return -1;
	rows = json_object_get(picture, "rows");
	if (output_is_table(output)) {
		picture_head(output, picture);
		output_list_rows(output, rows);
		output_list_end(output, _("nothing was observed"));
		tell_unreported(output, picture);
		tell_departing(output, picture);
	} else if (output->format == &output_csv) {
		output_list_rows(output, rows);
		output_list_end(output, NULL);
	} else {
		output_thing(output, picture);
	}
	json_decref(picture);
	return 0;
}

static const struct column adopt_columns[] = {
	{ "adopted", "ADOPTED", COLUMN_PLAIN },
	{ "decision", "DECISION", COLUMN_WORDS },
	{ "due", "UPDATE BY", COLUMN_PLAIN },
	{ 0 },
};

static const struct column problem_columns[] = {
	{ "id", NULL, COLUMN_NUMBER },
	{ "name", "PROBLEM", COLUMN_PLAIN },
	{ "area", "AREA", COLUMN_RARE },
	{ "text", "TEXT", COLUMN_RARE | COLUMN_WORDS },
	{ "activities", "ANSWERED BY", COLUMN_PLAIN },
	{ "closed", "CLOSED", COLUMN_RARE },
	{ "reason", "REASON", COLUMN_RARE | COLUMN_CUT },
	{ 0 },
};

const struct verb problem_verbs[] = {
	{ "problem add <name> [--area A] [--text WORDS]", "problem.add", WRITES,
	    "Name a line of the picture, for activities to answer.",
	    problem_columns },
	{ "problem list", "problem.list", LISTS,
	    "List the problems, and which activities answer each.",
	    problem_columns, "no problems" },
	{ "problem close <name> --reason TEXT", "problem.close", WRITES,
	    "Say that a problem is one no more.", problem_columns },
	{ 0 },
};

const struct verb picture_verbs[] = {
	{ "picture [--from DATE] [--to DATE] [--by WHAT]...", "picture", READS,
	    "What was observed, and what departs from its history.", columns,
	    NULL, picture_run },
	{ "picture adopt --on DATE --decision REF", "picture.adopt", WRITES,
	    "Say that the picture was adopted: it holds for two years.",
	    adopt_columns },
	{ 0 },
};
