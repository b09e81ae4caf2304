/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_item.h"
#include "daemon/letter/letter_coordinator.h"
#include "daemon/letter/letter_digest.h"
#include "daemon/letter/letter_words.h"
#include "daemon/letter/letter_wrap.h"

/* Of one group; the rest is counted, so that a letter stays a letter. */
#define LISTED_MAX 50
/* Bytes from which on nothing more is listed, whatever it is called: with
 * all that follows a letter stays under the 200,000 of a notice. */
#define LETTER_FULL 150000
/* Columns of a subject; a list of mails shows no more. */
#define SUBJECT_COLUMNS 100

/* --- groups --- */

#define ALL       (~0u)
#define READ(who) (1u << READER_##who)
#define AT(stage) (1u << STAGE_##stage)

/* Which notices are told where: an item is in the first group that has its
 * reader and its stage. What is no activity has no row. */
static const struct letter_row {
	unsigned readers, stages;
	bool answer; /* what is asked is an answer, by replying */
} rows[GROUPS] = {
	[GROUP_ESCALATED] = { READ(LEAD) | READ(CHIEF) | READ(COORDINATOR),
	    AT(ESCALATED), true },
	[GROUP_OVERDUE] = { READ(LEAD), AT(OVERDUE), true },
	[GROUP_NOBODY_LATE] = { READ(NOBODY), AT(OVERDUE) | AT(ESCALATED),
	    false },
	[GROUP_DUE] = { READ(LEAD), AT(DUE), true },
	[GROUP_NOBODY] = { READ(NOBODY), ALL & ~AT(UNCLEAR), false },
	[GROUP_KNOWN_LATE] = { READ(CHIEF) | READ(COORDINATOR), AT(OVERDUE),
	    false },
	[GROUP_UPCOMING] = { READ(LEAD), AT(UPCOMING), false },
	[GROUP_BEGIN] = { READ(LEAD), AT(BEGIN), true },
	[GROUP_MIDWAY] = { READ(LEAD), AT(MIDWAY), true },
	[GROUP_STALE] = { READ(LEAD), AT(STALE), true },
	[GROUP_REVIEW] = { READ(LEAD), AT(REVIEW), true },
	[GROUP_MOVED] = { READ(LEAD) | READ(HELP), AT(MOVED), false },
	[GROUP_NEW] = { READ(LEAD) | READ(HELP), AT(ASSIGNED), false },
	[GROUP_HELP_LATE] = { READ(HELP), AT(OVERDUE) | AT(ESCALATED), false },
	[GROUP_HELP_SOON] = { READ(HELP), AT(UPCOMING) | AT(DUE), false },
	[GROUP_HELP] = { READ(HELP), ALL, false },
	[GROUP_FORMER] = { READ(FORMER), ALL, false },
	[GROUP_UNCLEAR] = { ALL, AT(UNCLEAR), true },
	[GROUP_KNOWN] = { ALL, ALL, false },
};

static enum group group_of(
    const struct letter *letter, const struct letter_item *item)
{
	unsigned reader = 1u << letter_reader(letter, item);
	unsigned stage = 1u << item->stage;
	int group = 0;

	if (!item->counted)
		return GROUP_OTHERS;
	while ((rows[group].readers & reader) == 0 ||
	    (rows[group].stages & stage) == 0)
		group++;
	return (enum group)group;
}

static size_t count_items(const struct letter *letter, enum group group)
{
	size_t count = 0;

	for (size_t i = 0; i < letter->count; i++)
		count += group_of(letter, &letter->items[i]) == group;
	return count;
}

static size_t count_group(const struct letter *letter, enum group group)
{
	switch (group) {
	case GROUP_PLANS:
		return letter->plan_count;
	case GROUP_FAILURES:
		return letter->failure_count;
	case GROUP_MISSED:
		return letter->missed_count;
	case GROUP_DIGEST:
		return letter->digest != NULL;
	default:
		return count_items(letter, group);
	}
}

/* --- the subject --- */

struct subject {
	struct buffer *text;
	const struct letter_words *words;
	const struct noun_words *noun; /* that was said last */
	bool bare;                     /* it names no plan */
	bool more;                     /* it has no room for all */
};

/* One group, where it is the first or there is room left. */
static void letter_add_part(
    struct subject *subject, const struct group_words *group, size_t count)
{
	const struct letter_words *words = subject->words;
	struct buffer part = { 0 };
	int tail = (int)(strlen(words->and_more) + strlen(words->in_plan));

	buffer_printf(
	    &part, "%s%zu ", subject->noun != NULL ? ", " : "", count);
	if (subject->noun != group->noun)
		buffer_printf(&part, "%s ",
		    count == 1 ? group->noun->one : group->noun->many);
	buffer_text(
	    &part, count == 1 ? group->subject.one : group->subject.many);
	if (subject->noun == NULL ||
	    letter_width(subject->text->bytes, subject->text->length) +
		    letter_width(part.bytes, part.length) + tail <=
		SUBJECT_COLUMNS) {
		buffer_add(subject->text, part.bytes, part.length);
		subject->noun = group->noun;
		subject->bare &= !group->noun->names_plan;
	} else {
		subject->more = true;
	}
	buffer_free(&part);
}

static void write_subject(const struct letter *letter,
    const struct letter_words *words, struct buffer *text)
{
	struct subject subject = { text, words, NULL, true, false };

	if (letter->rehearsal)
		buffer_text(text, words->rehearsal);
	for (int i = 0; i < GROUP_OTHERS && !subject.more; i++) {
		size_t count = count_group(letter, (enum group)i);

		if (count > 0)
			letter_add_part(&subject, &words->groups[i], count);
	}
	if (subject.more)
		buffer_text(text, words->and_more);
	if (subject.bare)
		buffer_text(text, words->in_plan);
}

/* --- the beginning --- */

static void write_address(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	struct buffer name = { 0 };

	letter_cut(
	    &name, letter->name != NULL ? letter->name : words->coordinator);
	buffer_text(text, words->to);
	letter_wrap(text, name.bytes, (int)strlen(words->to), 0);
	letter_gap(text);
	buffer_free(&name);
}

static void write_summary(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	struct buffer line = { 0 };

	for (int i = 0; i < GROUP_OTHERS; i++) {
		size_t count = count_group(letter, (enum group)i);

		if (count == 0)
			continue;
		letter_fill_number(
		    &line, &words->groups[i].summary, (int64_t)count);
		letter_wrap(text, line.bytes, 0, 0);
		buffer_cut(&line, 0);
	}
	buffer_free(&line);
	letter_gap(text);
}

/* --- the groups one by one --- */

static bool letter_has_room(const struct buffer *text, size_t listed)
{
	return listed < LISTED_MAX && text->length < LETTER_FULL;
}

static size_t write_items(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, enum group group)
{
	size_t listed = 0;

	for (size_t i = 0; i < letter->count && letter_has_room(text, listed);
	     i++)
		if (group_of(letter, &letter->items[i]) == group) {
			letter_write_item(
			    text, words, letter, &letter->items[i]);
			listed++;
		}
	return listed;
}

static size_t write_plans(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	size_t i = 0;

	for (; i < letter->plan_count && letter_has_room(text, i); i++)
		letter_write_plan(text, words, letter, &letter->plans[i]);
	return i;
}

static size_t write_failures(struct buffer *text,
    const struct letter_words *words, const struct letter *letter)
{
	size_t i = 0;

	for (; i < letter->failure_count && letter_has_room(text, i); i++)
		letter_write_failure(text, words, &letter->failures[i]);
	return i;
}

/* Writes what there is room for; how many that is. */
static size_t write_listed(struct buffer *text,
    const struct letter_words *words, const struct letter *letter,
    enum group group)
{
	switch (group) {
	case GROUP_PLANS:
		return write_plans(text, words, letter);
	case GROUP_FAILURES:
		return write_failures(text, words, letter);
	case GROUP_MISSED:
		letter_write_missed(text, words, letter);
		return letter->missed_count;
	case GROUP_DIGEST:
		letter_write_digest(text, words, letter);
		return 1;
	default:
		return write_items(text, words, letter, group);
	}
}

static void write_group(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, enum group group)
{
	size_t count = count_group(letter, group), listed;
	struct buffer line = { 0 };
	char rest[24];

	if (count == 0)
		return;
	buffer_printf(text, "%s\n\n", words->groups[group].heading);
	listed = write_listed(text, words, letter, group);
	if (listed < count) {
		snprintf(rest, sizeof(rest), "%zu", count - listed);
		letter_say(&line, words->more, rest);
		letter_write_indented(text, &line);
		letter_gap(text);
	}
	buffer_free(&line);
}

/* --- what is asked --- */

/* Whether a group has a reader of whom an answer is asked, or a command. */
static bool is_asked(
    const struct letter *letter, enum group group, bool commands)
{
	if (rows[group].readers == 0)
		return commands && count_group(letter, group) > 0;
	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_item *item = &letter->items[i];

		if (group_of(letter, item) == group &&
		    reader_commands(letter_reader(letter, item)) == commands)
			return true;
	}
	return false;
}

static bool is_to_be_answered(const struct letter *letter)
{
	for (int i = 0; i < GROUP_OTHERS; i++)
		if (rows[i].answer && is_asked(letter, (enum group)i, false))
			return true;
	return false;
}

/* What is asked for several groups alike is said once. */
static void write_asked(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, bool commands)
{
	const char *said = NULL;

	for (int i = 0; i < GROUP_OTHERS; i++) {
		const struct group_words *group = &words->groups[i];
		const char *asked = commands ? group->commands : group->asked;

		if (asked == NULL || asked == said ||
		    !is_asked(letter, (enum group)i, commands))
			continue;
		if (said == NULL)
			buffer_text(
			    text, commands ? words->commands : words->asked);
		if (said == NULL && !commands && is_to_be_answered(letter)) {
			letter_lines(text, words->answers);
			letter_gap(text);
		}
		if (said != NULL)
			letter_gap(text);
		letter_lines(text, asked);
		said = asked;
	}
	letter_gap(text);
}

/* --- the whole --- */

static void write_footer(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	char entry[24];

	buffer_text(text, "-- \n");
	letter_lines(text, words->footer);
	if (letter->rehearsal)
		buffer_text(text, words->rehearsal_footer);
	snprintf(entry, sizeof(entry), "%" PRId64, letter->head.seq);
	letter_fill(text, words->log, entry);
	buffer_hex(text, letter->head.hash, sizeof(letter->head.hash));
	buffer_text(text, "\n");
}

static bool is_empty(const struct letter *letter)
{
	for (int i = 0; i < GROUP_OTHERS; i++)
		if (count_group(letter, (enum group)i) > 0)
			return false;
	return true;
}

void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text)
{
	const struct letter_words *words = strcmp(letter->language, "en") == 0
	    ? &letter_english
	    : &letter_swedish;

	if (is_empty(letter))
		return;
	write_subject(letter, words, subject);
	write_address(text, words, letter);
	write_summary(text, words, letter);
	for (int i = 0; i < GROUPS; i++)
		write_group(text, words, letter, (enum group)i);
	write_asked(text, words, letter, false);
	write_asked(text, words, letter, true);
	write_footer(text, words, letter);
}
