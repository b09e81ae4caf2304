/* SPDX-License-Identifier: ISC */
#include "client/complete.h"

#include <stdbool.h>
#include <string.h>

#include "client/explained.h"
#include "client/grammar.h"
#include "client/words.h"
#include "protocol/translate.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The words of closed sets, by how grammars call their value. */
static const struct {
	const char *shown, *words[10];
} sets[] = {
	{ "FORMAT", { "table", "json", "csv" } },
	{ "KIND", { "csv", "json", "xlsx", "ods" } },
	{ "STATUS", { "planned", "started", "done" } },
	{ "S", { "planned", "started", "done", "dropped" } },
	{ "STATE",
	    { "planned", "waiting", "accepted", "failed", "withdrawn",
		"skipped", "acknowledged" } },
	{ "ROLE", { "coordinator", "department", "auditor" } },
	{ "LANGUAGE", { "sv", "en" } },
	{ "A", { "vbe", "hrv", "other" } },
	{ "AREA", { "vbe", "hrv" } },
	{ "STRATEGY", { "förebygga", "förhindra", "skydda", "hantera" } },
};

/* A line up to the word that is completed. */
struct completion {
	FILE *to;
	const char *part;       /* what is there of the word */
	const char *const *own; /* the line's words that are no option's */
	size_t own_count;
	struct grammar globals;
	bool ended; /* by `--`: no more options */
};

static void offer(
    const struct completion *self, const char *word, const char *says)
{
	if (strncmp(word, self->part, strlen(self->part)) != 0)
		return;
	fprintf(self->to, "%s", word);
	if (says[0] != '\0')
		fprintf(self->to, "\t%s", translate(says));
	fputc('\n', self->to);
}

static void offer_set(const struct completion *self, const struct word *value)
{
	for (size_t i = 0; i < COUNT(sets); i++)
		for (size_t j = 0; strcmp(sets[i].shown, value->shown) == 0 &&
		     j < COUNT(sets[i].words) && sets[i].words[j] != NULL;
		     j++)
			offer(self, sets[i].words[j], "");
}

static void offer_options(
    const struct completion *self, const struct grammar *grammar)
{
	char name[WORD_MAX + 2];

	for (size_t i = 0; i < grammar->count; i++) {
		const struct word *word = &grammar->words[i];

		if (word->kind != WORD_OPTION && word->kind != WORD_FLAG)
			continue;
		snprintf(name, sizeof(name), "--%s", word->name);
		offer(self, name, explained_option(word));
	}
}

/* The row of which the line has all own words, and most of them; NULL where
 * there is none yet. */
static const struct verb *complete_row(const struct completion *self,
    const struct topic *topic, struct grammar *grammar)
{
	const struct verb *row = NULL, *best = NULL;
	size_t most = 0;

	while ((row = verb_next(&topic, row)) != NULL) {
		grammar_read(grammar, row->grammar);
		if (grammar->literals > most &&
		    grammar_common(grammar, self->own, self->own_count) ==
			grammar->literals) {
			most = grammar->literals;
			best = row;
		}
	}
	grammar_read(grammar, best != NULL ? best->grammar : "");
	return best;
}

/* Whether one that was offered before has the same next word. */
static bool is_repeat(const struct completion *self, const struct topic *topic,
    const struct verb *end, const char *word)
{
	const struct verb *row = NULL;
	struct grammar grammar;

	while ((row = verb_next(&topic, row)) != end) {
		grammar_read(&grammar, row->grammar);
		if (grammar.literals > self->own_count &&
		    grammar_common(&grammar, self->own, self->own_count) ==
			self->own_count &&
		    strcmp(grammar.words[self->own_count].name, word) == 0)
			return true;
	}
	return false;
}

/* What a word leads to: the command's summary, or what all of its are about. */
static const char *leads_to(const struct completion *self,
    const struct topic *topic, const struct verb *row,
    const struct grammar *grammar)
{
	const char *next = grammar->words[self->own_count].name;

	if (grammar->literals > self->own_count + 1 &&
	    strcmp(next, topic->name) == 0)
		return topic->summary;
	return row->summary;
}

static void offer_commands(
    const struct completion *self, const struct topic *topics)
{
	const struct topic *topic = topics;
	const struct verb *row = NULL;
	struct grammar grammar;

	while ((row = verb_next(&topic, row)) != NULL) {
		const char *next;

		grammar_read(&grammar, row->grammar);
		if (grammar.literals <= self->own_count ||
		    grammar_common(&grammar, self->own, self->own_count) <
			self->own_count)
			continue;
		next = grammar.words[self->own_count].name;
		if (!is_repeat(self, topics, row, next))
			offer(self, next, leads_to(self, topic, row, &grammar));
	}
}

/* The option that a word is, of the row or of every command. */
static const struct word *option_of(const struct completion *self,
    const struct grammar *grammar, const char *word)
{
	const struct word *option;

	if (strncmp(word, "--", 2) != 0 || strchr(word, '=') != NULL)
		return NULL;
	option = grammar_option(&self->globals, word + 2, strlen(word + 2));
	if (option == NULL)
		option = grammar_option(grammar, word + 2, strlen(word + 2));
	return option;
}

/* Takes the options and their values out of the words, in `own`; returns the
 * option that waits for its value, or NULL. The row grows with the words. */
static const struct word *words_sort(struct completion *self,
    const struct topic *topics, const char *const *words, size_t count,
    const char **own, struct grammar *grammar)
{
	const struct word *option = NULL;

	self->own = own;
	complete_row(self, topics, grammar);
	for (size_t i = 0; i < count; i++) {
		bool value = option != NULL && option->kind == WORD_OPTION;

		option = NULL;
		if (value)
			continue;
		if (!self->ended && strcmp(words[i], "--") == 0) {
			self->ended = true;
		} else if (!self->ended && words[i][0] == '-') {
			option = option_of(self, grammar, words[i]);
		} else if (self->own_count < GRAMMAR_MAX) {
			own[self->own_count++] = words[i];
			complete_row(self, topics, grammar);
		}
	}
	return option != NULL && option->kind == WORD_OPTION ? option : NULL;
}

/* Behind a command's own words: a value of a closed set, or its options. */
static void offer_rest(
    const struct completion *self, const struct grammar *grammar)
{
	const struct word *value =
	    grammar_value(grammar, self->own_count - grammar->literals);

	if (value != NULL)
		offer_set(self, value);
	else if (!self->ended)
		offer_options(self, grammar);
}

void complete_write(FILE *to, const struct topic *topics,
    const char *const *words, size_t count)
{
	struct completion self = { .to = to, .part = "" };
	const char *own[GRAMMAR_MAX];
	struct grammar grammar;
	const struct word *option;

	if (count > 0)
		self.part = words[--count];
	grammar_read(&self.globals, WORDS_GLOBAL);
	option = words_sort(&self, topics, words, count, own, &grammar);
	if (option != NULL) {
		offer_set(&self, option);
	} else if (!self.ended && self.part[0] == '-') {
		offer_options(&self, &grammar);
		offer_options(&self, &self.globals);
	} else {
		offer_commands(&self, topics);
		if (grammar.literals > 0)
			offer_rest(&self, &grammar);
	}
}
