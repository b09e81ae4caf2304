/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_named.h"

#include "daemon/calendar/timeframe_digits.h"
#include "daemon/calendar/timeframe_words.h"
#include "daemon/calendar/timeframe_year.h"

static bool is_month(const struct timeframe_token *token)
{
	return token->type == TOKEN_MONTH || token->type == TOKEN_JUL;
}

/* A number that counts parts of a year, and no day, year or ordinal. */
static bool is_count(const struct timeframe_token *token, int most)
{
	return token->type == TOKEN_NUMBER && !token->marked &&
	    !token->ordinal && token->digits <= (most > 9 ? 2 : 1) &&
	    token->value <= most;
}

/* Lengthens first..last of a part by the number after a joint. False where
 * "1 och 3" leaves out what is between. */
static bool lengthen(struct timeframe_reader *reader, struct part *part,
    const struct timeframe_token *joint, int number)
{
	bool range = joint->type == TOKEN_DASH || joint->type == TOKEN_UNTIL ||
	    (reader->between && joint->type == TOKEN_AND);

	if (number == part->last + 1 || (range && number > part->last)) {
		part->last = number;
		part->listed |= !range;
		part->choice |= joint->type == TOKEN_OR;
		return true;
	}
	return reader_fail(reader, range ? PROBLEM_CROSSING : PROBLEM_SEVERAL);
}

/* "1", "1-2", "1, 2 och 3" after "kvartal" or "vecka", into first..last. */
static bool read_counts(
    struct timeframe_reader *reader, struct part *part, int most)
{
	const struct timeframe_token *at = reader->at;

	if (at->type != TOKEN_NUMBER || at->digits > 2)
		return reader_fail(reader, PROBLEM_WORDS);
	part->first = part->last = at->value;
	reader->at++;
	for (at = reader->at; token_joins(at, true) && is_count(&at[1], most) &&
	     at[2].type != TOKEN_BLOCK && !is_month(&at[2]) &&
	     at[2].type != TOKEN_SLASH;
	     at = reader->at) {
		if (!lengthen(reader, part, at, at[1].value))
			return false;
		reader->at += 2;
	}
	return true;
}

static bool set_block(
    struct timeframe_reader *reader, struct part *part, int blocks)
{
	int months = 12 / blocks;

	if (part->first < 1 || part->last > blocks)
		return reader_fail(reader, PROBLEM_BLOCK);
	part->sort = PART_BLOCK;
	part->first = (part->first - 1) * months + 1;
	part->last *= months;
	return true;
}

/* kvartal 1-2 */
static bool read_block(struct timeframe_reader *reader, struct part *part)
{
	int blocks = reader->at->value;

	reader->at++;
	if (reader->at[0].type == TOKEN_IN && reader->at[0].value == 1 &&
	    reader->at[1].type == TOKEN_YEAR) {
		reader->at++;
		part->first = part->last = 1; /* "kvartal I" */
		return set_block(reader, part, blocks);
	}
	return read_counts(reader, part, blocks) &&
	    set_block(reader, part, blocks);
}

static bool read_week(struct timeframe_reader *reader, struct part *part)
{
	reader->at++;
	if (!read_counts(reader, part, 53))
		return false;
	part->sort = PART_WEEK;
	if (part->first < 1 || part->last > 53)
		return reader_fail(reader, PROBLEM_WEEK);
	return true;
}

static bool read_season(struct timeframe_reader *reader, struct part *part)
{
	const struct season *season = timeframe_season(reader->at->value);

	reader->at++;
	reader_take(reader, TOKEN_SPAN_NOUN); /* "höst terminen" */
	part->sort = PART_SEASON;
	part->first = season->first;
	part->last = season->last;
	part->close = reader_take(reader, TOKEN_CLOSE);
	return true;
}

static bool timeframe_named_read_days(struct timeframe_reader *reader,
    struct part *part, int first, int last, const struct timeframe_token *month)
{
	part->sort = PART_DAY;
	part->first = first;
	part->last = last;
	part->month = month->value & MONTH_NUMBER;
	reader->at = month + 1;
	reader_take(reader, TOKEN_SPAN_NOUN);
	return true;
}

/* "March 31, 2025": a number after the month that is no year. */
static bool read_day_after(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *month = reader->at, *day = month + 1;
	const struct timeframe_token *next = day + 1;

	next += next->type == TOKEN_COMMA;
	if (day->type != TOKEN_NUMBER || day->digits < 1 || day->digits > 2 ||
	    day->marked || next->type == TOKEN_SLASH || is_month(next))
		return false;
	if (day->digits == 2 && !day->ordinal &&
	    (month->value & MONTH_ENGLISH) == 0 && next->type != TOKEN_YEAR)
		return false;
	timeframe_named_read_days(reader, part, day->value, day->value, month);
	reader->at = day + 1;
	return true;
}

static bool timeframe_named_read_month(
    struct timeframe_reader *reader, struct part *part)
{
	if (read_day_after(reader, part))
		return true;
	part->sort = PART_MONTH;
	part->first = part->last = reader->at->value & MONTH_NUMBER;
	part->doubtful = reader->at->type == TOKEN_JUL;
	reader->at++;
	reader_take(reader, TOKEN_SPAN_NOUN);
	part->close = reader_take(reader, TOKEN_CLOSE);
	return true;
}

static bool follows(int month, int next)
{
	return next == month % 12 + 1;
}

/* månadsskiftet mars/april */
static bool read_month_turn(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = ++reader->at;

	if (!is_month(&at[0]) || !token_joins(&at[1], false) ||
	    !is_month(&at[2]) ||
	    !follows(at[0].value & MONTH_NUMBER, at[2].value & MONTH_NUMBER))
		return false;
	part->sort = PART_TURN;
	part->first = part->last = at[0].value & MONTH_NUMBER;
	reader->at += 3;
	return true;
}

static bool read_turn(struct timeframe_reader *reader, struct part *part)
{
	if (reader->at->type == TOKEN_MONTH_TURN)
		return read_month_turn(reader, part);
	part->sort =
	    reader->at->type == TOKEN_YEAR_TURN ? PART_TURN : PART_HALF_TURN;
	part->first = part->last = part->sort == PART_TURN ? 12 : 6;
	reader->at++;
	return true;
}

/* "1:a kvartalet", "1H", "första och andra kvartalet" */
static bool read_counted_block(
    struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;
	bool two = token_joins(&at[1], false) && at[2].type == TOKEN_NUMBER;
	const struct timeframe_token *last = two ? &at[2] : &at[0];

	if (last[1].type != TOKEN_BLOCK || at[0].marked || last->marked ||
	    (at[0].digits > 1 && !at[0].ordinal) ||
	    (last->digits > 1 && !last->ordinal) ||
	    (last[2].type == TOKEN_NUMBER && last[2].digits == 1))
		return false;
	part->first = part->last = at[0].value;
	if (two && !lengthen(reader, part, &at[1], last->value))
		return false;
	reader->at = last + 2;
	return set_block(reader, part, last[1].value);
}

static bool is_day_number(const struct timeframe_token *token)
{
	return token->type == TOKEN_NUMBER && token->digits <= 2 &&
	    !token->marked;
}

/* The last of the numbers that "3, 10 och 17 mars" begins with. */
static const struct timeframe_token *last_number(
    const struct timeframe_token *at)
{
	while (token_joins(&at[1], true) && at[1].type != TOKEN_SLASH &&
	    is_day_number(&at[2]))
		at += 2;
	return at;
}

/* The month after a day's number: "1 mars", "31 i mars", "14-mar-2022". NULL
 * where none stands there. */
static const struct timeframe_token *month_after(
    const struct timeframe_token *number)
{
	const struct timeframe_token *month = number + 1;

	if (month->type == TOKEN_IN)
		month++;
	else if (month->type == TOKEN_DASH && !month->spaced &&
	    !month[1].spaced && month[2].type == TOKEN_DASH)
		month++;
	return is_month(month) ? month : NULL;
}

/* "1 mars", "1-15 mars", "14, 15 och 16 mars" */
static bool read_day(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at, *last = last_number(at),
				     *month;

	if (!is_day_number(at) || (month = month_after(last)) == NULL)
		return false;
	part->first = part->last = at->value;
	for (; at < last; at += 2)
		if (at[2].value < at[0].value)
			return reader_fail(reader, PROBLEM_ORDER);
		else if (!lengthen(reader, part, &at[1], at[2].value))
			return false;
	return timeframe_named_read_days(
	    reader, part, part->first, part->last, month);
}

/* "6 månader", "2-3 år": how long. */
static bool is_length(const struct timeframe_token *at)
{
	const struct timeframe_token *last = at;

	if (token_joins(&at[1], false) && at[2].type == TOKEN_NUMBER)
		last = &at[2];
	return !at->ordinal && at->digits <= 2 &&
	    (last[1].type == TOKEN_YEAR_NOUN ||
		last[1].type == TOKEN_SPAN_NOUN ||
		(last[1].type == TOKEN_WEEK && last[2].type != TOKEN_NUMBER));
}

/* "första delåret" */
static bool read_first_interim(
    struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (at[0].type != TOKEN_NUMBER || !at[0].ordinal || at[0].value != 1 ||
	    at[1].type != TOKEN_INTERIM)
		return false;
	part->sort = PART_BLOCK;
	part->first = 1;
	part->last = 4;
	reader->at += 2;
	return true;
}

static bool timeframe_named_read_number(
    struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (read_counted_block(reader, part) ||
	    read_first_interim(reader, part) || read_day(reader, part))
		return true;
	if (reader->problem != PROBLEM_NONE)
		return false;
	if (at->marked) {
		part->sort = PART_YEAR;
		part->year = part_short_year(at->value);
		part->first = 1;
		part->last = 12;
		reader->at++;
		return true;
	}
	if (is_length(at))
		return reader_fail(reader, PROBLEM_LENGTH);
	return at->digits > 0 && part_read_digits(reader, part);
}

/* "delår 2": what an interim report tells of, from January on. */
static bool read_interim(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *number = &reader->at[1];

	if (number->type != TOKEN_NUMBER || number->digits > 1)
		return false;
	if (number->value < 1 || number->value > 2)
		return reader_fail(reader, PROBLEM_BLOCK);
	part->sort = PART_BLOCK;
	part->first = 1;
	part->last = 4 * number->value;
	reader->at += 2;
	return true;
}

/* "sista kvartalet", "sista mars", "sista dagen i mars" */
static bool read_last(struct timeframe_reader *reader, struct part *part)
{
	reader->at++;
	if (reader->at->type == TOKEN_BLOCK) {
		part->first = part->last = reader->at->value;
		return set_block(reader, part, reader->at++->value);
	}
	if (reader->at->type == TOKEN_IN && reader->at->value == IN_WEEKDAY)
		return false; /* "sista fredagen i maj" */
	reader_take(reader, TOKEN_SPAN_NOUN);
	reader_skip(reader);
	if (!is_month(reader->at) || !timeframe_named_read_month(reader, part))
		return false;
	part->last_day = true;
	return true;
}

bool part_read_named(struct timeframe_reader *reader, struct part *part)
{
	switch (reader->at->type) {
	case TOKEN_SEASON:
		return read_season(reader, part);
	case TOKEN_BLOCK:
		return read_block(reader, part);
	case TOKEN_WEEK:
		return read_week(reader, part);
	case TOKEN_MONTH:
	case TOKEN_JUL:
		return timeframe_named_read_month(reader, part);
	case TOKEN_YEAR_TURN:
	case TOKEN_HALF_TURN:
	case TOKEN_MONTH_TURN:
		return read_turn(reader, part);
	case TOKEN_LAST:
		return read_last(reader, part);
	case TOKEN_INTERIM:
		return read_interim(reader, part);
	case TOKEN_NUMBER:
		return timeframe_named_read_number(reader, part);
	default:
		return false;
	}
}
