/* SPDX-License-Identifier: ISC */
#include "client/answer_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/answer_tokens.h"
#include "protocol/translate.h"

/* --- sayings --- */

static const struct answer_token *token_at(
    const struct answer_line *line, size_t ahead)
{
	size_t at = line->at + ahead;

	return &line->tokens[at < line->count ? at : line->count];
}

static enum answer_meaning next(const struct answer_line *line, size_t ahead)
{
	return token_at(line, ahead)->meaning;
}

static bool has_four_digits(const struct answer_token *token)
{
	return token->meaning == WORD_NUMBER && strlen(token->text) == 4;
}

/* How many tokens from here on are a day, if the daemon finds that they are
 * one: "2022-10-12", "12 oktober", "October 12". */
static size_t day_tokens(const struct answer_line *line)
{
	if (next(line, 0) == WORD_DAY)
		return next(line, 1) == WORD_UNKNOWN ? 2 : 1;
	if (next(line, 0) == WORD_NUMBER && !token_at(line, 0)->stop &&
	    next(line, 1) == WORD_UNKNOWN)
		return 2;
	if (next(line, 0) == WORD_UNKNOWN &&
	    (next(line, 1) == WORD_NUMBER || next(line, 1) == WORD_DAY) &&
	    !has_four_digits(token_at(line, 1)))
		return 2;
	return 0;
}

static bool answer_words_day(
    struct answer_line *line, struct saying *saying, size_t tokens)
{
	bool said = saying->day[0] != '\0';
	size_t length = 0;

	/* "2022-10-12" and "12/10/2022" say their year themselves. */
	saying->has_year = tokens == 1 && strlen(token_at(line, 0)->text) >= 8;
	if (!saying->has_year && has_four_digits(token_at(line, tokens))) {
		saying->has_year = true;
		tokens++;
	}
	for (size_t i = 0; i < tokens; i++)
		length += (size_t)snprintf(saying->day + length,
		    sizeof(saying->day) - length, "%s%s", i > 0 ? " " : "",
		    token_at(line, i)->text);
	line->at += tokens;
	line->last = WORD_END;
	return !said && length < sizeof(saying->day);
}

static bool read_near(struct answer_line *line, struct saying *saying)
{
	bool said = saying->day[0] != '\0';

	saying->near = answer_tokens_near(token_at(line, 0));
	saying->has_year = true;
	snprintf(
	    saying->day, sizeof(saying->day), "%s", token_at(line, 0)->text);
	line->at++;
	line->last = WORD_END;
	return !said;
}

static bool read_percent(struct answer_line *line, struct saying *saying)
{
	const struct answer_token *number = token_at(line, 0);
	bool said = saying->progress >= 0;

	if (strlen(number->text) > 3 || strtol(number->text, NULL, 10) > 100)
		return false;
	saying->progress = (int)strtol(number->text, NULL, 10);
	if (line->last == WORD_DONE && saying->progress < 100) {
		saying->done = false;
		line->share = true;
	}
	line->last = token_at(line, 1)->stop ? WORD_END : WORD_PERCENT;
	line->at += 2;
	return !said;
}

static bool read_status(struct answer_line *line, struct saying *saying)
{
	bool negated = next(line, 0) == WORD_NOT, said = saying->status != NULL;

	while (negated &&
	    (next(line, 0) == WORD_NOT || next(line, 0) == WORD_FILL))
		line->at++;
	if (next(line, 0) != WORD_STARTED)
		return false;
	saying->status = negated ? "planned" : "started";
	line->at++;
	return !said;
}

/* "80 % klart" is not done, "klart" is. */
static void read_done(struct answer_line *line, struct saying *saying)
{
	if (line->last == WORD_PERCENT && saying->progress < 100)
		line->share = true;
	else
		saying->done = true;
	line->last = token_at(line, 0)->stop ? WORD_END : WORD_DONE;
	line->at++;
}

static void skip_word(struct answer_line *line, struct saying *saying)
{
	saying->past |= next(line, 0) == WORD_PAST;
	saying->future |= next(line, 0) == WORD_FUTURE;
	if (token_at(line, 0)->stop)
		line->last = WORD_END;
	line->at++;
}

/* "Inte börjat, börjar 1 september": the plan has no place for that day, so
 * the words are kept. They end the line. */
static bool read_begin(struct answer_line *line, struct saying *saying)
{
	const struct answer_token *begins = token_at(line, 0);
	size_t tokens;

	if (saying->status == NULL)
		saying->status = "planned";
	if (strcmp(saying->status, "planned") != 0)
		return false;
	line->at++;
	while (next(line, 0) == WORD_FILL)
		line->at++;
	tokens = day_tokens(line);
	line->at += tokens;
	if (tokens > 0 && has_four_digits(token_at(line, 0)))
		line->at++;
	saying->note = begins->raw;
	return tokens > 0 && line->at == line->count;
}

/* Reads one word or what belongs together; false where it is not known. */
static bool read_word(struct answer_line *line, struct saying *saying)
{
	size_t day;

	if (next(line, 0) == WORD_NUMBER && next(line, 1) == WORD_PERCENT)
		return read_percent(line, saying);
	day = day_tokens(line);
	if (day > 0)
		return answer_words_day(line, saying, day);
	switch (next(line, 0)) {
	case WORD_NOT:
	case WORD_STARTED:
		return read_status(line, saying);
	case WORD_DONE:
		read_done(line, saying);
		return true;
	case WORD_BEGINS:
		return read_begin(line, saying);
	case WORD_NEAR:
		return read_near(line, saying);
	case WORD_AND:
	case WORD_FILL:
	case WORD_PAST:
	case WORD_FUTURE:
		skip_word(line, saying);
		return true;
	default:
		return false;
	}
}

/* "Nr 7, 8 och 9"; "7: 50 klar" may be a share that lacks its sign. */
static bool read_numbers(struct answer_line *line, struct saying *saying)
{
	for (;;) {
		size_t ahead = 0;
		const char *text;

		while (next(line, ahead) == WORD_LABEL ||
		    (saying->count > 0 && next(line, ahead) == WORD_AND))
			ahead++;
		if (saying->count > 0 && ahead == 0 &&
		    next(line, 0) == WORD_NUMBER &&
		    !line->tokens[line->at - 1].comma)
			return next(line, 1) == WORD_PERCENT ||
			    next(line, 1) == WORD_UNKNOWN;
		if (next(line, ahead) != WORD_NUMBER ||
		    (saying->count > 0 &&
			(next(line, ahead + 1) == WORD_PERCENT ||
			    next(line, ahead + 1) == WORD_UNKNOWN)))
			return saying->count > 0;
		text = token_at(line, ahead)->text;
		if (strlen(text) > 9 || saying->count == ANSWER_ACTIVITIES_MAX)
			return false;
		saying->activities[saying->count++] = strtol(text, NULL, 10);
		line->at += ahead + 1;
	}
}

/* A new due date is decided, not answered: the words are kept as they are. */
static bool read_need(struct answer_line *line, struct saying *saying)
{
	const char *note;
	size_t ahead = 0;

	while (next(line, ahead) == WORD_FILL)
		ahead++;
	if (next(line, ahead) != WORD_NEEDS)
		return false;
	note = token_at(line, ahead)->raw;
	while (next(line, ahead) != WORD_END &&
	    next(line, ahead) != WORD_DATE && next(line, ahead) != WORD_NOT)
		ahead++;
	if (next(line, ahead) != WORD_DATE)
		return false;
	saying->note = note;
	line->at = line->count;
	return true;
}

/* Whether what was said fits together. */
static bool is_whole(const struct saying *saying, bool share)
{
	bool dated = saying->day[0] != '\0';

	if (saying->status == NULL && saying->progress < 0 && !saying->done)
		return dated && saying->future && !saying->past;
	if (dated && !saying->done && !share && !saying->future)
		return false;
	if (saying->past && (saying->future || !saying->done))
		return false;
	if (dated || !saying->done)
		return dated || !saying->future;
	return !saying->future && saying->status == NULL &&
	    (saying->progress < 0 || saying->progress == 100);
}

static bool starts_saying(const struct answer_line *line)
{
	return next(line, 0) == WORD_LABEL ||
	    (next(line, 0) == WORD_NUMBER && next(line, 1) != WORD_PERCENT &&
		day_tokens(line) == 0);
}

static bool answer_words_saying(struct answer_line *line, struct saying *saying)
{
	*saying = (struct saying){ .progress = -1, .near = ANSWER_FAR };
	line->last = WORD_END;
	line->share = false;
	if (!read_numbers(line, saying))
		return false;
	if (read_need(line, saying))
		return true;
	/* "12 oktober 7 klar" is not of activity 12. */
	if (next(line, 0) == WORD_UNKNOWN)
		return false;
	while (line->at < line->count && !starts_saying(line))
		if (!read_word(line, saying))
			return false;
	return is_whole(saying, line->share);
}

size_t answer_words_read(
    struct saying sayings[ANSWER_SAYINGS_MAX], const char *text)
{
	struct answer_line line = { 0 };
	size_t count = 0;

	if (!answer_tokens_split(&line, text))
		return 0;
	while (line.at < line.count) {
		if (count == ANSWER_SAYINGS_MAX ||
		    !answer_words_saying(&line, &sayings[count]))
			return 0;
		count++;
	}
	return count;
}

long long answer_words_activity(const char *text, bool *labelled)
{
	struct answer_line line = { 0 };

	*labelled = false;
	if (!answer_tokens_split(&line, text) || !starts_saying(&line))
		return 0;
	for (; next(&line, 0) == WORD_LABEL; line.at++)
		*labelled = true;
	return next(&line, 0) == WORD_NUMBER
	    ? strtoll(token_at(&line, 0)->text, NULL, 10)
	    : 0;
}

static bool answer_words_among(
    const struct answer_token *token, const char *words)
{
	char word[48];

	snprintf(word, sizeof(word), " %s ", token->text);
	return strstr(words, word) != NULL;
}

static bool is_greeting(const struct answer_token *token)
{
	static const char words[] =
	    " hej hejsan hallå tjena goddag god dag morgon kära bästa tack mvh"
	    " vh med vänlig vänliga hälsning hälsningar på förhand trevlig helg"
	    " hi hello dear thanks best kind regards ";

	return answer_words_among(token, words);
}

/* A name's first letter: of ASCII, or from À to Þ, as in "Åsa". */
static bool is_capital(const char *raw)
{
	unsigned char second = (unsigned char)raw[1];

	return isupper((unsigned char)raw[0]) ||
	    (raw[0] == '\xc3' && second >= 0x80 && second <= 0x9e);
}

bool answer_words_greets(const char *text)
{
	struct answer_line line = { 0 };

	if (!answer_tokens_split(&line, text) || line.count == 0 ||
	    !is_greeting(&line.tokens[0]))
		return false;
	for (size_t i = 1; i < line.count; i++) {
		const struct answer_token *token = &line.tokens[i];

		if (!is_greeting(token) &&
		    (token->meaning != WORD_UNKNOWN || !is_capital(token->raw)))
			return false;
	}
	return true;
}

bool answer_words_takes_leave(const char *text)
{
	struct answer_line line = { 0 };

	if (!answer_words_greets(text) || !answer_tokens_split(&line, text))
		return false;
	for (size_t i = 0; i < line.count; i++)
		if (answer_words_among(&line.tokens[i],
			" mvh vh hälsning hälsningar regards "))
			return true;
	return false;
}

static bool has_word(const struct answer_line *line, enum answer_meaning word)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->tokens[i].meaning == word)
			return true;
	return false;
}

const char *answer_words_why(const char *text)
{
	struct saying sayings[ANSWER_SAYINGS_MAX];
	struct answer_line line = { 0 };

	if (!answer_tokens_split(&line, text))
		return N_("it is too long");
	line.at = next(&line, 0) == WORD_LABEL;
	if (next(&line, 0) != WORD_NUMBER && next(&line, 0) != WORD_DAY)
		return N_("it does not begin with an activity's number");
	/* A month is no word of the vocabulary. */
	if (answer_words_read(sayings, text) > 0)
		return N_("its sentence goes on in the next line");
	if (has_word(&line, WORD_DROPPED))
		return N_(
		    "giving an activity up is a decision: planvakt activity"
		    " drop N --reason TEXT");
	if (has_word(&line, WORD_UNKNOWN))
		return N_("not all of its words are known");
	return N_("it says what cannot be");
}
