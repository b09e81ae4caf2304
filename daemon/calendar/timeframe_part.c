/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_part.h"

#include "daemon/calendar/timeframe_digits.h"
#include "daemon/calendar/timeframe_named.h"
#include "daemon/calendar/timeframe_year.h"

static bool is_year(const struct timeframe_token *token)
{
	return token->type == TOKEN_YEAR ||
	    (token->type == TOKEN_NUMBER && token->digits == 2 &&
		!token->ordinal);
}

/* läsåret 2024/2025; the years are read as those of a part that lies in two */
static bool read_school_year(struct timeframe_reader *reader, struct part *part)
{
	bool plural = reader->at->value == 1;

	reader->at++;
	part->sort = PART_SCHOOL_YEAR;
	part->first = 7;
	part->last = 18;
	part_read_year(reader, part);
	if (part->year == 0)
		return reader_fail(reader, PROBLEM_NO_YEAR);
	if (part->pair == 0 ||
	    (plural && reader->problem == PROBLEM_NOT_NEXT)) {
		reader->problem = PROBLEM_SCHOOL_YEAR;
		return false;
	}
	part->pair = 0;
	return reader->problem == PROBLEM_NONE;
}

/* Whether what was read after a year and `before` has a year of its own, so
 * that a range is meant: "2024 - Q4/2025", but not "2024-Q4/2025-Q1". */
static bool has_own_year(
    const struct timeframe_token *at, enum token_type before)
{
	if (is_year(at) || at->type == TOKEN_YEAR_NOUN)
		return true;
	if (before != TOKEN_DASH)
		return false;
	if (at[0].type == TOKEN_DASH)
		return at[1].type == TOKEN_NUMBER && is_year(&at[1]);
	return (at[0].type == TOKEN_SLASH || at[0].type == TOKEN_COMMA) &&
	    is_year(&at[1]) &&
	    (at[2].type == TOKEN_END || token_joins(&at[2], true)) &&
	    (at[2].type != TOKEN_DASH || at[3].type == TOKEN_YEAR);
}

/* After a year: "2025 kv 1", "2025, vt", "2025-W12", unless what follows has
 * a year of its own ("2024 - vt 2025"). */
static bool read_after_year(struct timeframe_reader *reader, struct part *part)
{
	struct timeframe_reader ahead = *reader;
	struct part named = { .year = 0 };
	enum token_type before = ahead.at->type;

	if (before == TOKEN_COMMA || before == TOKEN_DASH ||
	    before == TOKEN_SLASH)
		ahead.at++;
	reader_take(&ahead, TOKEN_YEAR_NOUN); /* "2025 års första kvartal" */
	reader_skip(&ahead);
	if ((ahead.at->type == TOKEN_NUMBER && !ahead.at->ordinal &&
		ahead.at[1].type != TOKEN_BLOCK) ||
	    (ahead.at->type == TOKEN_NUMBER && before == TOKEN_DASH) ||
	    !part_read_named(&ahead, &named)) {
		reader->problem = ahead.problem;
		return false;
	}
	if (has_own_year(ahead.at, before) || named.year != 0 ||
	    named.sort == PART_TURN)
		return false;
	named.year = part->year;
	named.leading = true;
	*part = named;
	*reader = ahead;
	return true;
}

static bool read_year(struct timeframe_reader *reader, struct part *part)
{
	if (part_read_digits(reader, part))
		return true;
	if (reader->problem != PROBLEM_NONE)
		return false;
	part->sort = PART_YEAR;
	part->year = part_short_year(reader->at->value % 100);
	if (reader->at->type == TOKEN_YEAR)
		part->year = reader->at->value;
	part->first = 1;
	part->last = 12;
	reader->at++;
	if (reader->at[0].type == TOKEN_YEAR_NOUN &&
	    reader->at[1].type == TOKEN_CLOSE) {
		part->close = true;
		reader->at += 2;
	} else {
		read_after_year(reader, part);
	}
	return reader->problem == PROBLEM_NONE;
}

/* "år 2025", "åren 22-25", "perioden 2022-2025", "årets första kvartal",
 * "årets slut", "året" */
static bool read_year_noun(struct timeframe_reader *reader, struct part *part)
{
	bool period = reader->at->type == TOKEN_PERIOD_NOUN;
	const struct timeframe_token *after = ++reader->at, *at;

	reader_skip(reader);
	at = reader->at;
	if (at[0].type == TOKEN_YEAR && at[1].type == TOKEN_SLASH &&
	    is_year(&at[2]))
		return reader_fail(reader, PROBLEM_PAIR);
	part->period = period;
	if (at->type == TOKEN_YEAR ||
	    (is_year(at) && at[1].type == TOKEN_DASH && is_year(&at[2])))
		return read_year(reader, part);
	if (period || at->type == TOKEN_BLOCK || at->type == TOKEN_LAST ||
	    (at->type == TOKEN_NUMBER && at->ordinal))
		return part_read_named(reader, part) ||
		    reader_fail(reader, PROBLEM_NO_YEAR);
	reader->at = after;
	part->sort = PART_YEAR;
	part->first = 1;
	part->last = 12;
	part->close = reader_take(reader, TOKEN_CLOSE);
	return true;
}

static bool read_core(struct timeframe_reader *reader, struct part *part)
{
	switch (reader->at->type) {
	case TOKEN_YEAR:
		return read_year(reader, part);
	case TOKEN_YEAR_NOUN:
	case TOKEN_PERIOD_NOUN:
		return read_year_noun(reader, part);
	case TOKEN_SCHOOL_YEAR:
		return read_school_year(reader, part);
	default:
		return part_read_named(reader, part);
	}
}

/* "början av", "mitten/slutet av", "första halvan av", "utgången av",
 * "ingången av". Sets the piece, close or opening of `part`; false where there
 * is none. */
static bool read_piece(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *at = reader->at;
	bool half = at[1].type == TOKEN_HALF;

	if (at->type == TOKEN_THIRD || at->type == TOKEN_CLOSE) {
		int third = at->type == TOKEN_CLOSE ? 2 : at->value;
		bool two =
		    token_joins(&at[1], false) && at[2].type == TOKEN_THIRD;

		part->close = at->type == TOKEN_CLOSE && at->value == 0;
		part->piece.from = third;
		part->piece.to = (two ? at[2].value : third) + 1;
		part->piece.of = part->close ? 0 : 3;
		reader->at += two ? 3 : 1;
	} else if (at->type == TOKEN_OPENING) {
		part->opening = true;
		reader->at++;
	} else if (half && at->type == TOKEN_NUMBER && at->ordinal) {
		part->piece.from = at->value - 1;
		part->piece.to = at->value;
		part->piece.of = 2;
		reader->at += 2;
	} else if (half && at->type == TOKEN_LAST) {
		part->piece.from = 1;
		part->piece.to = part->piece.of = 2;
		reader->at += 2;
	} else {
		return false;
	}
	reader_take(reader, TOKEN_DASH); /* "mid-2025" */
	reader_skip(reader);
	return true;
}

bool part_read(struct timeframe_reader *reader, struct part *part)
{
	const struct timeframe_token *from = reader->at;
	struct part piece = { .year = 0 };

	*part = piece;
	reader_skip(reader);
	read_piece(reader, &piece);
	if (!read_core(reader, part) || reader->problem != PROBLEM_NONE) {
		reader->at = from;
		return false;
	}
	if (part->year == 0)
		part_read_year(reader, part);
	part->close |= piece.close;
	part->opening = piece.opening;
	part->piece = piece.piece;
	return reader->problem == PROBLEM_NONE;
}
