/* SPDX-License-Identifier: ISC */
#include "client/usage.h"

#include <string.h>

#include "client/grammar.h"
#include "protocol/buffer.h"

#define LINE_WIDTH 78
#define OWN_WIDTH  22

static void print_own_words(FILE *to, const struct verb *verb)
{
	struct buffer own = { 0 };
	struct grammar grammar;

	grammar_read(&grammar, verb->grammar);
	for (size_t i = 0; i < grammar.literals; i++)
		buffer_printf(
		    &own, "%s%s", i > 0 ? " " : "", grammar.words[i].name);
	fprintf(to, "  %-*s%s\n", OWN_WIDTH, own.bytes, verb->summary);
	buffer_free(&own);
}

void usage_overview(FILE *to, const struct topic *topics)
{
	fputs("usage: planvakt [--socket PATH] [--key FILE] "
	      "[--format table|json|csv]\n"
	      "                [--wide] [--no-pager] COMMAND\n",
	    to);
	for (; topics->name != NULL; topics++) {
		const struct verb *row = topics->verbs;

		fprintf(to, "\n%s:\n", topics->summary);
		for (; row->grammar != NULL; row++)
			print_own_words(to, row);
	}
	fputs("\n`planvakt help COMMAND` tells how a command is written. "
	      "The environment may name\nthe socket in PLANVAKT_SOCKET and "
	      "the key in PLANVAKT_KEY.\n",
	    to);
}

void usage_command(FILE *to, const struct verb *verb)
{
	struct buffer word = { 0 };
	struct grammar grammar;
	size_t column;

	grammar_read(&grammar, verb->grammar);
	column = (size_t)fprintf(to, "planvakt");
	for (size_t i = 0; i < grammar.count; i++) {
		buffer_cut(&word, 0);
		grammar_word_write(&word, &grammar.words[i]);
		if (column + 1 + word.length > LINE_WIDTH)
			column = (size_t)fprintf(to, "\n       ") - 1;
		column += (size_t)fprintf(to, " %s", word.bytes);
	}
	fprintf(to, "\n    %s\n", verb->summary);
	buffer_free(&word);
}

bool usage_topic(FILE *to, const struct topic *topics, const char *const *given,
    size_t count)
{
	const struct verb *row = NULL;
	bool found = false;

	while ((row = verb_next(&topics, row)) != NULL) {
		struct grammar grammar;

		grammar_read(&grammar, row->grammar);
		if (grammar_common(&grammar, given, count) < count)
			continue;
		usage_command(to, row);
		found = true;
	}
	return found;
}
