/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include <stdio.h>
#include <string.h>

#include "daemon/calendar/timeframe_statement.h"
#include "daemon/calendar/timeframe_statement_days.h"

const char *const timeframe_kind_words[] = {
	[TIMEFRAME_FIXED] = "fixed",
	[TIMEFRAME_DEADLINE] = "deadline",
	[TIMEFRAME_OPEN] = "open",
	[TIMEFRAME_ONGOING] = "ongoing",
	[TIMEFRAME_RECURRING] = "recurring",
	[TIMEFRAME_EVENT] = "event",
	[TIMEFRAME_UNDATED] = "undated",
	[TIMEFRAME_INVALID] = "invalid",
	NULL,
};

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

/* --- what stands beside a time --- */

/* "Startat 2024, pågår" says since when, and no end. */
static bool is_since(const struct timeframe_token *tokens)
{
	return (has(tokens, TOKEN_START) || has(tokens, TOKEN_FROM)) &&
	    !has(tokens, TOKEN_DONE) && !has(tokens, TOKEN_BY) &&
	    !has(tokens, TOKEN_BEFORE) && !has(tokens, TOKEN_UNTIL);
}

/* "Q2 2026, pågår", "påbörjat, klart Q2 2026": set apart from a time, such a
 * word is a status. */
static void find_status(struct timeframe_token *tokens)
{
	bool since = is_since(tokens);

	for (struct timeframe_token *at = tokens; at->type != TOKEN_END; at++) {
		bool before = at > tokens && at[-1].type == TOKEN_COMMA;
		bool after = at[1].type == TOKEN_COMMA;

		if ((at->type == TOKEN_ONGOING && at->value == 2 && !since &&
			(before || after)) ||
		    (at->type == TOKEN_START && at->value == 1 && after &&
			at[2].type != TOKEN_YEAR))
			*at = (struct timeframe_token){ .type = TOKEN_STATUS };
	}
}

static bool is_separator(const struct timeframe_token *token)
{
	return token->type == TOKEN_COMMA || token->type == TOKEN_DASH ||
	    token->type == TOKEN_AND;
}

/* Whether the words of status say nothing about when: "genomförd 2025-12-17",
 * "snarast, dock senast 1 mars 2025", but not "försenad sedan mars 2025". */
static bool is_beside(
    const struct timeframe_token *tokens, const struct timeframe_token *status)
{
	if (status->value == 0)
		return !has(tokens, TOKEN_FROM) && !has(tokens, TOKEN_AFTER) &&
		    !has(tokens, TOKEN_START);
	return has(tokens, TOKEN_BY) || has(tokens, TOKEN_BEFORE);
}

/* Takes out words of status with the comma or dash that parts them from the
 * time. Those that may change it become unknown words. */
static void strip_status(struct timeframe_token *tokens)
{
	struct timeframe_token *to = tokens, *at = tokens;
	bool after = false; /* such a word */

	for (; at->type != TOKEN_END; at++) {
		if (at->type == TOKEN_STATUS && is_beside(tokens, at)) {
			while (to > tokens && is_separator(&to[-1]))
				to--;
			after = true;
			continue;
		}
		if (after && to == tokens && is_separator(at))
			continue;
		*to = *at;
		if (to->type == TOKEN_STATUS)
			to->type = TOKEN_UNKNOWN;
		to++;
	}
	while (to < at)
		*to++ = (struct timeframe_token){ .type = TOKEN_END };
}

/* --- again and again --- */

/* What something happens once per: "år", "termin", "kvartal" without a number
 * that would make it a certain one. */
static bool is_cycle(const struct timeframe_token *at)
{
	switch (at->type) {
	case TOKEN_YEAR_NOUN: /* "per år 2020-2025" too */
		return true;
	case TOKEN_PERIOD_NOUN:
	case TOKEN_SCHOOL_YEAR:
	case TOKEN_SPAN_NOUN:
	case TOKEN_BLOCK:
	case TOKEN_INTERIM:
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

/* "någon gång" and no more: not again and again, and no word of when. */
static bool is_sometime(const struct timeframe_token *tokens)
{
	return tokens[0].type == TOKEN_NUMBER && tokens[0].value == 1 &&
	    tokens[1].type == TOKEN_TIMES && tokens[2].type == TOKEN_END;
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

/* --- how often --- */

#define YEAR_MONTHS 12
#define EACH_MAX    25 /* "vart tjugofemte år" */

/* The months of what a count is of: "år", "kvartal", "månad"; 0 for others.
 * What is shorter than a month counts as one. */
static int noun_months(const struct timeframe_token *token)
{
	switch (token->type) {
	case TOKEN_YEAR:
	case TOKEN_YEAR_NOUN:
	case TOKEN_SCHOOL_YEAR:
		return YEAR_MONTHS;
	case TOKEN_BLOCK:
		return YEAR_MONTHS / token->value;
	case TOKEN_INTERIM:
		return 4;
	case TOKEN_PERIOD_NOUN:
		return token->value;
	case TOKEN_SPAN_NOUN:
		return token->value > 0 ? token->value : 1;
	case TOKEN_WEEK:
		return 1;
	case TOKEN_IN:
		return token->value == IN_WEEKDAY; /* "varje måndag" */
	default:
		return 0;
	}
}

/* "två gånger per år", "1 gång i kvartalet", "2 ggr/termin" */
static int times_months(
    const struct timeframe_token *tokens, const struct timeframe_token *times)
{
	const struct timeframe_token *noun = times + 1;
	int count = times->value > 0 ? times->value : 1, months;

	if (times->value == 0 && times > tokens &&
	    times[-1].type == TOKEN_NUMBER && times[-1].value > 0)
		count = times[-1].value;
	while (noun->type == TOKEN_IN || noun->type == TOKEN_PER ||
	    noun->type == TOKEN_SLASH || noun->type == TOKEN_RECURRING)
		noun++;
	months = noun_months(noun);
	return months > count ? months / count : months > 0;
}

/* The months that the token at `at` makes between two times, 0 for none. */
static int token_months(
    const struct timeframe_token *tokens, const struct timeframe_token *at)
{
	switch (at->type) {
	case TOKEN_RECURRING:
		return at->value > 0 ? at->value : noun_months(&at[1]);
	case TOKEN_EACH:
		return at[1].type == TOKEN_NUMBER && at[1].value <= EACH_MAX
		    ? at[1].value * noun_months(&at[2])
		    : 0;
	case TOKEN_TIMES:
		return times_months(tokens, at);
	case TOKEN_PER:
		return noun_months(&at[1]);
	case TOKEN_SLASH:
		return at[1].type == TOKEN_YEAR ? 0 : noun_months(&at[1]);
	default:
		return 0;
	}
}

/* A month that is named, or the 3 of "1/3"; 0 for none. */
static int month_at(
    const struct timeframe_token *tokens, const struct timeframe_token *at)
{
	if (at->type == TOKEN_MONTH)
		return at->value & MONTH_NUMBER;
	if (at->type == TOKEN_NUMBER && at->digits > 0 && at->digits < 3 &&
	    at->value <= YEAR_MONTHS && at > &tokens[1] &&
	    at[-1].type == TOKEN_SLASH && at[-2].type == TOKEN_NUMBER)
		return at->value;
	return 0;
}

/* The months named, as bits; of "maj-juni" the last. What stands after "med
 * start" says when it begins, not when it comes. */
static unsigned months_named(const struct timeframe_token *tokens)
{
	unsigned months = 0;
	int before = 0;

	for (const struct timeframe_token *at = tokens; at->type != TOKEN_END;
	     at++) {
		int month = month_at(tokens, at);

		if (at->type == TOKEN_FROM || at->type == TOKEN_START)
			break;
		if (month == 0)
			continue;
		if (before != 0 && at[-1].type == TOKEN_DASH)
			months &= ~(1u << before);
		months |= 1u << month;
		before = month;
	}
	return months;
}

/* Fills in how often and in which month. Several months in a year are that
 * many times, and the first of them. */
static void read_cycle(
    struct timeframe *read, const struct timeframe_token *tokens)
{
	unsigned months = months_named(tokens);
	int seasons = 0, named = 0, least = 0;

	for (const struct timeframe_token *at = tokens; at->type != TOKEN_END;
	     at++) {
		int interval = token_months(tokens, at);

		seasons += at->type == TOKEN_SEASON;
		if (interval > 0 && (least == 0 || interval < least))
			least = interval;
	}
	for (int month = YEAR_MONTHS; month > 0; month--)
		if (months >> month & 1) {
			read->month = month;
			named++;
		}
	if (named == 0)
		named = seasons;
	if (named > 0 && (least == 0 || least == YEAR_MONTHS))
		least = YEAR_MONTHS / named;
	read->interval_months = least;
}

/* --- without a date --- */

/* "Om det efterfrågas", and not "om några år". */
static bool is_condition(const struct timeframe_token *tokens)
{
	return tokens->type == TOKEN_IN && tokens->value == IN_IF &&
	    !has(tokens, TOKEN_NUMBER);
}

/* "vid", "efter", "före" or "om" something that is no time. */
static bool is_event(const struct timeframe_token *tokens)
{
	return has(tokens, TOKEN_EVENT) ||
	    (has(tokens, TOKEN_UNKNOWN) &&
		(is_condition(tokens) || has(tokens, TOKEN_AT) ||
		    has(tokens, TOKEN_AFTER) || has(tokens, TOKEN_BEFORE)));
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
	return (struct timeframe){
		.kind = kind, .start = DAY_NONE, .end = DAY_NONE
	};
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

	/* "löpande (nästa: 2026-05-01)": the day of a review, no bound. */
	if (has(tokens, TOKEN_RELATIVE))
		return timeframe_plain(TIMEFRAME_ONGOING);
	strip_ongoing(tokens);
	read = read_dates(tokens, year);
	if (read.kind == TIMEFRAME_INVALID)
		return read;
	if (read.kind == TIMEFRAME_UNDATED)
		return timeframe_plain(TIMEFRAME_ONGOING);
	read.kind = TIMEFRAME_ONGOING;
	return read;
}

static struct timeframe read_recurring(const struct timeframe_token *tokens)
{
	struct timeframe read = timeframe_plain(TIMEFRAME_RECURRING);

	read_cycle(&read, tokens);
	return read;
}

/* A day as spreadsheets count them from 1899-12-30, by itself and between
 * 2000 and 2069; digits after a point are a time of day. */
#define SERIAL_EPOCH 25569 /* 1970-01-01 */
#define SERIAL_MIN   36526
#define SERIAL_MAX   62092

static bool is_serial(const struct timeframe_token *tokens)
{
	const struct timeframe_token *next = &tokens[1];

	if (tokens->type != TOKEN_NUMBER || tokens->digits != 5 ||
	    tokens->value < SERIAL_MIN || tokens->value > SERIAL_MAX)
		return false;
	if ((next[0].type == TOKEN_DOT || next[0].type == TOKEN_COMMA) &&
	    next[1].type == TOKEN_NUMBER && !next[1].spaced)
		next += 2;
	return next->type == TOKEN_END;
}

static struct timeframe read_serial(const struct timeframe_token *tokens)
{
	struct timeframe read = timeframe_plain(TIMEFRAME_FIXED);

	read.start = read.end =
	    day_plus(day_of(1970, 1, 1), (int)tokens->value - SERIAL_EPOCH);
	read.vague = true;
	explain(&read, doubt_reason(DOUBT_SERIAL));
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
	if (is_serial(tokens))
		return read_serial(tokens);
	if (has(tokens, TOKEN_YEAR))
		find_status(tokens);
	strip_status(tokens);
	if (is_sometime(tokens))
		tokens[0].type = TOKEN_END;
	if (is_recurring(tokens))
		return read_recurring(tokens);
	if (has(tokens, TOKEN_ONGOING))
		return read_ongoing(tokens, year);
	if (is_event(tokens))
		return timeframe_plain(TIMEFRAME_EVENT);
	return read_dates(tokens, year);
}
