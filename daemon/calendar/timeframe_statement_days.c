/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_statement_days.h"

#include <assert.h>

#include "daemon/calendar/timeframe_days.h"
#include "daemon/calendar/timeframe_year.h"

/* The days of a clause, then of the statement. */
struct period {
	struct day start, end;
	enum relation relation;
	bool close;
	bool inferred;
};

/* --- the years that are not written at each time --- */

/* "ht/vt 2024/2025": the first year is that of the time before. */
static enum problem share_pair(struct statement *statement, size_t i)
{
	struct part *part = &statement->parts[i].part, *before;

	if (part->pair == 0 || part_is_double(part))
		return PROBLEM_NONE;
	if (i == 0 || statement->parts[i].join == JOIN_CLAUSE)
		return PROBLEM_PAIR;
	before = &statement->parts[i - 1].part;
	if (before->year != 0)
		return PROBLEM_PAIR;
	before->year = part->year;
	before->pair = part_is_double(before) ? part->pair : 0;
	part->year = part->pair;
	part->pair = 0;
	return PROBLEM_NONE;
}

static void take_year(
    struct statement_part *part, const struct statement_part *from)
{
	if (part->part.year != 0 || from->part.year == 0)
		return;
	part->part.year = from->part.year;
	part->inferred = true;
}

static enum problem fill_years(
    struct statement *statement, int year, enum doubt *doubt)
{
	struct statement_part *parts = statement->parts;
	enum problem problem;

	for (size_t i = 0; i < statement->count; i++)
		if ((problem = share_pair(statement, i)) != PROBLEM_NONE)
			return problem;
	for (size_t i = statement->count - 1; i-- > 0;)
		take_year(&parts[i], &parts[i + 1]);
	for (size_t i = 1; i < statement->count; i++)
		take_year(&parts[i], &parts[i - 1]);
	for (size_t i = 0; i < statement->count; i++) {
		if (parts[i].part.year != 0)
			continue;
		if (year == 0)
			return PROBLEM_NO_YEAR;
		parts[i].part.year = year;
		parts[i].inferred = true;
		*doubt = DOUBT_PLAN_YEAR;
	}
	return PROBLEM_NONE;
}

/* --- what is wrong with a time by itself --- */

/* "jun-jul": beside another month "jul" is one. */
static bool is_july(const struct statement *statement, size_t i)
{
	const struct statement_part *parts = statement->parts;

	for (size_t j = i > 0 ? i - 1 : 0; j <= i + 1; j++)
		if (j < statement->count && j != i && !parts[j].part.doubtful &&
		    parts[j > i ? j : i].join != JOIN_CLAUSE &&
		    (parts[j].part.sort == PART_MONTH ||
			parts[j].part.sort == PART_DAY))
			return true;
	return false;
}

static bool is_by(const struct statement_part *part)
{
	return part->relation == RELATION_BY ||
	    part->relation == RELATION_BEFORE;
}

static bool is_bare_year(const struct part *part)
{
	return part->sort == PART_YEAR && part->piece.of == 0 && !part->close;
}

/* "våren 2024–2026", "2024–2026 våren", "senast den 1 mars 2021–2023", "senast
 * 2021–2023": each year's, as good as one stretch. */
static enum problem check_each_year(const struct statement_part *part)
{
	const struct part *before = &part[-1].part;

	if (part->join != JOIN_RANGE)
		return PROBLEM_NONE;
	if (is_bare_year(before) && part->part.leading && !part->spans)
		return PROBLEM_EACH_YEAR;
	if (!is_bare_year(&part->part))
		return PROBLEM_NONE;
	if (is_bare_year(before))
		return is_by(part) && !before->period ? PROBLEM_EACH_YEAR
						      : PROBLEM_NONE;
	if ((before->trailing || before->sort == PART_YEAR) &&
	    (is_by(part) || !part->spans))
		return PROBLEM_EACH_YEAR;
	return PROBLEM_NONE;
}

/* "senast vt och ht 2025": two ends are two things to do. */
static enum problem check_list(const struct statement_part *part)
{
	return part->relation != RELATION_PLAIN &&
		(part->apart || (part->part.listed && !part->part.choice))
	    ? PROBLEM_SEVERAL
	    : PROBLEM_NONE;
}

static enum problem check_parts(const struct statement *statement)
{
	for (size_t i = 0; i < statement->count; i++) {
		const struct part *part = &statement->parts[i].part;
		enum problem problem = part_check(part);

		if (problem == PROBLEM_NONE && i > 0)
			problem = check_each_year(&statement->parts[i]);
		if (problem == PROBLEM_NONE)
			problem = check_list(&statement->parts[i]);
		if (problem != PROBLEM_NONE)
			return problem;
		if (part->doubtful && !is_july(statement, i))
			return PROBLEM_JUL;
	}
	return PROBLEM_NONE;
}

static enum doubt part_doubt(const struct statement_part *part)
{
	const struct part_piece *piece = &part->part.piece;
	bool ends = is_by(part);

	if (part->join == JOIN_CHOICE || part->part.choice)
		return DOUBT_CHOICE;
	if (part->part.guessed)
		return DOUBT_SHORT_YEAR;
	if (part->relation == RELATION_AFTER)
		return DOUBT_AFTER;
	if (piece->of == 0 ||
	    (piece->of == 2 && part->part.sort == PART_YEAR) ||
	    (ends && piece->to == piece->of) ||
	    (part->relation == RELATION_FROM && piece->from == 0))
		return DOUBT_NONE;
	return DOUBT_PIECE;
}

/* --- clauses --- */

/* By the turn of a year or month is by the last day before it. */
static bool is_turn(const struct part *part)
{
	return part->sort == PART_TURN || part->sort == PART_HALF_TURN;
}

static enum problem timeframe_statement_days_add_range(struct period *period,
    const struct statement_part *part, struct day start, struct day end)
{
	if (is_turn(&part->part))
		end = day_plus(end, -1);
	if (day_compare(start, period->start) < 0 ||
	    day_compare(end, period->start) < 0)
		return part->inferred || period->inferred ? PROBLEM_CROSSING
							  : PROBLEM_ORDER;
	period->end = end;
	return PROBLEM_NONE;
}

/* Times in a list are one period where nothing is between them. */
static enum problem add_listed(struct period *period,
    const struct statement_part *part, struct day start, struct day end)
{
	if (day_compare(start, period->start) < 0 ||
	    day_compare(start, day_plus(period->end, 1)) > 0)
		return PROBLEM_SEVERAL;
	/* "ht 2024 och 2025": the autumn of 2025, or all of it? */
	if (part->part.sort == PART_YEAR && part[-1].part.sort != PART_YEAR)
		return PROBLEM_SEVERAL;
	if (day_compare(end, period->end) > 0)
		period->end = end;
	return PROBLEM_NONE;
}

static enum problem timeframe_statement_days_add_part(
    struct period *period, const struct statement_part *part)
{
	struct day start, end;
	enum problem problem = part_days(&part->part, &start, &end);

	if (problem != PROBLEM_NONE)
		return problem;
	if (part->join == JOIN_RANGE)
		problem = timeframe_statement_days_add_range(
		    period, part, start, end);
	else if (part->join != JOIN_CLAUSE)
		problem = add_listed(period, part, start, end);
	else
		*period = (struct period){ start, end, part->relation,
			part->part.close, false };
	period->inferred |= part->inferred;
	return problem;
}

/* The last day before a clause's time begins, in the words of a plan: before
 * the turn of the year is by 31 December, before its end is by its end. */
static struct day before_it(
    const struct statement_part *part, const struct period *period)
{
	if (part->part.close || part->part.sort == PART_TURN)
		return period->start;
	if (part->part.piece.of != 0 &&
	    part->part.piece.to == part->part.piece.of)
		return period->end;
	return day_plus(period->start, -1);
}

/* Takes the end that a clause does not set, or moves it. */
static void apply_relation(
    struct period *period, const struct statement_part *part, bool is_range)
{
	switch (period->relation) {
	case RELATION_PLAIN:
		if (!is_range && period->close)
			period->relation = RELATION_BY;
		break;
	case RELATION_BY:
		if (!is_range && is_turn(&part->part))
			period->end = day_plus(period->end, -1);
		break;
	case RELATION_BEFORE:
		period->end = before_it(part, period);
		break;
	case RELATION_FROM:
		if (is_range)
			period->relation = RELATION_PLAIN;
		break;
	case RELATION_AFTER:
		period->start = day_plus(period->end, 1);
		break;
	}
	if (period->relation == RELATION_BY ||
	    period->relation == RELATION_BEFORE)
		period->start = DAY_NONE;
	else if (period->relation != RELATION_PLAIN)
		period->end = DAY_NONE;
}

/* The clause that begins at *at, which moves past it. */
static enum problem clause_days(
    const struct statement *statement, size_t *at, struct period *period)
{
	const struct statement_part *first = &statement->parts[*at];
	bool is_range = false;
	enum problem problem;

	assert(first->join == JOIN_CLAUSE);
	do {
		problem = timeframe_statement_days_add_part(
		    period, &statement->parts[*at]);
		if (problem != PROBLEM_NONE)
			return problem;
		is_range |= statement->parts[*at].join == JOIN_RANGE;
		++*at;
	} while (*at < statement->count &&
	    statement->parts[*at].join != JOIN_CLAUSE);
	apply_relation(period, first, is_range);
	return PROBLEM_NONE;
}

/* "start 2025, klart 2026", "ht 2024, senast 1 december": one clause begins
 * and the other ends. The same time said twice is one. */
static enum problem add_clause(
    struct period *period, const struct period *clause)
{
	const struct period *begins = period, *ends = clause;

	if (day_compare(period->start, clause->start) == 0 &&
	    day_compare(period->end, clause->end) == 0)
		return PROBLEM_NONE;
	if (!day_is_some(begins->start)) {
		begins = clause;
		ends = period;
	}
	if (!day_is_some(begins->start) || day_is_some(ends->start))
		return PROBLEM_SEVERAL;
	if (day_compare(ends->end, begins->start) < 0)
		return begins->inferred || ends->inferred ? PROBLEM_CROSSING
							  : PROBLEM_ORDER;
	*period = (struct period){ begins->start, ends->end, RELATION_PLAIN,
		false, begins->inferred || ends->inferred };
	return PROBLEM_NONE;
}

static enum timeframe_kind period_kind(const struct period *period)
{
	if (!day_is_some(period->start))
		return TIMEFRAME_DEADLINE;
	return day_is_some(period->end) ? TIMEFRAME_FIXED : TIMEFRAME_OPEN;
}

enum problem statement_days(const struct statement *statement, int year,
    struct timeframe *read, enum doubt *doubt)
{
	struct statement filled = *statement;
	struct period period, clause;
	enum problem problem = check_parts(&filled);
	size_t at = 0;

	assert(filled.count > 0);
	if (problem == PROBLEM_NONE)
		problem = fill_years(&filled, year, doubt);
	if (problem == PROBLEM_NONE)
		problem = clause_days(&filled, &at, &period);
	while (problem == PROBLEM_NONE && at < filled.count) {
		problem = clause_days(&filled, &at, &clause);
		if (problem == PROBLEM_NONE)
			problem = add_clause(&period, &clause);
	}
	if (problem != PROBLEM_NONE)
		return problem;
	for (size_t i = 0; i < filled.count && *doubt == DOUBT_NONE; i++)
		*doubt = part_doubt(&filled.parts[i]);
	read->kind = period_kind(&period);
	read->start = period.start;
	read->end = period.end;
	return PROBLEM_NONE;
}
