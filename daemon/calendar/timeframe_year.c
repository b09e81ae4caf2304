/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_year.h"

#define SHORT_PIVOT 70
#define YEARS_MAX   50 /* of a range: "25-22" is no century */

int part_short_year(int value)
{
	return value < SHORT_PIVOT ? 2000 + value : 1900 + value;
}

static bool is_short(const struct timeframe_token *token)
{
	return token->type == TOKEN_NUMBER && token->digits == 2 &&
	    !token->ordinal;
}

bool part_is_double(const struct part *part)
{
	if (part->sort == PART_TURN)
		return part->first == 12;
	return part->sort <= PART_MONTH && part->last > 12;
}

/* Whether a date in digits begins here, not a year. */
static bool is_date(const struct timeframe_token *at)
{
	return at[0].type == TOKEN_YEAR && at[1].type == TOKEN_DASH &&
	    is_short(&at[2]) && at[2].value >= 1 && at[2].value <= 12 &&
	    at[3].type != TOKEN_MONTH && at[3].type != TOKEN_SLASH;
}

/* Whether what follows two digits makes them a day or a number of something. */
static bool timeframe_year_is_counted(
    const struct part *part, const struct timeframe_token *next)
{
	switch (next->type) {
	case TOKEN_MONTH:
	case TOKEN_JUL:
	case TOKEN_DOT:
	case TOKEN_BLOCK:
	case TOKEN_WEEK:
	case TOKEN_SPAN_NOUN:
	case TOKEN_YEAR_NOUN:
		return true;
	case TOKEN_SLASH:
		return next[1].type == TOKEN_NUMBER &&
		    part->sort != PART_SEASON && !part_is_double(part);
	default:
		return false;
	}
}

/* Whether two digits, after the sign or word `before`, are the part's year. */
static bool is_short_year(const struct part *part,
    const struct timeframe_token *at, enum token_type before)
{
	if (!is_short(at) || timeframe_year_is_counted(part, &at[1]))
		return false;
	if (at->marked || before == TOKEN_DASH)
		return true;
	if (before == TOKEN_SLASH)
		return part->sort == PART_SEASON || part->sort == PART_BLOCK ||
		    part->sort == PART_MONTH;
	return before == TOKEN_END && part->sort != PART_WEEK;
}

static int second_year(int first, const struct timeframe_token *token)
{
	int year = first / 100 * 100 + token->value;

	if (token->type == TOKEN_YEAR)
		return token->value;
	return year < first ? year + 100 : year;
}

/* "2024/2025" after a part: how many tokens the second year takes. */
static int read_second(struct timeframe_reader *reader, struct part *part,
    const struct timeframe_token *at)
{
	if (at[0].type != TOKEN_SLASH &&
	    (at[0].type != TOKEN_DASH || !part_is_double(part)))
		return 0;
	if (at[1].type != TOKEN_YEAR && !is_short(&at[1]))
		return 0;
	part->pair = second_year(part->year, &at[1]);
	if (part->pair != part->year + 1)
		reader_fail(reader,
		    part_is_double(part) ? PROBLEM_NOT_NEXT : PROBLEM_PAIR);
	return 2;
}

static void read_at(struct timeframe_reader *reader, struct part *part,
    const struct timeframe_token *at)
{
	part->year =
	    at->type == TOKEN_YEAR ? at->value : part_short_year(at->value);
	part->trailing = true;
	at++;
	reader->at = at + read_second(reader, part, at);
}

void part_read_year(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;
	enum token_type before = TOKEN_END;
	bool noun = false;

	if (at->type == TOKEN_COMMA || at->type == TOKEN_DASH ||
	    at->type == TOKEN_SLASH)
		before = at++->type;
	if (before == TOKEN_END || before == TOKEN_COMMA)
		for (; at->type == TOKEN_IN || at->type == TOKEN_YEAR_NOUN;
		     at++) {
			noun |= at->type == TOKEN_YEAR_NOUN;
			before = TOKEN_IN;
		}
	if (at->type == TOKEN_YEAR && (!is_date(at) || part_is_double(part))) {
		read_at(reader, part, at);
	} else if (is_short_year(part, at, before)) {
		part->guessed = part->sort == PART_MONTH &&
		    before == TOKEN_END && !at->marked;
		read_at(reader, part, at);
	} else if (noun && before == TOKEN_IN) {
		reader->at = at; /* "kvartal 1 under året" */
	}
}

bool part_read_last_year(struct timeframe_reader *reader,
    const struct part *before, struct part *part)
{
	if (before->sort != PART_YEAR || before->year == 0 ||
	    !is_short(reader->at) ||
	    timeframe_year_is_counted(before, &reader->at[1]))
		return false;
	*part = (struct part){ .sort = PART_YEAR, .first = 1, .last = 12 };
	part->year = second_year(before->year, reader->at);
	if (part->year - before->year > YEARS_MAX || part->year > YEAR_MAX)
		return reader_fail(reader, PROBLEM_ORDER);
	reader->at++;
	return true;
}
