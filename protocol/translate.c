/* SPDX-License-Identifier: ISC */
#include "protocol/translate.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "planvakt"

/* `aloud` is what the operator is told in; NOT_ASKED: in the same. */
static enum { NOT_ASKED, ENGLISH, OTHER } language, aloud;

/* The environment's locale for messages (POSIX, XBD 8.2). */
static const char *locale_of_messages(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL;

	for (size_t i = 0; i < 3 && (locale == NULL || !*locale); i++)
		locale = getenv(names[i]);
	return locale != NULL ? locale : "";
}

static bool is_english(const char *locale)
{
	return *locale == '\0' || strncmp(locale, "en", 2) == 0;
}

static bool is_none(const char *locale)
{
	return strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 ||
	    strcmp(locale, "POSIX") == 0;
}

/* Catalogues lie beside the programs, as make builds them, or where make
 * install puts them: from bin, and from libexec/planvakt. */
static void bind_catalogues(void)
{
	static const char *const places[] = { "locale", "../share/locale",
		"../../share/locale" };
	char self[PATH_MAX], folder[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length <= 0)
		return;
	self[length] = '\0';
	*(strrchr(self, '/') + 1) = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (snprintf(folder, sizeof(folder), "%s%s", self, places[i]) <
			(int)sizeof(folder) &&
		    access(folder, X_OK) == 0) {
			bindtextdomain(DOMAIN, folder);
			return;
		}
}

/* gettext wants a locale that the system has, and takes the language of
 * LANGUAGE with any but C. C.UTF-8 is there where sv_SE is not. */
static void translate_begin(void)
{
	const char *locale = locale_of_messages();
	const char *wanted = getenv("LANGUAGE");
	char name[32];

	language = ENGLISH;
	if (is_none(locale) || *locale == '\0')
		return;
	if (wanted == NULL || *wanted == '\0')
		wanted = locale;
	if (is_english(wanted) ||
	    (setlocale(LC_MESSAGES, "C.UTF-8") == NULL &&
		setlocale(LC_MESSAGES, "") == NULL))
		return;
	if (wanted == locale) {
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(locale, ".@"),
		    locale);
		setenv("LANGUAGE", name, 1);
	}
	bind_catalogues();
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	bind_textdomain_codeset("libc", "UTF-8");
	language = OTHER;
}

void translate_not(void)
{
	language = ENGLISH;
}

void translate_only_aloud(void)
{
	translate("none");
	aloud = language;
	language = ENGLISH;
}

void translate_aloud(bool begins)
{
	if (aloud != NOT_ASKED)
		language = begins ? aloud : ENGLISH;
}

bool translate_is_english(void)
{
	if (language == NOT_ASKED)
		translate_begin();
	return language == ENGLISH;
}

/* The empty text is the catalogue's head. */
const char *translate(const char *id)
{
	if (language == NOT_ASKED)
		translate_begin();
	return language == ENGLISH || *id == '\0' ? id : dgettext(DOMAIN, id);
}

/* As gettext writes contexts: before the text, with EOT between. */
const char *translate_word(const char *context, const char *word)
{
	char id[96];
	const char *found;

	if (snprintf(id, sizeof(id), "%s\004%s", context, word) >=
	    (int)sizeof(id))
		return word;
	found = translate(id);
	return found == id ? word : found;
}

const char *translate_value(const char *field, const char *word)
{
	const char *own =
	    strcmp(field, "state") == 0 ? translate_word("state", word) : word;

	return own != word ? own : translate_word("value", word);
}

static void put_whole(struct buffer *to, const char *digits, size_t length)
{
	bool parted = length >= 5 && !translate_is_english();

	for (size_t i = 0; i < length; i++) {
		if (parted && i > 0 && (length - i) % 3 == 0)
			buffer_text(to, "\u00a0");
		buffer_add(to, digits + i, 1);
	}
}

void translate_list(struct buffer *to, const char *values)
{
	const char *comma;
	size_t length;
	char word[32];

	do {
		comma = strstr(values, ", ");
		length =
		    comma != NULL ? (size_t)(comma - values) : strlen(values);
		if (length < sizeof(word)) {
			snprintf(
			    word, sizeof(word), "%.*s", (int)length, values);
			buffer_text(to, translate_word("value", word));
		} else {
			buffer_add(to, values, length);
		}
		buffer_text(to, comma != NULL ? ", " : "");
		values += length + 2;
	} while (comma != NULL);
}

void translate_number(struct buffer *to, const char *number)
{
	size_t whole = strcspn(number, "."), sign = number[0] == '-';

	buffer_add(to, number, sign);
	put_whole(to, number + sign, whole - sign);
	if (number[whole] == '\0')
		return;
	buffer_text(to, translate_word("value", "."));
	buffer_text(to, number + whole + 1);
}

const char *translate_plural(const char *one, const char *many, unsigned long n)
{
	if (language == NOT_ASKED)
		translate_begin();
	if (language == ENGLISH)
		return n == 1 ? one : many;
	return dngettext(DOMAIN, one, many, n);
}
