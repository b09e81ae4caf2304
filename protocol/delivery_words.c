/* SPDX-License-Identifier: ISC */
#include "protocol/delivery_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/translate.h"

#define BLANKS_MAX 3

/* Word for word what planvakt-deliver says, and what starts it; the last blank
 * is to the end. */
static const char *const sentences[] = {
	/* daemon/delivery/program/smtp.c */
	N_("the mail server %s does not answer: %s"),
	N_("the mail server %s is not known by that name: %s"),
	N_("the mail server %s took too long: %s"),
	N_("the mail server %s broke off: %s"),
	N_("the mail server %s shows a certificate that is not trusted: %s"),
	N_("the mail server %s lets nobody in with this login: %s"),
	N_("the mail server %s has no TLS, and nothing is sent without it;"
	   " where the way to the server is safe, write tls = no under"
	   " [mail]: %s"),
	N_("the mail server %s did not take the message: %s"),
	N_("the mail server %s cannot be used: %s"),
	N_("no password in %s: %s"),
	/* daemon/delivery/program/mailer.c */
	N_("%s ended with status %s and said nothing"),
	N_("%s was ended by signal %s (%s)"),
};

/* A value within the text. */
struct said_part {
	const char *text;
	size_t length;
};

/* Whether the text is the sentence with values in its blanks. */
static bool delivery_matches(
    struct said_part parts[BLANKS_MAX], const char *sentence, const char *text)
{
	const char *blank;

	for (size_t i = 0; (blank = strstr(sentence, "%s")) != NULL; i++) {
		size_t before = (size_t)(blank - sentence), length;
		const char *next = strstr(blank + 2, "%s"), *end;

		if (strncmp(text, sentence, before) != 0)
			return false;
		text += before;
		sentence = blank + 2;
		length =
		    next != NULL ? (size_t)(next - sentence) : strlen(sentence);
		end = length > 0 ? memmem(text, strlen(text), sentence, length)
				 : text + strlen(text);
		if (end == NULL || i == BLANKS_MAX)
			return false;
		parts[i] = (struct said_part){ text, (size_t)(end - text) };
		text = end;
	}
	return strcmp(text, sentence) == 0;
}

static void delivery_fill(
    struct buffer *to, const char *words, const struct said_part *parts)
{
	const char *blank;

	for (; (blank = strstr(words, "%s")) != NULL; words = blank + 2) {
		buffer_add(to, words, (size_t)(blank - words));
		buffer_add(to, parts->text, parts->length);
		parts++;
	}
	buffer_text(to, words);
}

static void delivery_reason(struct buffer *to, const char *answer)
{
	struct said_part parts[BLANKS_MAX] = { 0 };

	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (delivery_matches(parts, sentences[i], answer)) {
			delivery_fill(to, translate(sentences[i]), parts);
			return;
		}
	buffer_text(to, *answer != '\0' ? translate(answer) : "");
}

static void given_up_words(
    struct buffer *to, const char *unit, unsigned long count)
{
	switch (unit[0]) {
	case 'd':
		buffer_printf(to,
		    translate_plural("given up after %lu day",
			"given up after %lu days", count),
		    count);
		break;
	case 'h':
		buffer_printf(to,
		    translate_plural("given up after %lu hour",
			"given up after %lu hours", count),
		    count);
		break;
	case 'm':
		buffer_printf(to,
		    translate_plural("given up after %lu minute",
			"given up after %lu minutes", count),
		    count);
		break;
	default:
		buffer_printf(to,
		    translate_plural("given up after %lu second",
			"given up after %lu seconds", count),
		    count);
	}
}

/* "given up after 3 days" (daemon/delivery/delivery_outcome.c); what stands
 * behind it, NULL where it is none. */
static const char *delivery_given_up(struct buffer *to, const char *answer)
{
	static const char *const units[] = { "day", "hour", "minute",
		"second" };
	char unit[8] = "";
	unsigned long count = 0;
	int end = 0;

	if (sscanf(answer, "given up after %4lu %7[a-z]%n", &count, unit,
		&end) < 2)
		return NULL;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strncmp(unit, units[i], strlen(units[i])) == 0) {
			given_up_words(to, units[i], count);
			return answer + end;
		}
	return NULL;
}

void delivery_words(struct buffer *to, const char *answer)
{
	const char *rest = delivery_given_up(to, answer);

	if (rest == NULL) {
		delivery_reason(to, answer);
		return;
	}
	if (*rest == ':' && rest[1] == ' ') {
		buffer_text(to, ": ");
		delivery_reason(to, rest + 2);
	}
}
