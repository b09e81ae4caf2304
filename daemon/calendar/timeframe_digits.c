/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_digits.h"

#include "daemon/calendar/timeframe_year.h"

/* Two digits or one that may be a day or a month. */
static bool is_small(const struct timeframe_token *token)
{
	return token->type == TOKEN_NUMBER && token->digits >= 1 &&
	    token->digits <= 2 && !token->marked;
}

static bool is_sign(enum token_type type)
{
	return type == TOKEN_DASH || type == TOKEN_SLASH || type == TOKEN_DOT;
}

/* Whether spaces stand around a dash. */
static bool is_loose(const struct timeframe_token *dash)
{
	return dash[0].spaced || dash[1].spaced;
}

static bool timeframe_digits_read_month(
    struct timeframe_reader *reader, struct part *part, int year, int month)
{
	if (month < 1 || month > 12)
		return reader_fail(reader, PROBLEM_MONTH);
	part->sort = PART_MONTH;
	part->year = year;
	part->first = part->last = month;
	return true;
}

static bool timeframe_digits_read_days(struct timeframe_reader *reader,
    struct part *part, int first, int last, int month)
{
	if (month < 1 || month > 12)
		return reader_fail(reader, PROBLEM_MONTH);
	part->sort = PART_DAY;
	part->first = first;
	part->last = last;
	part->month = month;
	return true;
}

static bool read_pair(
    struct timeframe_reader *reader, struct part *part, int year, int pair)
{
	if (pair != year + 1)
		return reader_fail(reader, PROBLEM_NOT_NEXT);
	part->sort = PART_SCHOOL_YEAR;
	part->year = year;
	part->first = 7;
	part->last = 18;
	return true;
}

/* A slash after a number that makes it a day, not the end of a date. */
static bool timeframe_digits_is_counted(const struct timeframe_token *next)
{
	return next[0].type == TOKEN_SLASH &&
	    (next[1].type != TOKEN_YEAR || next[2].type != TOKEN_DASH);
}

/* 2025-03-31, 2025/03/31, 2025.03.31 */
static bool read_iso_day(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (at[0].type != TOKEN_YEAR || !is_sign(at[1].type) ||
	    !is_small(&at[2]) || at[3].type != at[1].type ||
	    !is_small(&at[4]) || at[5].type == TOKEN_MONTH ||
	    (at[3].type == TOKEN_DASH && timeframe_digits_is_counted(&at[5])))
		return false;
	/* "2024-01 - 03" may be a day and may be two months. */
	if (is_loose(&at[1]) != is_loose(&at[3]))
		return reader_fail(reader, PROBLEM_DIGITS);
	reader->at += 5;
	part->year = at[0].value;
	return timeframe_digits_read_days(
	    reader, part, at[4].value, at[4].value, at[2].value);
}

/* 2025-03; 2022-24 is for the rule of ranges. */
static bool read_iso_month(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (at[0].type != TOKEN_YEAR || at[1].type != TOKEN_DASH ||
	    !is_small(&at[2]) || at[2].digits != 2 || at[2].ordinal ||
	    at[3].type == TOKEN_MONTH || timeframe_digits_is_counted(&at[3]) ||
	    at[3].type == TOKEN_DOT || at[3].type == TOKEN_JUL ||
	    (at[2].value > 12 && at[2].value > at[0].value % 100))
		return false;
	reader->at += 3;
	return timeframe_digits_read_month(
	    reader, part, at[0].value, at[2].value);
}

/* 2024/2025 and 2024/25: a school year. */
static bool read_year_pair(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;
	int year = at[0].value, pair = at[2].value;

	if (at[0].type != TOKEN_YEAR || at[1].type != TOKEN_SLASH ||
	    (at[2].type != TOKEN_YEAR &&
		(!is_small(&at[2]) || at[2].digits != 2)))
		return false;
	if (at[2].type != TOKEN_YEAR) {
		bool next = (year + 1) % 100 == pair;

		if (!next && pair >= 1 && pair <= 12)
			return reader_fail(reader, PROBLEM_DIGITS);
		pair = next ? year + 1 : 0;
	}
	reader->at += 3;
	reader_take(reader, TOKEN_SCHOOL_YEAR);
	return read_pair(reader, part, year, pair);
}

/* 20250331, 250331, 202503 */
static bool read_run(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;
	int number = at->value, day = number % 100, month = number / 100 % 100;
	int year = number / 10000;
	bool is_day, is_month;

	if (at->type != TOKEN_NUMBER || (at->digits != 8 && at->digits != 6))
		return false;
	is_month = at->digits == 6 && day >= 1 && day <= 12 &&
	    number / 100 >= 1900 && number / 100 <= 2100;
	if (at->digits == 6)
		year = part_short_year(year);
	is_day = year >= YEAR_MIN && year <= YEAR_MAX &&
	    (at->digits == 8 || (month >= 1 && month <= 12));
	if (is_day == is_month)
		return reader_fail(reader, PROBLEM_DIGITS);
	reader->at++;
	if (is_month)
		return timeframe_digits_read_month(
		    reader, part, number / 100, day);
	part->year = year;
	return timeframe_digits_read_days(reader, part, day, day, month);
}

/* 31/12 2025, 31.12.2025, 31-12-2025: the year after a sign. */
static bool read_day_month_year(
    struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (!is_small(&at[0]) || !is_sign(at[1].type) || !is_small(&at[2]) ||
	    at[3].type != at[1].type || at[4].type != TOKEN_YEAR)
		return false;
	reader->at += 5;
	part->year = at[4].value;
	part->trailing = true;
	return timeframe_digits_read_days(
	    reader, part, at[0].value, at[0].value, at[2].value);
}

/* 14/3/22, 14.3.22; 22/03/14 may begin with the year and is not read. */
static bool read_day_month_short(
    struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (!is_small(&at[0]) || !is_small(&at[2]) || !is_small(&at[4]) ||
	    (at[1].type != TOKEN_SLASH && at[1].type != TOKEN_DOT) ||
	    at[3].type != at[1].type || at[4].digits != 2 ||
	    is_sign(at[5].type))
		return false;
	if (at[1].type == TOKEN_SLASH && at[2].digits == 2 && at[4].value <= 31)
		return reader_fail(reader, PROBLEM_DIGITS);
	reader->at += 5;
	part->year = part_short_year(at[4].value);
	part->trailing = true;
	return timeframe_digits_read_days(
	    reader, part, at[0].value, at[0].value, at[2].value);
}

/* 3/2025 */
static bool read_month_year(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (!is_small(&at[0]) || at[1].type != TOKEN_SLASH ||
	    at[2].type != TOKEN_YEAR)
		return false;
	reader->at += 3;
	part->trailing = true;
	return timeframe_digits_read_month(
	    reader, part, at[2].value, at[0].value);
}

/* 1-15/3 */
static bool read_days_month(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (!is_small(&at[0]) || at[1].type != TOKEN_DASH ||
	    !is_small(&at[2]) || at[3].type != TOKEN_SLASH || !is_small(&at[4]))
		return false;
	reader->at += 5;
	return timeframe_digits_read_days(
	    reader, part, at[0].value, at[2].value, at[4].value);
}

/* 31/12, 31.12; 25/26 is a school year, which no day and month can be. */
static bool read_day_month(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (!is_small(&at[0]) || !is_small(&at[2]) ||
	    (at[1].type != TOKEN_SLASH && at[1].type != TOKEN_DOT))
		return false;
	reader->at += 3;
	if (at[1].type == TOKEN_SLASH && at[0].digits == 2 &&
	    at[2].value > 12 && at[2].value == at[0].value + 1)
		return read_pair(reader, part, part_short_year(at[0].value),
		    part_short_year(at[0].value) + 1);
	return timeframe_digits_read_days(
	    reader, part, at[0].value, at[0].value, at[2].value);
}

bool part_read_last_day(struct timeframe_reader *reader,
    const struct part *before, struct part *part)
{
	const struct timeframe_token *at = reader->at;

	if (before->sort != PART_DAY || before->year == 0 || before->trailing ||
	    !is_small(&at[0]) || at[0].digits != 2 ||
	    at[1].type != TOKEN_DASH || is_loose(&at[1]) || !is_small(&at[2]) ||
	    at[2].digits != 2 || at[3].type == TOKEN_MONTH ||
	    is_sign(at[3].type))
		return false;
	reader->at += 3;
	part->year = before->year;
	return timeframe_digits_read_days(
	    reader, part, at[2].value, at[2].value, at[0].value);
}

bool part_read_digits(struct timeframe_reader *reader, struct part *part)
{
	static bool (*const rules[])(struct timeframe_reader *,
	    struct part *) = { read_iso_day, read_iso_month, read_year_pair,
		read_run, read_day_month_year, read_day_month_short,
		read_month_year, read_days_month, read_day_month };

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (rules[i](reader, part))
			return true;
		if (reader->problem != PROBLEM_NONE)
			return false;
	}
	return false;
}
