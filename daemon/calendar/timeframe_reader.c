/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_reader.h"

bool reader_fail(struct timeframe_reader *reader, enum problem problem)
{
	if (reader->problem == PROBLEM_NONE)
		reader->problem = problem;
	return false;
}

bool reader_take(struct timeframe_reader *reader, enum token_type type)
{
	if (reader->at->type != type)
		return false;
	reader->at++;
	return true;
}

void reader_skip(struct timeframe_reader *reader)
{
	while (reader->at->type == TOKEN_IN || reader->at->type == TOKEN_AT)
		reader->at++;
}

bool token_joins(const struct timeframe_token *token, bool comma)
{
	switch (token->type) {
	case TOKEN_DASH:
	case TOKEN_UNTIL:
	case TOKEN_AND:
	case TOKEN_OR:
	case TOKEN_SLASH:
		return true;
	case TOKEN_COMMA:
		return comma;
	default:
		return false;
	}
}
