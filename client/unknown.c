/* SPDX-License-Identifier: ISC */
#include "client/unknown.h"

#include <stdio.h>
#include <string.h>

#include "client/meaning.h"
#include "protocol/buffer.h"
#include "protocol/nearest.h"

/* Whether it is a word of the other program, that of who runs the machine. */
static bool is_of_daemon(const char *word)
{
	static const char *const words[] = { "init", "run", "check", "backup",
		"restore" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* A first word. */
static int unknown_first(const struct nearest *nearest, struct err *err)
{
	if (is_of_daemon(nearest->typed))
		return err_set(err, ERR_USAGE,
		    "%s is a command of planvaktd, for who runs the machine:"
		    " planvaktd --help shows the usage",
		    nearest->typed);
	if (nearest->word[0] != '\0')
		return err_set(err, ERR_USAGE,
		    "unknown command '%s': did you mean '%s'?", nearest->typed,
		    nearest->word);
	return err_set(err, ERR_USAGE,
	    "unknown command '%s': see `planvakt help`", nearest->typed);
}

/* A word behind `topic`. */
static int unknown_next(
    const struct nearest *nearest, const char *topic, struct err *err)
{
	if (nearest->word[0] != '\0')
		return err_set(err, ERR_USAGE,
		    "unknown word '%s': did you mean '%s'?", nearest->typed,
		    nearest->word);
	return err_set(err, ERR_USAGE,
	    "unknown word '%s': see `planvakt help %s`", nearest->typed, topic);
}

/* The own words that rows have after the first `common` of the given ones:
 * offered to `nearest`, or listed once each in `list`. */
static void continuations(const struct topic *topic, const char *const *given,
    size_t common, struct nearest *nearest, struct buffer *list)
{
	const struct verb *row = NULL;
	struct grammar grammar;

	while ((row = verb_next(&topic, row)) != NULL) {
		const char *name = grammar.words[common].name;

		grammar_read(&grammar, row->grammar);
		if (grammar.literals <= common ||
		    grammar_common(&grammar, given, common) != common)
			continue;
		if (nearest != NULL)
			nearest_offer(nearest, name);
		else
			buffer_printf(
			    list, "%s%s", list->length > 0 ? ", " : "", name);
	}
}

/* How many of the first words some row begins with. */
static size_t most_common(
    const struct topic *topic, const char *const *given, size_t count)
{
	const struct verb *row = NULL;
	struct grammar grammar;
	size_t most = 0, common;

	while ((row = verb_next(&topic, row)) != NULL) {
		grammar_read(&grammar, row->grammar);
		common = grammar_common(&grammar, given, count);
		most = common > most ? common : most;
	}
	return most;
}

/* What was meant, by what the word says and then by its letters. */
static int unknown_meant(const char *const *given, size_t count, size_t common,
    const struct topic *topics, struct err *err)
{
	struct nearest nearest = { .typed = given[common] };
	struct buffer line = { 0 };

	if ((common > 0 || !is_of_daemon(given[0])) &&
	    !meaning_find(&line, topics, given, count, common))
		continuations(topics, given, common, &nearest, NULL);
	if (line.length > 0 && common == 0)
		err_set(err, ERR_USAGE,
		    "unknown command '%s': did you mean `planvakt %s`?",
		    given[0], line.bytes);
	else if (line.length > 0)
		err_set(err, ERR_USAGE,
		    "unknown word '%s': did you mean `planvakt %s`?",
		    given[common], line.bytes);
	else if (common == 0)
		unknown_first(&nearest, err);
	else
		unknown_next(&nearest, given[0], err);
	buffer_free(&line);
	return -1;
}

int unknown_command(const char *const *given, size_t count,
    const struct topic *topics, struct err *err)
{
	size_t common = most_common(topics, given, count);
	struct buffer list = { 0 };

	if (count == 0)
		return err_set(
		    err, ERR_USAGE, "no command given: see `planvakt help`");
	if (common < count)
		return unknown_meant(given, count, common, topics, err);
	continuations(topics, given, common, NULL, &list);
	err_set(err, ERR_USAGE, "'%s' needs one more word: %s",
	    given[common - 1], list.bytes);
	buffer_free(&list);
	return -1;
}

/* What another command changes. */
static const struct elsewhere {
	const char *row, *option, *line;
} elsewhere[] = {
	{ "edit", "--lead", "activity assign N CODE" },
	{ "edit", "--cooperating",
	    "activity assign N CODE --cooperating CODE" },
	{ "edit", "--timeframe", "activity move N TIMEFRAME --decision REF" },
	{ "edit", "--due", "activity move N TIMEFRAME --decision REF" },
	{ "edit", "--status", "update N --status S" },
	{ "edit", "--progress", "update N --progress P" },
	{ "edit", "--note", "update N --note TEXT" },
	{ "update", "--date", "update N --status done --done-on DATE" },
	{ "update", "--on", "update N --status done --done-on DATE" },
	{ "update", "--lead", "activity assign N CODE" },
	{ "update", "--reason", "activity drop N --reason TEXT" },
};

/* Before a command is read there is no word of its. */
static const char *unknown_elsewhere(
    const struct grammar *row, const char *option)
{
	const char *first = row->literals > 0 ? row->words[0].name : "";
	const char *last =
	    row->literals > 0 ? row->words[row->literals - 1].name : "";
	bool is_activity =
	    strcmp(first, "activity") == 0 || strcmp(first, "update") == 0;

	for (size_t i = 0;
	     is_activity && i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
		if (strcmp(elsewhere[i].row, last) == 0 &&
		    strcmp(elsewhere[i].option, option) == 0)
			return elsewhere[i].line;
	return NULL;
}

static int unknown_moved(const char *typed, const char *line, struct err *err)
{
	struct buffer words = { 0 };

	meaning_write(&words, line, NULL);
	err_set(err, ERR_USAGE,
	    "unknown option '%s': did you mean `planvakt %s`?", typed,
	    words.bytes);
	buffer_free(&words);
	return -1;
}

int unknown_option(const char *text, const struct grammar *row,
    const struct grammar *globals, struct err *err)
{
	const struct grammar *both[] = { row, globals };
	char typed[NEAREST_MAX + 1];
	struct nearest nearest = { 0 };
	const char *line;

	snprintf(typed, sizeof(typed), "%.*s", (int)strcspn(text, "="), text);
	line = unknown_elsewhere(row, typed);
	if (line != NULL)
		return unknown_moved(typed, line, err);
	/* Its dashes are not two letters that are right. */
	nearest.typed = typed + strspn(typed, "-");
	for (size_t i = 0; i < 2; i++)
		for (size_t j = both[i]->literals; j < both[i]->count; j++)
			if (both[i]->words[j].kind != WORD_VALUE)
				nearest_offer(&nearest, both[i]->words[j].name);
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_USAGE,
		    "unknown option '%s': did you mean '--%s'?", typed,
		    nearest.word);
	if (row->count == 0)
		return err_set(err, ERR_USAGE,
		    "unknown option '%s': see `planvakt help`", typed);
	return err_set(err, ERR_USAGE,
	    "unknown option '%s': see `planvakt help %s`", typed,
	    row->words[0].name);
}
