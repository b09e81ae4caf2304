/* SPDX-License-Identifier: ISC */
#include "protocol/width.h"

#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define ELLIPSIS   "\xe2\x80\xa6"
#define DIVIDED    20 /* columns of a line that a wide word is divided for */
#define FURTHER_IN 2

/* The locale that knows how wide characters are: all our text is UTF-8. Much
 * that is shown is ASCII, and a command should not wait for it. */
static void need_characters(void)
{
	static bool known;

	if (known)
		return;
	known = true;
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* The bytes of the character at `at`, and its columns: none for one that
 * joins the one before. */
static size_t width_step(const char *at, size_t *columns)
{
	mbstate_t state = { 0 };
	wchar_t character;
	size_t bytes;
	int wide;

	*columns = 1;
	if (((unsigned char)*at & 0x80) == 0)
		return 1;
	need_characters();
	bytes = mbrtowc(&character, at, strlen(at), &state);
	if (bytes == 0 || bytes >= (size_t)-2)
		return 1;
	wide = wcwidth(character);
	if (wide >= 0)
		*columns = (size_t)wide;
	return bytes;
}

/* Of the first `length` bytes. */
static size_t width_of_part(const char *text, size_t length)
{
	size_t total = 0, columns;

	for (size_t at = 0; at < length; total += columns)
		at += width_step(text + at, &columns);
	return total;
}

size_t width_of(const char *text)
{
	return width_of_part(text, strlen(text));
}

static bool width_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool width_is_of_number(char byte)
{
	return width_is_digit(byte) ||
	    (byte != '\0' && strchr("-.:/", byte) != NULL);
}

/* Where to cut instead of at `at`, so that no date or number is halved: half a
 * number is another number. */
static size_t before_number(const char *text, size_t at)
{
	bool goes_on = width_is_digit(text[at]) ||
	    (width_is_of_number(text[at]) && width_is_digit(text[at + 1]) &&
		at > 0 && width_is_digit(text[at - 1]));

	while (goes_on && at > 0 && width_is_of_number(text[at - 1]))
		at--;
	return at;
}

void width_cut(struct buffer *text, size_t width)
{
	size_t at = 0, taken = 0, columns = 0, bytes;

	if (text->length == 0 || width_of(text->bytes) <= width)
		return;
	for (;;) {
		bytes = width_step(text->bytes + at, &columns);
		if (taken + columns > width - 1)
			break;
		at += bytes;
		taken += columns;
	}
	at = before_number(text->bytes, at);
	while (at > 0 && text->bytes[at - 1] == ' ')
		at--;
	buffer_cut(text, at);
	buffer_text(text, ELLIPSIS);
}

/* How much of the text `width` columns hold, at least a character. */
static size_t width_held(const char *text, size_t width)
{
	size_t at = 0, taken = 0, columns = 0;

	while (text[at] != '\0') {
		size_t bytes = width_step(text + at, &columns);

		if (at > 0 && taken + columns > width)
			break;
		at += bytes;
		taken += columns;
	}
	return at;
}

/* Where the line that begins here ends: at the last blank within `width`, or
 * inside a word that is wider; at a line break in any case. */
static size_t width_line(const char *text, size_t width)
{
	size_t whole = strcspn(text, "\n"), end = 0, next;

	if (width == 0)
		return whole;
	do {
		next = end + strspn(text + end, " ");
		next += strcspn(text + next, " \n");
		if (end > 0 && width_of_part(text, next) > width)
			return end;
		if (width >= DIVIDED && width_of_part(text, next) > width)
			return width_held(text, width);
		end = next;
	} while (end < whole);
	return whole;
}

void width_wrap(
    struct buffer *to, const char *text, size_t indent, size_t width)
{
	size_t room = width > indent + 1 ? width - indent : width > 0;

	for (;;) {
		size_t end = width_line(text, room);

		buffer_add(to, text, end);
		text += end;
		if (*text == '\0')
			return;
		text += *text == '\n' ? 1 : strspn(text, " ");
		if (*text == '\0')
			return;
		buffer_printf(to, "\n%*s", (int)indent, "");
	}
}

void width_print(FILE *to, const char *text, size_t indent, size_t width)
{
	struct buffer lines = { 0 };

	buffer_text(&lines, "");
	width_wrap(&lines, text, indent, width);
	fprintf(to, "%s\n", lines.bytes);
	buffer_free(&lines);
}

/* What each line of a message stands behind, bytes that are columns too; sets
 * *further to where its further lines stand. */
static size_t width_lead(const char *line, size_t *further)
{
	static const char *const names[] = { "planvakt: ", "planvaktd: " };
	size_t lead = strspn(line, " ");

	*further = lead + FURTHER_IN;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(line, names[i], strlen(names[i])) == 0)
			*further = lead = strlen(names[i]);
	return lead;
}

void width_message(struct buffer *to, const char *text, size_t width)
{
	struct buffer line = { 0 };

	for (;;) {
		size_t length = strcspn(text, "\n"), lead, further;

		buffer_cut(&line, 0);
		buffer_add(&line, text, length);
		lead = width_lead(line.bytes, &further);
		buffer_add(to, line.bytes, lead);
		width_wrap(to, line.bytes + lead, further, width);
		if (text[length] == '\0')
			break;
		buffer_text(to, "\n");
		text += length + 1;
	}
	buffer_free(&line);
}

void width_say(FILE *to, const char *format, ...)
{
	size_t width = width_terminal(to);
	struct buffer lines = { 0 };
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (width == 0)
		vfprintf(to, format, args);
	else if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	if (text == NULL)
		return;
	width_message(&lines, text, width);
	fputs(lines.bytes, to);
	buffer_free(&lines);
	free(text);
}

size_t width_terminal(FILE *to)
{
	struct winsize size;

	if (!isatty(fileno(to)) || ioctl(fileno(to), TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}
