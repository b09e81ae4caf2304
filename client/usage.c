/* SPDX-License-Identifier: ISC */
#include "client/usage.h"

#include <string.h>

#include "client/explained.h"
#include "client/grammar.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define LINE_WIDTH 78
#define OWN_WIDTH  22
#define DAY_WIDTH  50

/* What it says, in further lines where it is long: those stand as far in as the
 * first. */
static void print_said(FILE *to, const char *says, size_t column)
{
	width_print(to, translate(says), column, LINE_WIDTH + 2);
}

static void print_own_words(FILE *to, const struct verb *verb)
{
	struct buffer own = { 0 };
	struct grammar grammar;

	grammar_read(&grammar, verb->grammar);
	for (size_t i = 0; i < grammar.literals; i++)
		buffer_printf(
		    &own, "%s%s", i > 0 ? " " : "", grammar.words[i].name);
	fprintf(to, "  %-*s", OWN_WIDTH, own.bytes);
	print_said(to, verb->summary, OWN_WIDTH + 2);
	buffer_free(&own);
}

void usage_overview(FILE *to, const struct topic *topics)
{
	const char *line, *what;

	fputs(
	    _("usage: planvakt [--socket PATH] [--key FILE] "
	      "[--format table|json|csv]\n"
	      "                [--wide] [--no-pager] COMMAND\n\nEvery day:\n"),
	    to);
	for (size_t i = 0; (line = explained_everyday(i, &what)) != NULL; i++) {
		fprintf(
		    to, "  %s%*s", line, DAY_WIDTH - (int)width_of(line), "");
		print_said(to, what, DAY_WIDTH + 2);
	}
	for (; topics->name != NULL; topics++) {
		const struct verb *row = topics->verbs;

		fprintf(to, "\n%s:\n", translate(topics->summary));
		for (; row->grammar != NULL; row++)
			print_own_words(to, row);
	}
	fputs(_("\n`planvakt help COMMAND` tells how a command is written. "
		"Socket and key may\nstand in ~/.config/planvakt/config, or in "
		"PLANVAKT_SOCKET and PLANVAKT_KEY.\n"),
	    to);
}

/* How long the next word of a line of the shell is, with the blanks before it:
 * what is quoted is one. */
static size_t shell_word(const char *line)
{
	size_t length = strspn(line, " ");
	bool quoted = false;

	for (; line[length] != '\0' && (quoted || line[length] != ' ');
	     length++)
		if (line[length] == '\'')
			quoted = !quoted;
	return length;
}

/* A line of the shell, in further lines where it is long, which the shell reads
 * as one. An option and its value stay together. */
static void print_shell(FILE *to, const char *line)
{
	size_t column = 0;

	while (*line != '\0') {
		size_t length = shell_word(line), width;
		struct buffer word = { 0 };

		if (strncmp(line, " --", 3) == 0 &&
		    strncmp(line + length, " --", 3) != 0)
			length += shell_word(line + length);
		buffer_add(&word, line, length);
		width = width_of(word.bytes);
		if (column > 0 && column + width > LINE_WIDTH) {
			fputs(" \\\n   ", to);
			column = 3;
		}
		fputs(word.bytes, to);
		column += width;
		line += length;
		buffer_free(&word);
	}
	fputc('\n', to);
}

/* Its options, a line each, and an example. */
static void print_explained(FILE *to, const struct verb *verb)
{
	struct buffer option = { 0 }, example = { 0 };
	struct grammar grammar;

	grammar_read(&grammar, verb->grammar);
	for (size_t i = grammar.literals; i < grammar.count; i++) {
		const struct word *word = &grammar.words[i];

		if (word->kind == WORD_VALUE ||
		    explained_option(word)[0] == '\0')
			continue;
		buffer_cut(&option, 0);
		buffer_printf(&option, "--%s%s%s", word->name,
		    word->kind == WORD_OPTION ? " " : "",
		    word->kind == WORD_OPTION ? grammar_shown(word) : "");
		fprintf(to, "  %s%*s", option.bytes,
		    width_of(option.bytes) < OWN_WIDTH
			? (int)(OWN_WIDTH - width_of(option.bytes))
			: 1,
		    "");
		print_said(to, explained_option(word), OWN_WIDTH + 2);
	}
	buffer_cut(&option, 0);
	for (size_t i = 0; i < grammar.literals; i++)
		buffer_printf(&option, " %s", grammar.words[i].name);
	buffer_printf(&example, _("For example: planvakt%s%s"), option.bytes,
	    explained_example(&grammar));
	fputc('\n', to);
	print_shell(to, example.bytes);
	buffer_free(&example);
	buffer_free(&option);
}

static void print_grammar(FILE *to, const struct verb *verb)
{
	struct buffer word = { 0 };
	struct grammar grammar;
	size_t column;

	grammar_read(&grammar, verb->grammar);
	column = (size_t)fprintf(to, "planvakt");
	for (size_t i = 0; i < grammar.count; i++) {
		buffer_cut(&word, 0);
		grammar_word_write(&word, &grammar.words[i]);
		if (column + 1 + width_of(word.bytes) > LINE_WIDTH)
			column = (size_t)fprintf(to, "\n       ") - 1;
		fprintf(to, " %s", word.bytes);
		column += 1 + width_of(word.bytes);
	}
	fprintf(to, "\n    ");
	print_said(to, verb->summary, 4);
	buffer_free(&word);
}

void usage_command(FILE *to, const struct verb *verb)
{
	print_grammar(to, verb);
	print_explained(to, verb);
}

bool usage_topic(FILE *to, const struct topic *topics, const char *const *given,
    size_t count)
{
	const struct verb *row = NULL, *last = NULL;
	bool several = false;

	while ((row = verb_next(&topics, row)) != NULL) {
		struct grammar grammar;

		grammar_read(&grammar, row->grammar);
		if (grammar_common(&grammar, given, count) < count)
			continue;
		print_grammar(to, row);
		several = last != NULL;
		last = row;
	}
	if (several)
		fprintf(to,
		    _("\n`planvakt help %s COMMAND` explains the options of"
		      " one.\n"),
		    given[0]);
	else if (last != NULL)
		print_explained(to, last);
	return last != NULL;
}
