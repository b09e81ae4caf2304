/* SPDX-License-Identifier: ISC */
#include "client/words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/unknown.h"
#include "client/value_day.h"
#include "client/value_interval.h"
#include "client/typed_number.h"
#include "client/value_setting.h"
#include "protocol/buffer.h"
#include "protocol/public_file.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"

#define WORD_SHOWN (4 * WORD_MAX) /* a word as typed, translated */

enum token_kind { TOKEN_END, TOKEN_VALUE, TOKEN_OPTION };

struct token {
	enum token_kind kind;
	const char *text;        /* as typed */
	const char *value;       /* of an option; NULL where it is missing */
	const struct word *word; /* an option's; NULL where it is unknown */
	bool global;
};

/* Where we are in a line, read by one row's grammar. */
struct line {
	int argc;
	char **argv;
	int at;
	bool ended; /* by `--`: no more options */
	struct grammar globals, row;
};

static void line_start(struct line *line, int argc, char **argv)
{
	*line = (struct line){ .argc = argc, .argv = argv, .at = 1 };
	grammar_read(&line->globals, WORDS_GLOBAL);
}

static void line_rewind(struct line *line)
{
	line->at = 1;
	line->ended = false;
}

static void line_again(struct line *line, const char *row)
{
	line_rewind(line);
	grammar_read(&line->row, row);
}

static const struct word *find_option(
    const struct line *line, const char *text, bool *global)
{
	const struct word *word;
	const char *name;
	size_t length;

	*global = true;
	if (strcmp(text, "-h") == 0 || strcmp(text, "-V") == 0)
		text = text[1] == 'h' ? "--help" : "--version";
	else if (strcmp(text, "--hjälp") == 0)
		text = "--help";
	if (strncmp(text, "--", 2) != 0)
		return NULL;
	name = text + 2;
	length = strcspn(name, "=");
	word = grammar_option(&line->globals, name, length);
	if (word != NULL)
		return word;
	*global = false;
	return grammar_option(&line->row, name, length);
}

/* An option is never taken for the value of the option before it. */
static bool is_value(const struct line *line, const char *text)
{
	bool global;

	return text != NULL && strcmp(text, "--") != 0 &&
	    find_option(line, text, &global) == NULL;
}

static struct token next_token(struct line *line)
{
	struct token token = { .kind = TOKEN_END };

	if (line->at >= line->argc)
		return token;
	token.text = line->argv[line->at++];
	if (!line->ended && strcmp(token.text, "--") == 0) {
		line->ended = true;
		return next_token(line);
	}
	token.kind = TOKEN_VALUE;
	if (line->ended || token.text[0] != '-' || token.text[1] == '\0')
		return token;
	token.kind = TOKEN_OPTION;
	token.word = find_option(line, token.text, &token.global);
	token.value = strchr(token.text, '=');
	if (token.value != NULL)
		token.value++;
	else if (token.word != NULL && token.word->kind == WORD_OPTION &&
	    is_value(line, line->argv[line->at]))
		token.value = line->argv[line->at++];
	return token;
}

/* Who looks for help does not have to know its English name. */
static bool is_own_word(const char *name, const char *typed)
{
	return strcmp(typed, name) == 0 ||
	    (strcmp(typed, "hjälp") == 0 && strcmp(name, "help") == 0);
}

/* Reads the line by the row in line->row: how well it fits, 0 where it does
 * not, more for more of its own words and for no unknown option. */
static int fit(struct line *line)
{
	size_t values = 0;
	bool known = true;

	for (;;) {
		struct token token = next_token(line);

		if (token.kind == TOKEN_END)
			break;
		if (token.kind == TOKEN_OPTION)
			known &= token.word != NULL;
		else if (values >= line->row.literals)
			continue;
		else if (!is_own_word(
			     line->row.words[values++].name, token.text))
			return 0;
	}
	if (values < line->row.literals)
		return 0;
	return 2 * (int)values + known;
}

/* Whether the row's first own word is among the words at all: few rows need to
 * be read. */
static bool may_fit(const struct line *line, const char *row)
{
	size_t length = strcspn(row, " ");

	for (int i = 1; i < line->argc; i++)
		if ((strlen(line->argv[i]) == length &&
			memcmp(line->argv[i], row, length) == 0) ||
		    strcmp(line->argv[i], "hjälp") == 0)
			return true;
	return false;
}

static const struct verb *words_choose(
    struct line *line, const struct topic *topic)
{
	const struct verb *best = NULL, *row = NULL;
	int best_fit = 0;

	while ((row = verb_next(&topic, row)) != NULL) {
		int how;

		if (!may_fit(line, row->grammar))
			continue;
		line_again(line, row->grammar);
		how = fit(line);
		if (how > best_fit) {
			best_fit = how;
			best = row;
		}
	}
	line_again(line, best != NULL ? best->grammar : "");
	return best;
}

static int missing_value(const struct token *token, struct err *err)
{
	return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s",
	    token->word->name, token->word->name, grammar_shown(token->word));
}

static int read_global(
    struct words *words, const struct token *token, struct err *err)
{
	const char *name = token->word->name;

	if (token->word->kind == WORD_OPTION && token->value == NULL)
		return missing_value(token, err);
	if (strcmp(name, "socket") == 0)
		words->socket = token->value;
	else if (strcmp(name, "key") == 0)
		words->key = token->value;
	else if (strcmp(name, "format") == 0)
		words->format = token->value;
	else if (strcmp(name, "no-pager") == 0)
		words->no_pager = true;
	else if (strcmp(name, "help") == 0)
		words->help = true;
	else if (strcmp(name, "wide") == 0)
		words->wide = true;
	else
		words->version = true;
	return 0;
}

/* The options that every command takes, and the first words. */
static int read_globals(struct words *words, struct line *line, struct err *err)
{
	struct token token = next_token(line);

	for (; token.kind != TOKEN_END; token = next_token(line)) {
		if (token.kind == TOKEN_VALUE &&
		    words->given_count < WORDS_GIVEN)
			words->given[words->given_count++] = token.text;
		if (token.kind == TOKEN_OPTION && token.word != NULL &&
		    token.global && read_global(words, &token, err) != 0)
			return -1;
	}
	return 0;
}

/* --- the row's options and values --- */

static void name_word(char name[WORD_SHOWN], const struct word *word)
{
	if (word->kind == WORD_VALUE)
		snprintf(name, WORD_SHOWN, "<%s>",
		    translate_word("shown", word->name));
	else
		snprintf(name, WORD_SHOWN, "--%s", word->name);
}

static json_t *words_read_number(
    const struct word *word, const char *text, struct err *err)
{
	char name[WORD_SHOWN];

	name_word(name, word);
	return typed_number(word->name, name, text, err);
}

/* Without the comment, which may be a person's name: nothing needs it. */
static json_t *words_read_key(const char *path, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	char line[SIGN_SSH_PUBLIC];

	if (public_file_read(public, path, err) != 0)
		return NULL;
	sign_public_write(public, line);
	return json_string(line);
}

static json_t *words_read_text(
    const struct word *word, const char *text, struct err *err)
{
	char name[WORD_SHOWN], day[VALUE_DAY], interval[VALUE_INTERVAL];
	char setting[VALUE_SETTING];
	json_t *value;

	text = value_setting(word->name, text, setting);
	text = value_interval(word->name, text, interval);
	value = json_string(value_day(word->name, text, day));
	name_word(name, word);
	if (value == NULL)
		err_set(err, ERR_INVALID, "%s is not valid UTF-8", name);
	return value;
}

static json_t *words_read_value(
    const struct word *word, const char *text, struct err *err)
{
	if (word->kind == WORD_FLAG)
		return json_true();
	if (word->type == WORD_NUMBER)
		return words_read_number(word, text, err);
	if (word->type == WORD_KEY_FILE)
		return words_read_key(text, err);
	return words_read_text(word, text, err);
}

static int add_one(struct words *words, const struct word *word,
    const char *text, struct err *err)
{
	json_t *there = json_object_get(words->params, word->field);
	json_t *value;

	if (there != NULL && !word->repeats)
		return err_set(
		    err, ERR_USAGE, "--%s is given twice", word->name);
	value = words_read_value(word, text, err);
	if (value == NULL)
		return -1;
	if (!word->repeats)
		return json_object_set_new(words->params, word->field, value);
	if (there == NULL) {
		there = json_array();
		json_object_set_new(words->params, word->field, there);
	}
	return json_array_append_new(there, value);
}

/* Several numbers may stand in one word, as lists show them: "30, 7, 0". */
static int words_add_value(struct words *words, const struct word *word,
    const char *text, struct err *err)
{
	bool several = word->repeats && word->type == WORD_NUMBER;
	char one[32];

	assert(text != NULL || word->kind == WORD_FLAG);
	assert(word->kind != WORD_FLAG || !several);
	while (several && strchr(text, ',') != NULL) {
		size_t length = strcspn(text, ",");

		snprintf(one, sizeof(one), "%.*s", (int)length, text);
		if (add_one(words, word, one, err) != 0)
			return -1;
		text += length + 1;
		text += strspn(text, " ");
	}
	return add_one(words, word, text, err);
}

static int add_option(
    struct words *words, const struct token *token, struct err *err)
{
	assert(token->word != NULL); /* words_check_options() */
	if (token->word->kind == WORD_OPTION && token->value == NULL)
		return missing_value(token, err);
	if (token->word->kind == WORD_FLAG && token->value != NULL)
		return err_set(
		    err, ERR_USAGE, "--%s takes no value", token->word->name);
	return token->global
	    ? 0
	    : words_add_value(words, token->word, token->value, err);
}

/* Says what is wrong, a word too many or one that is missing, and then how the
 * row is written. */
static int wrong_row(const struct grammar *row, const char *what,
    bool is_missing, struct err *err)
{
	struct buffer text = { 0 };

	buffer_text(&text, "planvakt");
	for (size_t i = 0; i < row->count; i++) {
		buffer_text(&text, " ");
		grammar_word_write(&text, &row->words[i]);
	}
	if (is_missing)
		err_set(err, ERR_USAGE, "%s is missing: %s", what, text.bytes);
	else
		err_set(err, ERR_USAGE,
		    "%s is a word too many (quote texts with spaces): %s", what,
		    text.bytes);
	buffer_free(&text);
	return -1;
}

static int check_all_there(
    const struct words *words, const struct grammar *row, struct err *err)
{
	char name[WORD_SHOWN];

	for (size_t i = row->literals; i < row->count; i++) {
		const struct word *word = &row->words[i];

		if (!word->required ||
		    json_object_get(words->params, word->field) != NULL)
			continue;
		name_word(name, word);
		return wrong_row(row, name, true, err);
	}
	return 0;
}

/* Before values are counted: what follows an unknown option may be one. */
static int words_check_options(struct line *line, struct err *err)
{
	struct token token = next_token(line);

	for (; token.kind != TOKEN_END; token = next_token(line))
		if (token.kind == TOKEN_OPTION && token.word == NULL)
			return unknown_option(
			    token.text, &line->row, &line->globals, err);
	return 0;
}

static int words_read_row(
    struct words *words, struct line *line, struct err *err)
{
	const struct grammar *row = &line->row;
	size_t place = 0;

	for (;;) {
		struct token token = next_token(line);
		const struct word *word;

		if (token.kind == TOKEN_END)
			return check_all_there(words, row, err);
		if (token.kind == TOKEN_OPTION) {
			if (add_option(words, &token, err) != 0)
				return -1;
			continue;
		}
		if (place++ < row->literals)
			continue;
		word = grammar_value(row, place - 1 - row->literals);
		if (word == NULL)
			return wrong_row(row, token.text, false, err);
		if (words_add_value(words, word, token.text, err) != 0)
			return -1;
	}
}

/* The option before the first word that there is not; NULL: none. What follows
 * it may be its value, and no command. */
static const char *words_unknown_first(struct line *line)
{
	struct token token;

	line_again(line, "");
	do
		token = next_token(line);
	while (token.kind == TOKEN_OPTION && token.word != NULL);
	return token.kind == TOKEN_OPTION ? token.text : NULL;
}

/* No word at all asks how things stand. */
static const struct verb *words_alone(
    struct line *line, const struct topic *topic)
{
	const struct verb *row = NULL;

	while ((row = verb_next(&topic, row)) != NULL) {
		line_again(line, row->grammar);
		if (line->row.literals == 1 &&
		    strcmp(line->row.words[0].name, "status") == 0)
			return row;
	}
	return NULL;
}

int words_read(struct words *words, const struct topic *topics, int argc,
    char **argv, struct err *err)
{
	const char *unknown;
	struct line line;

	*words = (struct words){ .params = json_object() };
	line_start(&line, argc, argv);
	words->verb = words_choose(&line, topics);
	if (read_globals(words, &line, err) != 0)
		return -1;
	if (words->help || words->version)
		return 0;
	if (words->verb == NULL && words->given_count == 0)
		words->verb = words_alone(&line, topics);
	unknown = words->verb == NULL ? words_unknown_first(&line) : NULL;
	if (unknown != NULL)
		return unknown_option(unknown, &line.row, &line.globals, err);
	if (words->verb == NULL)
		return unknown_command(
		    words->given, words->given_count, topics, err);
	line_rewind(&line);
	if (words_check_options(&line, err) != 0)
		return -1;
	line_rewind(&line);
	return words_read_row(words, &line, err);
}

void words_release(struct words *words)
{
	json_decref(words->params);
	*words = (struct words){ 0 };
}
