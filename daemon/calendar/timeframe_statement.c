/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_statement.h"

#include "daemon/calendar/timeframe_digits.h"
#include "daemon/calendar/timeframe_year.h"

/* --- what stands before the first time of a clause --- */

static bool is_prefix(enum token_type type)
{
	switch (type) {
	case TOKEN_BY:
	case TOKEN_PER:
	case TOKEN_UNTIL:
	case TOKEN_BEFORE:
	case TOKEN_FROM:
	case TOKEN_AFTER:
	case TOKEN_BETWEEN:
	case TOKEN_START:
	case TOKEN_DONE:
		return true;
	default:
		return false;
	}
}

/* The relation after one more prefix; false where they do not go together
 * ("start senast": by when does it begin?). */
static bool add_prefix(enum token_type type, enum relation *relation)
{
	enum relation old = *relation;
	bool begins = old == RELATION_FROM || old == RELATION_AFTER;

	switch (type) {
	case TOKEN_BY:
	case TOKEN_PER:
	case TOKEN_UNTIL:
	case TOKEN_DONE:
		if (old == RELATION_PLAIN)
			*relation = RELATION_BY;
		return !begins;
	case TOKEN_BEFORE:
		*relation = RELATION_BEFORE;
		return !begins;
	case TOKEN_FROM:
	case TOKEN_START:
		if (old == RELATION_PLAIN)
			*relation = RELATION_FROM;
		return old == RELATION_PLAIN || begins;
	case TOKEN_AFTER:
		*relation = RELATION_AFTER;
		return old == RELATION_PLAIN || begins;
	default:
		return true;
	}
}

/* "slut: vt 2025" */
static bool is_close_heading(const struct timeframe_token *at)
{
	return at[0].type == TOKEN_CLOSE && at[0].value == 1 &&
	    at[1].type == TOKEN_COMMA;
}

static bool read_prefixes(
    struct timeframe_reader *reader, enum relation *relation)
{
	const struct timeframe_token *from = reader->at;

	for (;; reader->at++) {
		const struct timeframe_token *at = reader->at;
		enum token_type type = at->type;

		if (is_close_heading(at))
			type = TOKEN_DONE;
		if (type == TOKEN_BETWEEN)
			reader->between = true;
		if (is_prefix(type)) {
			if (!add_prefix(type, relation))
				return reader_fail(reader, PROBLEM_WORDS);
		} else if (type != TOKEN_IN && type != TOKEN_AT &&
		    (type != TOKEN_COMMA || at == from) &&
		    (type != TOKEN_PERIOD_NOUN || !is_prefix(at[1].type))) {
			return true;
		}
	}
}

/* --- times that are joined --- */

/* The join that begins at the reader, and how many tokens it takes; 0 where
 * the clause is over. */
static int find_join(const struct timeframe_reader *reader, enum join *join)
{
	const struct timeframe_token *at = reader->at;
	enum token_type next = at[1].type;

	*join = JOIN_LIST;
	switch (at->type) {
	case TOKEN_DASH:
		if (next == TOKEN_AND || next == TOKEN_COMMA ||
		    next == TOKEN_OR)
			return 2; /* "vår- och höst" */
		*join = JOIN_RANGE;
		if (next == TOKEN_UNTIL)
			return 2;
		break;
	case TOKEN_UNTIL:
		*join = JOIN_RANGE;
		break;
	case TOKEN_AND:
		if (reader->between)
			*join = JOIN_RANGE;
		break;
	case TOKEN_OR:
		*join = JOIN_CHOICE;
		break;
	case TOKEN_SLASH:
	case TOKEN_COMMA:
		break;
	default:
		return 0;
	}
	if (at->type == TOKEN_COMMA && next == TOKEN_AND)
		return 2;
	return is_prefix(next) || next == TOKEN_ONWARD ? 0 : 1;
}

static struct statement_part *timeframe_statement_add_part(
    struct timeframe_reader *reader, struct statement *statement,
    enum join join)
{
	struct statement_part *part = &statement->parts[statement->count];

	if (statement->count == PARTS_MAX) {
		reader_fail(reader, PROBLEM_SEVERAL);
		return NULL;
	}
	*part = (struct statement_part){ .join = join };
	return part;
}

/* The end of a range, cut short: "2022-24", "2025-01-01–06-30". */
static bool statement_read_last(
    struct timeframe_reader *reader, struct statement_part *part)
{
	return part_read_last_year(reader, &part[-1].part, &part->part) ||
	    (reader->problem == PROBLEM_NONE &&
		part_read_last_day(reader, &part[-1].part, &part->part));
}

/* False where no further part is joined, or with a problem. */
static bool read_joined(
    struct timeframe_reader *reader, struct statement *statement)
{
	const struct timeframe_token *from = reader->at;
	enum join join;
	int tokens = find_join(reader, &join);
	struct statement_part *part;

	if (tokens == 0 ||
	    (part = timeframe_statement_add_part(reader, statement, join)) ==
		NULL)
		return false;
	reader->at += tokens;
	part->apart = join == JOIN_LIST && from->type != TOKEN_SLASH;
	part->until = reader->at[-1].type == TOKEN_UNTIL;
	part->spans = reader->between ||
	    (reader->at[-1].type == TOKEN_UNTIL && reader->at[-1].value == 1);
	if ((join == JOIN_RANGE && statement_read_last(reader, part)) ||
	    (reader->problem == PROBLEM_NONE &&
		part_read(reader, &part->part))) {
		statement->count++;
		return true;
	}
	reader->at = from;
	return false;
}

/* --- clauses --- */

static bool ends_clause(enum token_type type)
{
	return type == TOKEN_END || type == TOKEN_COMMA;
}

/* "2025 och framåt", "2025 -", "31 mars 2025 senast" */
static bool read_suffix(
    struct timeframe_reader *reader, enum relation *relation)
{
	const struct timeframe_token *at = reader->at;
	bool joint = at[0].type == TOKEN_DASH || at[0].type == TOKEN_AND ||
	    at[0].type == TOKEN_COMMA;

	if (at[joint].type == TOKEN_ONWARD ||
	    (at[0].type == TOKEN_DASH && at[1].type == TOKEN_END)) {
		reader->at += at[joint].type == TOKEN_ONWARD ? joint + 1 : 1;
		return add_prefix(TOKEN_FROM, relation) ||
		    reader_fail(reader, PROBLEM_WORDS);
	}
	if (*relation == RELATION_PLAIN && ends_clause(at[1].type) &&
	    (at->type == TOKEN_BY || at->type == TOKEN_START ||
		at->type == TOKEN_DONE)) {
		reader->at++;
		return add_prefix(at->type, relation);
	}
	return true;
}

static bool read_clause(
    struct timeframe_reader *reader, struct statement *statement)
{
	enum relation relation = RELATION_PLAIN;
	size_t first = statement->count;
	struct statement_part *part;

	reader->between = false;
	if (!read_prefixes(reader, &relation) ||
	    (part = timeframe_statement_add_part(
		 reader, statement, JOIN_CLAUSE)) == NULL)
		return false;
	if (!part_read(reader, &part->part))
		return reader_fail(reader, PROBLEM_WORDS);
	statement->count++;
	while (read_joined(reader, statement))
		;
	if (reader->problem != PROBLEM_NONE || !read_suffix(reader, &relation))
		return false;
	for (size_t i = first; i < statement->count; i++) {
		statement->parts[i].relation = relation;
		statement->parts[i].spans |= relation == RELATION_FROM;
		/* "efter A till B" is from A's end to B's. */
		if (relation == RELATION_AFTER && statement->parts[i].until)
			return reader_fail(reader, PROBLEM_WORDS);
	}
	return true;
}

static bool statement_is_separator(enum token_type type)
{
	return type == TOKEN_COMMA || type == TOKEN_AND || type == TOKEN_DASH;
}

enum problem statement_read(
    const struct timeframe_token *tokens, struct statement *statement)
{
	struct timeframe_reader reader = { .at = tokens };

	statement->count = 0;
	/* A dash that begins a list; "- 2025" may have lost its start. */
	if (tokens[0].type == TOKEN_DASH && tokens[1].type != TOKEN_YEAR &&
	    tokens[1].type != TOKEN_NUMBER)
		reader.at++;
	else if (tokens[0].type == TOKEN_DASH)
		return PROBLEM_WORDS;
	for (;;) {
		while (statement_is_separator(reader.at->type))
			reader.at++;
		if (reader.at->type == TOKEN_END)
			break;
		if (!read_clause(&reader, statement))
			return reader.problem;
	}
	return statement->count == 0 ? PROBLEM_EMPTY : PROBLEM_NONE;
}
