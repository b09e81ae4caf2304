/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_item.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_wrap.h"

enum letter_reader letter_reader(
    const struct letter *letter, const struct letter_item *item)
{
	if (item->role == TOLD_COOPERATING)
		return READER_HELP;
	if (item->role == TOLD_FORMER)
		return READER_FORMER;
	if (item->lead == NULL)
		return READER_NOBODY;
	if (item->role == TOLD_LEAD)
		return READER_LEAD;
	return item->role == TOLD_ESCALATION && letter->name != NULL
	    ? READER_CHIEF
	    : READER_COORDINATOR;
}

bool reader_commands(enum letter_reader reader)
{
	return reader == READER_NOBODY || reader == READER_COORDINATOR;
}

/* --- pieces --- */

void letter_add_far(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, struct day day, int late)
{
	const struct far_words *far = &words->far;
	int ahead = day_between(letter->day, day);
	char date[DAY_TEXT];

	buffer_text(to, day_write(day, date));
	if (late > 0)
		letter_fill_number(to, &far->workdays_ago, late);
	else if (ahead < 0)
		letter_fill_number(to, &far->days_ago, -ahead);
	else if (ahead > 0)
		letter_fill_number(to, &far->ahead, ahead);
	else
		buffer_text(to, far->today);
}

void letter_write_indented(struct buffer *text, struct buffer *line)
{
	if (line->length > 0) {
		buffer_printf(text, "%*s", LETTER_INDENT, "");
		letter_wrap(text, line->bytes, LETTER_INDENT, LETTER_INDENT);
	}
	buffer_cut(line, 0);
}

void letter_add_case(struct buffer *to, const struct letter_words *words,
    const char *case_number)
{
	if (case_number != NULL)
		letter_fill(to, words->item.case_number, case_number);
}

static void say_day(struct buffer *line, const char *sentence, struct day day)
{
	char date[DAY_TEXT];

	if (day_is_some(day))
		letter_say(line, sentence, day_write(day, date));
}

/* --- sentences --- */

static void say_name(struct buffer *line, const char *with, const char *without,
    const char *name)
{
	if (name != NULL && with != NULL)
		letter_say(line, with, name);
	else if (without != NULL)
		letter_say(line, without, NULL);
}

static void say_reader(struct buffer *line, const struct item_words *words,
    const struct letter_item *item, enum letter_reader reader)
{
	const char *with = NULL, *without = NULL;
	const char *name = item->lead;

	if (reader == READER_HELP) {
		with = words->helps;
		without = words->helps_nobody;
	} else if (reader == READER_FORMER) {
		with = words->former;
		without = words->former_nobody;
	} else if (reader == READER_CHIEF || reader == READER_COORDINATOR) {
		with = item->stage == STAGE_ESCALATED ? words->leads_reminded
						      : words->leads;
	} else if (reader == READER_LEAD && item->stage == STAGE_ASSIGNED) {
		with = words->new_from;
		without = words->new_here;
		name = item->former;
	}
	say_name(line, with, without, name);
}

/* What has changed hands, where something more urgent is told of it. */
static void say_handed(struct buffer *line, const struct item_words *words,
    const struct letter_item *item, enum letter_reader reader)
{
	if (item->handed_over)
		say_name(line, words->new_from, words->new_here, item->former);
	else if (item->handed_away && reader != READER_LEAD)
		say_name(line, words->former, words->former_nobody, item->lead);
}

static void say_timeframe(struct buffer *line, const struct item_words *words,
    const struct letter_item *item)
{
	if (item->timeframe != NULL && item->timeframe[0] != '\0')
		letter_say(line, words->timeframe, item->timeframe);
}

/* Why a review or a question comes just now. */
static void say_stage(struct buffer *line, const struct item_words *words,
    const struct letter_item *item)
{
	if (item->stage == STAGE_BEGIN)
		say_day(line, words->was_to_begin, item->start);
	if (item->stage == STAGE_REVIEW)
		say_timeframe(line, words, item);
	if (item->stage != STAGE_STALE && item->stage != STAGE_REVIEW)
		return;
	if (day_is_some(item->noted))
		say_day(line, words->noted, item->noted);
	else
		letter_say(line, words->never_noted, NULL);
}

static void say_due(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer far = { 0 };

	if (!day_is_some(item->due))
		return;
	letter_add_far(&far, words, letter, item->due, item->late);
	letter_say(line,
	    item->late > 0 ? words->item.was_to_be_done
			   : words->item.to_be_done,
	    far.bytes);
	buffer_free(&far);
}

static void say_ordinal(struct buffer *line, const struct item_words *words,
    const struct letter_item *item)
{
	char number[24];

	if (item->stage != STAGE_OVERDUE)
		return;
	snprintf(number, sizeof(number), "%" PRId64, item->n);
	if (item->n >= 1 && item->n <= 3)
		letter_say(line, words->ordinals[item->n], NULL);
	else
		letter_say(line, words->ordinal, number);
}

/* --- what is unclear --- */

static const char *reason_in(
    const struct letter_words *words, const char *reason)
{
	const struct reason_words *row = words->reasons;

	while (row->english != NULL && strcmp(row->english, reason) != 0)
		row++;
	return row->english != NULL ? row->words : reason;
}

/* The dates that a vague time was taken for. */
static void say_reading(struct buffer *line, const struct item_words *words,
    const struct letter_item *item)
{
	struct buffer dates = { 0 };
	char date[DAY_TEXT];
	bool starts = day_is_some(item->start), ends = day_is_some(item->due);

	if (starts && ends) {
		buffer_text(&dates, day_write(item->start, date));
		buffer_text(&dates, words->between);
		buffer_text(&dates, day_write(item->due, date));
		letter_say(line, words->read_as, dates.bytes);
	} else {
		say_day(line, words->read_from, item->start);
		say_day(line, words->read_until, item->due);
	}
	buffer_free(&dates);
}

static void say_unclear(struct buffer *line, const struct letter_words *words,
    const struct letter_item *item)
{
	const struct item_words *say = &words->item;

	if (item->stage != STAGE_REVIEW)
		say_timeframe(line, say, item);
	if (item->undated)
		letter_say(line, say->undated, NULL);
	if (item->vague) {
		letter_say(line, say->vague, NULL);
		say_reading(line, say, item);
	}
	if ((item->undated || item->vague) && item->reason != NULL)
		letter_say(line, "%", reason_in(words, item->reason));
	if (item->lead == NULL)
		letter_say(line, say->nobody, NULL);
	else if (!item->undated && !item->vague)
		letter_say(line, say->unclear, NULL);
}

/* A line of its own, to be typed as it stands. */
static void write_command(
    struct buffer *text, const char *command, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	buffer_printf(text, "%*s", LETTER_INDENT, "");
	letter_fill(text, command, digits);
	buffer_text(text, "\n");
}

static void write_remedies(struct buffer *text, const struct item_words *words,
    const struct letter_item *item)
{
	if (item->vague)
		write_command(text, words->confirm, item->id);
	if (item->vague || item->undated)
		write_command(text, words->move, item->id);
	if (item->lead == NULL)
		write_command(text, words->assign, item->id);
	else if (!item->vague && !item->undated)
		write_command(text, words->show, item->id);
}

/* --- the whole --- */

static void letter_item_say_notice(struct buffer *line,
    const struct letter_words *words, const struct letter *letter,
    const struct letter_item *item)
{
	enum letter_reader reader = letter_reader(letter, item);

	if (item->stage == STAGE_UNCLEAR) {
		say_unclear(line, words, item);
	} else {
		say_stage(line, &words->item, item);
		say_due(line, words, letter, item);
	}
	say_ordinal(line, &words->item, item);
	say_day(line, words->item.acknowledged, item->acknowledged);
	say_reader(line, &words->item, item, reader);
	say_handed(line, &words->item, item, reader);
	if (item->to_clarify)
		say_unclear(line, words, item);
	if (day_compare(item->regular, letter->day) < 0)
		say_day(line, words->item.delayed, item->regular);
}

static void write_title(struct buffer *text, const struct letter_item *item)
{
	struct buffer title = { 0 };
	size_t before = text->length;

	buffer_printf(text, "%4" PRId64 ".  ", item->id);
	letter_cut(&title, item->activity);
	letter_wrap(
	    text, title.bytes, (int)(text->length - before), LETTER_INDENT);
	buffer_free(&title);
}

void letter_write_item(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer line = { 0 };

	write_title(text, item);
	if (item->counted) {
		letter_item_say_notice(&line, words, letter, item);
		letter_write_indented(text, &line);
		letter_fill(&line, words->item.plan, item->plan);
		letter_add_case(&line, words, item->case_number);
		letter_write_indented(text, &line);
		if (item->to_clarify ||
		    (item->stage == STAGE_UNCLEAR &&
			reader_commands(letter_reader(letter, item))))
			write_remedies(text, &words->item, item);
	} else {
		say_due(&line, words, letter, item);
		say_day(&line, words->item.acknowledged, item->acknowledged);
		letter_write_indented(text, &line);
	}
	buffer_text(text, "\n");
	buffer_free(&line);
}
