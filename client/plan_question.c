/* SPDX-License-Identifier: ISC */
#include "client/plan_question.h"

#include <stdio.h>
#include <string.h>

#include "client/heading_choice.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static const struct question {
	const char *field, *what;
	const char *fields[3]; /* any of them answers it */
} questions[] = {
	{ "timeframe", N_("when it is to be done"),
	    { "timeframe", "start", "end" } },
	{ "owner", N_("who answers for it"),
	    { "owner", "cooperating", "lead" } },
};

#define QUESTIONS (sizeof(questions) / sizeof(questions[0]))

static bool is_open(const struct headings *headings, json_t *chosen,
    const struct question *question)
{
	for (size_t i = 0; i < 3; i++)
		if (headings_column(headings, question->fields[i]) >= 0 ||
		    heading_declined(chosen, question->fields[i]))
			return false;
	return true;
}

static void list_headings(struct buffer *to, const struct headings *headings)
{
	buffer_text(to, "");
	for (size_t i = 0; i < headings->width; i++)
		if (headings->names[i] != NULL)
			buffer_printf(to, "%s%s", to->length > 0 ? ", " : "",
			    headings->names[i]);
}

static int plan_question_refuse(const struct headings *headings,
    const struct grid *grid, const struct plan_table_options *options,
    struct err *err)
{
	bool time = is_open(headings, options->chosen, &questions[0]);
	bool owner = is_open(headings, options->chosen, &questions[1]);
	struct buffer there = { 0 };

	list_headings(&there, headings);
	err_set(err, ERR_INVALID,
	    time && owner
		? N_("the heading (line %lld of %s) has no column for when it "
		     "is to be done and none for who answers for it, there are "
		     "%s: give --column timeframe=HEADING --column "
		     "owner=HEADING, or where there are none --column "
		     "timeframe= --column owner=")
		: time
		? N_("the heading (line %lld of %s) has no column for when it "
		     "is to be done, there are %s: give --column "
		     "timeframe=HEADING, or where there is none --column "
		     "timeframe=")
		: N_("the heading (line %lld of %s) has no column for who "
		     "answers for it, there are %s: give --column "
		     "owner=HEADING, or where there is none --column owner="),
	    (long long)grid->rows[headings->row].line, options->path,
	    there.bytes);
	buffer_free(&there);
	return -1;
}

static int ask(const struct headings *headings,
    const struct plan_table_options *options, const struct question *question,
    struct err *err)
{
	struct buffer there = { 0 }, words = { 0 }, answer = { 0 };
	char line[512];

	list_headings(&there, headings);
	buffer_printf(
	    &words, _("%s has the columns %s."), options->path, there.bytes);
	width_print(stderr, words.bytes, 0, width_terminal(stderr));
	buffer_cut(&words, 0);
	buffer_printf(&words,
	    _("Which of them says %s? Type its heading, or only Return "
	      "where there is none:"),
	    translate(question->what));
	width_print(stderr, words.bytes, 0, width_terminal(stderr));
	fputs("> ", stderr);
	buffer_free(&words);
	buffer_free(&there);
	if (fgets(line, sizeof(line), stdin) == NULL)
		return err_set(
		    err, ERR_INVALID, "not answered: nothing was imported");
	line[strcspn(line, "\r\n")] = '\0';
	buffer_printf(&answer, "%s=%s", question->field, line);
	json_array_append_new(options->chosen, json_string(answer.bytes));
	buffer_free(&answer);
	return 1;
}

int plan_question(const struct headings *headings, const struct grid *grid,
    const struct plan_table_options *options, struct err *err)
{
	for (size_t i = 0; i < QUESTIONS; i++) {
		if (!is_open(headings, options->chosen, &questions[i]))
			continue;
		if (!options->may_ask)
			return plan_question_refuse(
			    headings, grid, options, err);
		return ask(headings, options, &questions[i], err);
	}
	return 0;
}
