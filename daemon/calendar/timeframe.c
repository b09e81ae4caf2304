/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include <stdio.h>
#include <string.h>

#include "daemon/calendar/timeframe_statement.h"

static const char *const kind_words[] = {
	[TIMEFRAME_FIXED] = "fixed",
	[TIMEFRAME_DEADLINE] = "deadline",
	[TIMEFRAME_OPEN] = "open",
	[TIMEFRAME_ONGOING] = "ongoing",
	[TIMEFRAME_RECURRING] = "recurring",
	[TIMEFRAME_EVENT] = "event",
	[TIMEFRAME_UNDATED] = "undated",
	[TIMEFRAME_INVALID] = "invalid",
};
#define KINDS (int)(sizeof kind_words / sizeof kind_words[0])

const char *timeframe_kind_word(enum timeframe_kind kind)
{
	return kind_words[kind];
}

int timeframe_kind_of(const char *word)
{
	for (int kind = 0; kind < KINDS; kind++)
		if (strcmp(word, kind_words[kind]) == 0)
			return kind;
	return -1;
}

static bool has(const struct timeframe_token *tokens, enum token_type type)
{
	for (; tokens->type != TOKEN_END; tokens++)
		if (tokens->type == type)
			return true;
	return false;
}

/* Takes out every token of a type; TOKEN_END fills the rest, so that no rule
 * that looks ahead sees what was there. */
static bool strip(struct timeframe_token *tokens, enum token_type type)
{
	struct timeframe_token *to = tokens;
	bool found = false;

	for (; tokens->type != TOKEN_END; tokens++) {
		if (tokens->type != type)
			*to++ = *tokens;
		found |= tokens->type == type;
	}
	while (to < tokens)
		*to++ = (struct timeframe_token){ .type = TOKEN_END };
	return found;
}

/* --- again and again --- */

/* What something happens once per: "år", "termin", "kvartal" without a number
 * that would make it a certain one. */
static bool is_cycle(const struct timeframe_token *at)
{
	switch (at->type) {
	case TOKEN_YEAR_NOUN:
	case TOKEN_PERIOD_NOUN:
	case TOKEN_SCHOOL_YEAR:
	case TOKEN_SPAN_NOUN:
	case TOKEN_BLOCK:
	case TOKEN_WEEK:
		return at[1].type != TOKEN_YEAR &&
		    (at[1].type != TOKEN_NUMBER || at[1].ordinal);
	default:
		return false;
	}
}

/* "två gånger", and "en gång" unless a year says which one. */
static bool is_repeated(
    const struct timeframe_token *tokens, const struct timeframe_token *times)
{
	bool once = times > tokens && times[-1].type == TOKEN_NUMBER &&
	    times[-1].value == 1;

	return !once || !has(tokens, TOKEN_YEAR);
}

static bool is_recurring(const struct timeframe_token *tokens)
{
	for (const struct timeframe_token *at = tokens; at->type != TOKEN_END;
	     at++)
		switch (at->type) {
		case TOKEN_RECURRING:
			return true;
		case TOKEN_PER:
		case TOKEN_SLASH: /* "1 gång/år" */
			if (is_cycle(&at[1]))
				return true;
			break;
		case TOKEN_EACH:
			if (at[1].type == TOKEN_NUMBER)
				return true;
			break;
		case TOKEN_TIMES:
			if (is_repeated(tokens, at))
				return true;
			break;
		default:
			break;
		}
	return false;
}

/* --- without a date --- */

/* "vid", "efter" or "före" something that is no time. */
static bool is_event(const struct timeframe_token *tokens)
{
	return has(tokens, TOKEN_EVENT) ||
	    (has(tokens, TOKEN_UNKNOWN) &&
		(has(tokens, TOKEN_AT) || has(tokens, TOKEN_AFTER) ||
		    has(tokens, TOKEN_BEFORE)));
}

/* --- readings --- */

/* "en gång" says nothing that the rest does not say. */
static void strip_times(struct timeframe_token *tokens)
{
	for (struct timeframe_token *at = tokens; at->type != TOKEN_END; at++)
		if (at[0].type == TOKEN_NUMBER && at[1].type == TOKEN_TIMES)
			at->type = TOKEN_TIMES;
	strip(tokens, TOKEN_TIMES);
}

static struct timeframe timeframe_plain(enum timeframe_kind kind)
{
	return (struct timeframe){ kind, DAY_NONE, DAY_NONE, false, "" };
}

static void explain(struct timeframe *read, const char *reason)
{
	snprintf(read->reason, sizeof read->reason, "%s", reason);
}

static struct timeframe failed(enum problem problem)
{
	struct timeframe read = timeframe_plain(problem_kind(problem));

	explain(&read, problem_reason(problem));
	return read;
}

/* Reads what has dates, or should have. */
static struct timeframe read_dates(struct timeframe_token *tokens, int year)
{
	struct timeframe read = timeframe_plain(TIMEFRAME_UNDATED);
	struct statement statement;
	bool rough = strip(tokens, TOKEN_ROUGH);
	bool relative = strip(tokens, TOKEN_RELATIVE);
	enum doubt doubt = DOUBT_NONE;
	enum problem problem;

	strip_times(tokens);
	problem = statement_read(tokens, &statement);
	if (problem == PROBLEM_NONE)
		problem = statement_days(
		    &statement, relative ? 0 : year, &read, &doubt);
	if (problem_kind(problem) == TIMEFRAME_INVALID &&
	    has(tokens, TOKEN_UNKNOWN))
		problem = PROBLEM_WORDS; /* it may be no date at all */
	if (relative && problem != PROBLEM_NONE &&
	    problem_kind(problem) == TIMEFRAME_UNDATED)
		problem = PROBLEM_RELATIVE;
	if (problem != PROBLEM_NONE)
		return failed(problem);
	if (doubt == DOUBT_NONE && rough)
		doubt = DOUBT_ROUGH;
	read.vague = doubt != DOUBT_NONE;
	explain(&read, doubt_reason(doubt));
	return read;
}

/* "2025 och tills vidare" goes on from 2025; elsewhere the word only makes
 * the kind. */
static void strip_ongoing(struct timeframe_token *tokens)
{
	for (struct timeframe_token *at = tokens; at->type != TOKEN_END; at++) {
		enum token_type before = at > tokens ? at[-1].type : TOKEN_END;

		if (at->type == TOKEN_ONGOING && at > tokens &&
		    (at->value == 1 || before == TOKEN_AND ||
			before == TOKEN_DASH || before == TOKEN_UNTIL) &&
		    at[1].type == TOKEN_END)
			at->type = TOKEN_ONWARD;
	}
	strip(tokens, TOKEN_ONGOING);
}

/* Bounds are kept where they are known; without them it is ongoing too. */
static struct timeframe read_ongoing(struct timeframe_token *tokens, int year)
{
	struct timeframe read;

	strip_ongoing(tokens);
	read = read_dates(tokens, year);
	if (read.kind == TIMEFRAME_INVALID)
		return read;
	if (read.kind == TIMEFRAME_UNDATED)
		return timeframe_plain(TIMEFRAME_ONGOING);
	read.kind = TIMEFRAME_ONGOING;
	return read;
}

struct timeframe timeframe_read(const char *text, int year)
{
	char folded[FOLDED_SIZE];
	struct timeframe_token tokens[TOKENS_MAX];

	if (timeframe_fold(text, folded) != 0)
		return failed(PROBLEM_LONG);
	if (timeframe_tokens(folded, tokens) == 0)
		return failed(PROBLEM_EMPTY);
	if (year < YEAR_MIN || year > YEAR_MAX)
		year = 0;
	if (is_recurring(tokens))
		return timeframe_plain(TIMEFRAME_RECURRING);
	if (has(tokens, TOKEN_ONGOING))
		return read_ongoing(tokens, year);
	if (is_event(tokens))
		return timeframe_plain(TIMEFRAME_EVENT);
	return read_dates(tokens, year);
}
