/* SPDX-License-Identifier: ISC */
#include "client/mail_header.h"

#include <string.h>
#include <strings.h>

static bool mail_header_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The byte after the line that begins at `at`. */
static size_t line_end(const char *text, size_t at, size_t length)
{
	const char *end = memchr(text + at, '\n', length - at);

	return end != NULL ? (size_t)(end - text) + 1 : length;
}

size_t mail_header_length(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length && text[at] != '\n')
		at = line_end(text, at, length);
	return at < length ? at + 1 : length;
}

/* Appends a line without its end, one space for what it is folded with. */
static void add_unfolded(struct buffer *to, const char *line, size_t length)
{
	while (length > 0 &&
	    (line[length - 1] == '\n' ||
		mail_header_is_blank(line[length - 1])))
		length--;
	while (length > 0 && mail_header_is_blank(line[0])) {
		line++;
		length--;
	}
	if (to->length > 0 && length > 0)
		buffer_text(to, " ");
	/* A NUL would hide what is behind it. */
	for (size_t i = 0; i < length; i++)
		buffer_add(to, line[i] != '\0' ? &line[i] : " ", 1);
}

bool mail_header_value(
    struct buffer *to, const char *head, size_t length, const char *name)
{
	size_t named = strlen(name), at = 0;

	buffer_cut(to, 0);
	buffer_text(to, "");
	for (; at < length; at = line_end(head, at, length))
		if (length - at > named && head[at + named] == ':' &&
		    strncasecmp(head + at, name, named) == 0)
			break;
	if (at >= length)
		return false;
	for (at += named + 1;;) {
		size_t end = line_end(head, at, length);

		add_unfolded(to, head + at, end - at);
		at = end;
		if (at >= length || !mail_header_is_blank(head[at]))
			return true;
	}
}

/* The byte after a parameter, with quoted text as one (RFC 2045). */
static const char *skip_parameter(const char *at)
{
	bool quoted = false;

	for (; *at != '\0' && (quoted || *at != ';'); at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (quoted && *at == '\\' && at[1] != '\0')
			at++;
	}
	return at;
}

static void add_unquoted(struct buffer *to, const char *at, const char *end)
{
	bool quoted = at < end && *at == '"';

	for (at += quoted;
	     at < end && (quoted ? *at != '"' : !mail_header_is_blank(*at));
	     at++) {
		if (quoted && *at == '\\' && at + 1 < end)
			at++;
		buffer_add(to, at, 1);
	}
}

bool mail_header_parameter(
    struct buffer *to, const char *value, const char *name)
{
	size_t named = strlen(name);

	buffer_cut(to, 0);
	buffer_text(to, "");
	for (const char *at = skip_parameter(value); *at != '\0';) {
		const char *end;

		at++;
		at += strspn(at, " \t");
		end = skip_parameter(at);
		if (strncasecmp(at, name, named) == 0 && at[named] == '=') {
			add_unquoted(to, at + named + 1, end);
			return true;
		}
		at = end;
	}
	return false;
}
