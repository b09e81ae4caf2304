/* SPDX-License-Identifier: ISC */
#include "protocol/json_scan.h"

#include <stdbool.h>
#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void scan_space(struct json_scan *scan)
{
	while (scan->at < scan->end && is_space(*scan->at))
		scan->at++;
}

/* To its closing quote, over those with a backslash before them. */
void scan_string(struct json_scan *scan)
{
	scan->at++;
	while (scan->at < scan->end && *scan->at != '"')
		scan->at += *scan->at == '\\' ? 2 : 1;
	scan->at++;
}

void scan_value(struct json_scan *scan)
{
	int depth = 0;

	while (scan->at < scan->end) {
		char c = *scan->at;

		if (c == '"') {
			scan_string(scan);
			continue;
		}
		if (depth == 0 && (c == ',' || c == ']' || c == '}'))
			return;
		depth += c == '[' || c == '{';
		depth -= c == ']' || c == '}';
		scan->at++;
	}
}
