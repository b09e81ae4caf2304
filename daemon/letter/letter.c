/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter.h"

#include <string.h>

#include "daemon/letter/letter_ask.h"
#include "daemon/letter/letter_brief.h"
#include "daemon/letter/letter_digest.h"
#include "daemon/letter/letter_footer.h"
#include "daemon/letter/letter_item.h"
#include "daemon/letter/letter_opening.h"
#include "daemon/letter/letter_report.h"
#include "daemon/letter/letter_subject.h"
#include "daemon/letter/letter_wrap.h"

/* What is told at length; what follows gets a line each, so that a letter
 * stays a letter and under the bytes of a notice. */
#define LONG_MAX   50
#define LONG_BYTES 40000
/* What is late without a notice, of which the next run tells again. */
#define OTHERS_MAX 100

/* A letter on its way to text. */
struct letter_body {
	struct buffer *text;
	const struct letter_words *words;
	const struct letter *letter;
	size_t told; /* activities */
};

/* --- one group --- */

/* What a digest lists already, and what is said in the opening alone. */
static bool has_lines(const struct letter *letter, enum group group)
{
	if (group == GROUP_MISSED || letter_in_digest(letter, group))
		return false;
	if (group == GROUP_OTHERS)
		return letter->digest == NULL &&
		    letter_first(letter, group) != NULL;
	return letter_count(letter, group) > 0 &&
	    (letter_first(letter, group) != NULL ||
		letter_first_plan(letter, group) != NULL ||
		group == GROUP_FAILURES);
}

/* What is late without a notice today is not under the heading of what has
 * one. */
static const char *letter_heading(
    const struct letter_body *body, enum group group)
{
	const struct letter *letter = body->letter;
	const struct number_words *say =
	    &letter_group_words(body->words, letter, group)->heading;
	size_t count = 0;

	for (size_t i = 0; i < letter->count; i++)
		count += letter_group(letter, &letter->items[i]) == group;
	if (count == 0)
		count = letter_count(letter, group);
	return count == 1 && say->one != NULL ? say->one : say->many;
}

static void write_items(struct letter_body *body, enum group group)
{
	const struct letter *letter = body->letter;

	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_item *item = &letter->items[i];

		if (letter_group(letter, item) != group)
			continue;
		if (body->told++ >= LONG_MAX || body->text->length > LONG_BYTES)
			letter_write_brief(
			    body->text, body->words, letter, item);
		else
			letter_write_item(
			    body->text, body->words, letter, item);
	}
}

static void write_others(struct letter_body *body)
{
	const struct letter *letter = body->letter;
	struct buffer line = { 0 };
	size_t count = 0;

	if (!has_lines(letter, GROUP_OTHERS))
		return;
	buffer_printf(body->text, "%s\n\n", letter_heading(body, GROUP_OTHERS));
	for (size_t i = 0; i < letter->count; i++)
		if (letter_group(letter, &letter->items[i]) == GROUP_OTHERS &&
		    count++ < OTHERS_MAX)
			letter_write_brief(
			    body->text, body->words, letter, &letter->items[i]);
	if (count > OTHERS_MAX)
		letter_say_number(&line, body->words, &body->words->others_more,
		    count - OTHERS_MAX);
	letter_indented(body->text, &line);
	letter_gap(body->text);
	buffer_free(&line);
}

static void write_group(struct letter_body *body, enum group group, bool headed)
{
	const struct letter *letter = body->letter;

	if (!has_lines(letter, group))
		return;
	if (headed)
		buffer_printf(
		    body->text, "%s\n\n", letter_heading(body, group));
	write_items(body, group);
	for (size_t i = 0; i < letter->plan_count; i++)
		if (letter_plan_group(&letter->plans[i]) == group)
			letter_write_plan(body->text, body->words, letter,
			    &letter->plans[i], i < LONG_MAX);
	for (size_t i = 0; group == GROUP_FAILURES && i < letter->failure_count;
	     i++)
		letter_write_failure(
		    body->text, body->words, letter, &letter->failures[i]);
	letter_gap(body->text);
}

/* --- the whole --- */

/* Of a letter that has one thing to tell the opening is its heading. */
static bool is_headed(const struct letter *letter)
{
	int groups = letter->digest != NULL;

	for (int group = 0; group < GROUPS; group++)
		groups += has_lines(letter, (enum group)group);
	return groups > 1;
}

static void write_repeats(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	if (!letter->repeats)
		return;
	letter_lines(text, words->repeats);
	letter_gap(text);
}

static bool is_empty(const struct letter *letter)
{
	bool empty = letter->digest == NULL && letter->missed_count == 0;

	for (int group = 0; group < GROUP_OTHERS; group++)
		empty &= !has_lines(letter, (enum group)group);
	return empty;
}

void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text)
{
	const struct letter_words *words = strcmp(letter->language, "en") == 0
	    ? &letter_english
	    : &letter_swedish;
	struct letter_body body = { text, words, letter, 0 };

	if (is_empty(letter))
		return;
	letter_write_subject(subject, words, letter);
	letter_write_opening(text, words, letter);
	write_repeats(text, words, letter);
	for (int group = 0; group < GROUP_OTHERS; group++)
		write_group(&body, (enum group)group, is_headed(letter));
	letter_write_asked(text, words, letter);
	if (letter->digest != NULL)
		letter_write_digest(text, words, letter);
	letter_write_tasks(text, words, letter);
	write_others(&body);
	letter_write_footer(text, words, letter);
}
