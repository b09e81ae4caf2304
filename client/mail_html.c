/* SPDX-License-Identifier: ISC */
#include "client/mail_html.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "protocol/utf8.h"

#define REFERENCE_MAX 12 /* of a reference, with "&" and ";" */
#define NO_BREAK      "\xc2\xa0"

struct html_page {
	struct buffer *to;
	unsigned quoted; /* blockquotes that are open */
	size_t line;     /* where the last line begins in `to` */
	bool spaced;     /* white space waits for a word */
};

/* --- text --- */

static void put(struct html_page *page, const char *text, size_t length)
{
	if (page->to->length == page->line && page->quoted > 0)
		buffer_text(page->to, "> ");
	else if (page->spaced && page->to->length > page->line)
		buffer_text(page->to, " ");
	page->spaced = false;
	buffer_add(page->to, text, length);
}

static void end_line(struct html_page *page)
{
	buffer_text(page->to, "\n");
	page->line = page->to->length;
	page->spaced = false;
}

/* Ends a line that has begun; with an empty one below it between paragraphs. */
static void end_block(struct html_page *page, bool paragraph)
{
	size_t length = page->to->length;

	if (length > page->line)
		end_line(page);
	length = page->to->length;
	if (paragraph && length > 1 && page->to->bytes[length - 2] != '\n')
		end_line(page);
}

/* --- character references --- */

/* RFC 3629, section 3; "?" for what is no character. */
static void put_code_point(struct html_page *page, unsigned long code)
{
	char text[5] = { 0 };
	size_t length = code < 0x80 ? 1
	    : code < 0x800          ? 2
	    : code < 0x10000        ? 3
				    : 4;

	if (code == ' ' || code == '\t' || code == '\n' || code == 0xa0) {
		page->spaced = true;
		return;
	}
	for (size_t i = length; i > 1 && code < 0x110000; i--, code >>= 6)
		text[i - 1] = (char)(0x80 | (code & 0x3f));
	text[0] =
	    (char)(length == 1 ? code : (0xf00UL >> length & 0xff) | code);
	if (utf8_printable(text, length) == length)
		put(page, text, length);
	else
		put(page, "?", 1);
}

/* The code point of a name; 0 where it is not known. */
static unsigned long named(const char *name, size_t length)
{
	static const struct {
		const char *name;
		unsigned long code;
	} names[] = {
		{ "amp", '&' },
		{ "lt", '<' },
		{ "gt", '>' },
		{ "quot", '"' },
		{ "apos", '\'' },
		{ "nbsp", 0xa0 },
		{ "aring", 0xe5 },
		{ "auml", 0xe4 },
		{ "ouml", 0xf6 },
		{ "Aring", 0xc5 },
		{ "Auml", 0xc4 },
		{ "Ouml", 0xd6 },
		{ "eacute", 0xe9 },
		{ "uuml", 0xfc },
		{ "aelig", 0xe6 },
		{ "oslash", 0xf8 },
		{ "sect", 0xa7 },
		{ "middot", 0xb7 },
		{ "ndash", 0x2013 },
		{ "mdash", 0x2014 },
		{ "lsquo", 0x2018 },
		{ "rsquo", 0x2019 },
		{ "ldquo", 0x201c },
		{ "rdquo", 0x201d },
		{ "bull", 0x2022 },
		{ "hellip", 0x2026 },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i].name) == length &&
		    memcmp(names[i].name, name, length) == 0)
			return names[i].code;
	return 0;
}

/* Puts what the reference at `at` means, or the "&": the bytes it took. */
static size_t put_reference(struct html_page *page, const char *at)
{
	size_t length = strcspn(at, "; <\n");
	unsigned long code;
	char *end = NULL;

	if (at[length] == ';' && length < REFERENCE_MAX) {
		if (at[1] == '#' && isdigit((unsigned char)at[2]))
			code = strtoul(at + 2, &end, 10);
		else if (at[1] == '#' && (at[2] == 'x' || at[2] == 'X') &&
		    isxdigit((unsigned char)at[3]))
			code = strtoul(at + 3, &end, 16);
		else
			code = named(at + 1, length - 1);
		if (code > 0 && (end == NULL || end == at + length)) {
			put_code_point(page, code);
			return length + 1;
		}
	}
	put(page, "&", 1);
	return 1;
}

/* --- tags --- */

struct tag {
	char name[16]; /* small letters */
	bool closes;
	bool strikes; /* by its style */
};

/* Reads the tag or comment at `at`, "<" it is; returns behind it, or NULL where
 * it is none. */
static const char *read_tag(struct tag *tag, const char *at)
{
	const char *end, *begin = at + 1;
	char quote = '\0';
	size_t length = 0;

	*tag = (struct tag){ .closes = *begin == '/' };
	if (strncmp(at, "<!--", 4) == 0) {
		end = strstr(at + 4, "-->");
		return end != NULL ? end + 3 : at + strlen(at);
	}
	begin += tag->closes;
	if (!isalpha((unsigned char)*begin) && strchr("!?", *begin) == NULL)
		return NULL;
	for (; isalnum((unsigned char)begin[length]) &&
	     length < sizeof(tag->name) - 1;
	     length++)
		tag->name[length] = (char)tolower((unsigned char)begin[length]);
	for (end = begin + length; *end != '\0' && (*end != '>' || quote);
	     end++) {
		if (quote != '\0' ? *end == quote : strchr("\"'", *end) != NULL)
			quote = quote != '\0' ? '\0' : *end;
		tag->strikes |= strncasecmp(end, "line-through", 12) == 0;
	}
	return *end == '>' ? end + 1 : end;
}

static bool is_one(const struct tag *tag, const char *names)
{
	char name[24];

	snprintf(name, sizeof(name), " %s ", tag->name);
	return tag->name[0] != '\0' && strstr(names, name) != NULL;
}

/* Behind the end tag of an element whose content is no text. */
static const char *skip_content(const struct tag *tag, const char *at)
{
	struct tag end;
	const char *after;

	for (; (at = strchr(at, '<')) != NULL; at++) {
		if (at[1] != '/')
			continue;
		after = read_tag(&end, at);
		if (after != NULL && strcmp(end.name, tag->name) == 0)
			return after;
	}
	return "";
}

static const char *take_tag(
    struct html_page *page, const struct tag *tag, const char *after)
{
	if (!tag->closes && is_one(tag, " style script title "))
		return skip_content(tag, after);
	if (is_one(tag, " s strike del ") || tag->strikes)
		put(page, "~", 1);
	if (is_one(tag, " br "))
		end_line(page);
	else if (is_one(tag, " div tr li hr "))
		end_block(page, false);
	else if (is_one(tag,
		     " p table ul ol pre h1 h2 h3 h4 h5 h6 blockquote"
		     " body "))
		end_block(page, true);
	else if (is_one(tag, " td th "))
		page->spaced = true;
	if (is_one(tag, " blockquote ") && !tag->closes)
		page->quoted++;
	else if (is_one(tag, " blockquote ") && page->quoted > 0)
		page->quoted--;
	return after;
}

void mail_html_text(struct buffer *to, const char *html)
{
	struct html_page page = { .to = to, .line = to->length };

	buffer_text(to, "");
	while (*html != '\0') {
		const char *after;
		struct tag tag;

		if (*html == '<' && (after = read_tag(&tag, html)) != NULL) {
			html = take_tag(&page, &tag, after);
		} else if (*html == '&') {
			html += put_reference(&page, html);
		} else if (isspace((unsigned char)*html) ||
		    strncmp(html, NO_BREAK, 2) == 0) {
			page.spaced = true;
			html += *html == NO_BREAK[0] ? 2 : 1;
		} else {
			put(&page, html, 1);
			html++;
		}
	}
	end_block(&page, false);
}
