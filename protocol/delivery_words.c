/* SPDX-License-Identifier: ISC */
#include "protocol/delivery_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/error_system.h"
#include "protocol/sentence_match.h"
#include "protocol/translate.h"

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
	N_("cannot run %s: %s"),
	/* daemon/delivery/program/maildir.c */
	N_("cannot %s in %s: %s"),
	N_("cannot %s in %s"), /* as the log cuts it */
	/* daemon/delivery/worker.c */
	N_("the delivery process ended"),
	N_("the delivery took over %s seconds"),
	N_("the delivery was ended by signal %s (%s)"),
};

/* What the first blank of "cannot %s in %s" is. */
static const char *const steps[] = {
	N_("create a folder"),
	N_("open a folder"),
	N_("open the folder above"),
	N_("sync a folder"),
	N_("list a folder"),
	N_("remove a file from tmp"),
	N_("write a file of tmp"),
	N_("close a file of tmp"),
	N_("link a file into new"),
};

/* A step of ours, the system's own words, or what somebody else said. */
static void delivery_value(struct buffer *to, const struct sentence_value *part)
{
	struct buffer value = { 0 };
	const char *words;

	buffer_text(&value, "");
	buffer_add(&value, part->text, part->length);
	words = error_system(value.bytes);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (strcmp(steps[i], value.bytes) == 0)
			words = translate(steps[i]);
	buffer_text(to, words);
	buffer_free(&value);
}

static void delivery_fill(
    struct buffer *to, const char *words, const struct sentence_value *parts)
{
	const char *blank;

	for (; (blank = strstr(words, "%s")) != NULL; words = blank + 2) {
		buffer_add(to, words, (size_t)(blank - words));
		delivery_value(to, parts++);
	}
	buffer_text(to, words);
}

static void delivery_reason(struct buffer *to, const char *answer)
{
	struct sentence_value parts[SENTENCE_BLANKS] = { 0 };

	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (sentence_matches(parts, sentences[i], answer)) {
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
