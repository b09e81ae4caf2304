/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_digest.h"

#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_answer.h"
#include "daemon/letter/letter_brief.h"
#include "daemon/letter/letter_item.h"
#include "daemon/letter/letter_picture.h"
#include "daemon/letter/letter_report.h"
#include "daemon/letter/letter_wrap.h"

/* --- the subject --- */

static void add_part(struct buffer *to, const struct letter_words *words,
    const struct number_words *part, size_t count)
{
	char digits[LETTER_NUMBER];

	if (count == 0)
		return;
	buffer_text(to, to->length > 0 ? ", " : "");
	letter_fill(to, count == 1 ? part->one : part->many,
	    VALUES(letter_number(digits, words, count)));
}

static size_t count_failed(const struct letter *letter)
{
	return letter->digest->failed > letter->failure_count
	    ? letter->digest->failed
	    : letter->failure_count;
}

void letter_write_digest_subject(struct buffer *subject,
    const struct letter_words *words, const struct letter *letter)
{
	const struct letter_digest *digest = letter->digest;
	const struct digest_words *say = &words->digest;
	struct buffer parts = { 0 };
	char date[LETTER_DATE];

	buffer_text(&parts, digest->fault != NULL ? say->fault_subject : "");
	add_part(&parts, words, &say->escalated,
	    letter_count(letter, GROUP_ESCALATED));
	add_part(&parts, words, &say->late, digest->late_all);
	add_part(&parts, words, &say->answered, digest->answered_all);
	add_part(&parts, words, &say->unclear, digest->unclear_all);
	add_part(&parts, words, &say->departures,
	    digest->picture != NULL ? digest->picture->departure_count : 0);
	add_part(&parts, words, &say->failed, count_failed(letter));
	if (parts.length == 0 && digest->unchecked)
		buffer_text(&parts, say->unchecked_subject);
	if (parts.length == 0)
		add_part(&parts, words, &say->soon, digest->soon_all);
	if (parts.length == 0 && digest->duty_count == 1 &&
	    digest->duties[0].code == NULL)
		buffer_text(&parts, say->picture_subject);
	else if (parts.length == 0)
		add_part(&parts, words, &say->duties, digest->duty_count);
	if (parts.length == 0)
		add_part(&parts, words, &say->meetings, digest->meeting_count);
	letter_fill(subject, say->subject,
	    VALUES(letter_near(date, words, letter, letter->day),
		parts.length > 0 ? parts.bytes : say->nothing_subject));
	buffer_free(&parts);
}

/* --- the beginning --- */

static void say_count(struct buffer *line, const struct letter_words *words,
    const struct number_words *sentence, size_t count)
{
	if (count > 0)
		letter_say_number(line, words, sentence, count);
}

static bool has_nothing(const struct letter *letter)
{
	const struct letter_digest *digest = letter->digest;

	return digest->fault == NULL && !digest->unchecked &&
	    !letter_picture_tells(digest->picture) &&
	    digest->late_all + digest->answered_all + digest->noted_all +
		digest->soon_all + digest->unclear_all + digest->duty_count +
		digest->meeting_count + digest->failed + letter->count +
		letter->plan_count + letter->failure_count +
		letter->missed_count ==
	    0;
}

/* What is late in spite of reminders is said before, and among all. */
static void say_late(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct digest_words *say = &words->digest;
	size_t said = letter_count(letter, GROUP_ESCALATED);
	size_t late = letter->digest->late_all;

	if (late > said)
		say_count(line, words,
		    said > 0 ? &say->says_late_in_all : &say->says_late, late);
}

void letter_add_digest_opening(struct buffer *line,
    const struct letter_words *words, const struct letter *letter)
{
	const struct letter_digest *digest = letter->digest;
	const struct digest_words *say = &words->digest;
	char date[LETTER_DATE];

	if (digest->fault != NULL)
		letter_say(line, say->fault,
		    VALUES(letter_near(date, words, letter, digest->fault_at),
			digest->fault));
	if (digest->unchecked)
		letter_say(line,
		    digest->ever_checked ? say->unchecked : say->never_checked,
		    VALUES(letter_near(
			date, words, letter, digest->unchecked_since)));
	if (has_nothing(letter))
		letter_say(line, say->nothing, NULL);
	say_late(line, words, letter);
	say_count(line, words, &say->says_answered, digest->answered_all);
	say_count(line, words, &say->says_noted, digest->noted_all);
	say_count(line, words, &say->says_soon, digest->soon_all);
	say_count(line, words, &say->says_unclear, digest->unclear_all);
	if (letter->failure_count == 0)
		say_count(line, words, &say->says_failed, digest->failed);
	if (digest->kept_here)
		letter_say(line, say->kept_here, NULL);
}

/* --- lists of activities --- */

struct digest_list {
	struct buffer *text;
	const struct letter_words *words;
	const struct letter *letter;
	struct buffer line; /* owned */
};

static void end_item(struct digest_list *list, const struct letter_item *item)
{
	letter_write_numbered(list->text, item, list->line.bytes);
	buffer_cut(&list->line, 0);
}

static void say_dated(struct digest_list *list, const struct letter_item *item,
    const char *led, const char *nobody)
{
	char date[LETTER_DATE] = "";
	struct buffer title = { 0 };

	letter_shorten(&title, item->activity, 100);
	if (day_is_some(item->due))
		letter_date(date, list->words, item->due);
	letter_say(&list->line, item->lead != NULL ? led : nobody,
	    VALUES(title.bytes, item->lead, date));
	buffer_free(&title);
}

/* Whether its answer stands in the letter with all that it says. */
static bool is_answered_here(
    const struct digest_list *list, const struct letter_item *item)
{
	const struct letter_digest *digest = list->letter->digest;

	for (size_t i = 0; i < digest->answered_count; i++)
		if (digest->answered[i].id == item->id)
			return !item->answer.noted;
	return false;
}

static void digest_say_answer(
    struct digest_list *list, const struct letter_item *item)
{
	letter_add_answer(&list->line, list->words, list->letter, item,
	    READER_COORDINATOR, !is_answered_here(list, item));
}

/* What is asked for waits for a decision, and who decides must know how. */
static void write_move(struct digest_list *list, const struct letter_item *item)
{
	char digits[LETTER_NUMBER];

	if (item->answer.needs_date)
		letter_say(&list->line, list->words->item.command_move,
		    VALUES(letter_digits(digits, item->id)));
	letter_indented(list->text, &list->line);
}

static void write_late(struct digest_list *list, const struct letter_item *item)
{
	const struct digest_words *say = &list->words->digest;

	say_dated(list, item, say->late_item, say->late_nobody);
	digest_say_answer(list, item);
	end_item(list, item);
	if (!is_answered_here(list, item))
		write_move(list, item);
}

static void write_soon(struct digest_list *list, const struct letter_item *item)
{
	const struct digest_words *say = &list->words->digest;

	bool asks = item->answer.needs_date && !is_answered_here(list, item);

	say_dated(list, item, say->soon_item, say->soon_nobody);
	if (asks)
		digest_say_answer(list, item);
	end_item(list, item);
	if (asks)
		write_move(list, item);
}

static void write_answered(
    struct digest_list *list, const struct letter_item *item)
{
	const struct digest_words *say = &list->words->digest;
	const struct letter_answer *answer = &item->answer;
	struct buffer title = { 0 };
	char date[LETTER_DATE];

	letter_shorten(&title, item->activity, 100);
	letter_say(&list->line,
	    answer->noted ? say->noted_item : say->answered_item,
	    VALUES(title.bytes, letter_answerer(list->words, answer),
		letter_near(date, list->words, list->letter, answer->at)));
	letter_add_status(&list->line, list->words, list->letter, answer);
	if (answer->words != NULL && answer->words[0] != '\0')
		letter_quote_whole(&list->line, list->words,
		    list->words->answer.quoted, answer->words);
	end_item(list, item);
	write_move(list, item);
	buffer_free(&title);
}

static void write_unclear(
    struct digest_list *list, const struct letter_item *item)
{
	letter_write_title(list->text, item);
	if (day_is_some(item->answer.at))
		digest_say_answer(list, item);
	letter_indented(list->text, &list->line);
	letter_write_unclear(list->text, list->words, list->letter, item);
}

struct digest_part {
	const char *heading;
	const struct letter_item *items;
	size_t count, all;
	void (*write)(struct digest_list *, const struct letter_item *);
	enum group group; /* that letter_in_digest() puts here, or GROUPS */
	const char *rest; /* the command that shows all of it */
	bool is_late;     /* what stands above is left out */
};

static bool has_item(const struct digest_part *part, int64_t id)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->items[i].id == id)
			return true;
	return false;
}

/* What is reminded of here is named, however long the list is: how many. */
static size_t write_reminded(
    struct digest_list *list, const struct digest_part *part)
{
	const struct letter *letter = list->letter;
	size_t count = 0;

	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_item *item = &letter->items[i];

		if (letter_group(letter, item) != part->group ||
		    has_item(part, item->id))
			continue;
		part->write(list, item);
		count++;
	}
	return count;
}

/* What is late and told at length above this is not told again. */
static bool is_above(
    const struct letter *letter, const struct letter_item *item)
{
	enum group group = letter_group(letter, item);

	return (group == GROUP_ESCALATED || group == GROUP_KNOWN_LATE ||
		   group == GROUP_RELAYED_LATE) &&
	    item->late > 0;
}

static size_t count_above(
    const struct letter *letter, const struct digest_part *part)
{
	size_t count = 0;

	for (size_t i = 0; part->is_late && i < letter->count; i++)
		count += is_above(letter, &letter->items[i]);
	return count;
}

static bool is_told_above(const struct letter *letter,
    const struct digest_part *part, const struct letter_item *item)
{
	for (size_t i = 0; part->is_late && i < letter->count; i++)
		if (letter->items[i].id == item->id &&
		    is_above(letter, &letter->items[i]))
			return true;
	return false;
}

static void write_list(struct digest_list *list, struct digest_part part)
{
	size_t above = count_above(list->letter, &part), count = above;
	char digits[LETTER_NUMBER];

	if (part.all <= above)
		return;
	buffer_printf(list->text, "%s\n\n",
	    above > 0 ? list->words->digest.late_rest : part.heading);
	for (size_t i = 0; i < part.count; i++)
		if (!is_told_above(list->letter, &part, &part.items[i])) {
			part.write(list, &part.items[i]);
			count++;
		}
	count += write_reminded(list, &part);
	if (part.all > count)
		letter_say(&list->line, list->words->digest.more,
		    VALUES(letter_digits(digits, (int64_t)(part.all - count)),
			part.rest));
	letter_indented(list->text, &list->line);
	letter_gap(list->text);
}

/* --- the rest --- */

static void write_sent(struct digest_list *list)
{
	const struct letter_digest *digest = list->letter->digest;
	const struct digest_words *say = &list->words->digest;

	if (digest->sent + digest->failed == 0)
		return;
	buffer_printf(list->text, "%s\n\n",
	    day_is_some(digest->since) ? say->sent_heading : say->sent_first);
	letter_say_number(&list->line, list->words, &say->sent, digest->sent);
	if (digest->failed > 0)
		letter_say_number(&list->line, list->words, &say->failed_since,
		    digest->failed);
	letter_paragraph(list->text, &list->line);
	if (digest->failed > 0)
		buffer_text(list->text, say->failed_list);
	letter_gap(list->text);
}

static const char *duty_words(
    const struct digest_list *list, const struct letter_plan *duty)
{
	const struct digest_words *say = &list->words->digest;
	bool late = day_compare(duty->until, list->letter->day) < 0;

	if (duty->code == NULL)
		return late ? say->picture_late : say->picture;
	if (duty->stage == STAGE_ENDING)
		return late ? say->ended : say->ending;
	return late ? say->followed_late : say->to_follow;
}

static void end_duty(struct digest_list *list)
{
	buffer_text(list->text, "  ");
	letter_wrap(list->text, list->line.bytes, 2, 2);
	buffer_cut(&list->line, 0);
}

/* It promises nothing that does not stand below it. */
static const char *duties_heading(const struct digest_list *list)
{
	const struct letter_digest *digest = list->letter->digest;
	const struct digest_words *say = &list->words->digest;
	size_t pictures = 0;

	for (size_t i = 0; i < digest->duty_count; i++)
		if (digest->duties[i].code == NULL)
			pictures++;
	if (pictures == 0)
		return say->plans_heading;
	return pictures < digest->duty_count ? say->duties_heading
					     : say->picture_heading;
}

static void write_duties(struct digest_list *list)
{
	const struct letter_digest *digest = list->letter->digest;
	char date[LETTER_DATE];

	if (digest->duty_count == 0)
		return;
	buffer_printf(list->text, "%s\n\n", duties_heading(list));
	for (size_t i = 0; i < digest->duty_count; i++) {
		const struct letter_plan *duty = &digest->duties[i];

		letter_say(&list->line, duty_words(list, duty),
		    VALUES(duty->code != NULL ? duty->title : "",
			letter_date(date, list->words, duty->until)));
		letter_add_meeting(
		    &list->line, list->words, list->letter, duty);
		end_duty(list);
	}
	letter_gap(list->text);
}

static void write_meetings(struct digest_list *list)
{
	const struct letter_digest *digest = list->letter->digest;
	const struct digest_words *say = &list->words->digest;
	char date[LETTER_DATE], hour[8];

	if (digest->meeting_count == 0)
		return;
	buffer_printf(list->text, "%s\n\n", say->meetings_heading);
	for (size_t i = 0; i < digest->meeting_count; i++) {
		const struct letter_meeting *meeting = &digest->meetings[i];

		snprintf(hour, sizeof(hour), "%.*s",
		    (int)strcspn(meeting->time, ":"), meeting->time);
		letter_say(&list->line,
		    meeting->time[0] != '\0' ? say->meeting_time : say->meeting,
		    VALUES(meeting->body,
			letter_near(
			    date, list->words, list->letter, meeting->day),
			hour,
			meeting->time[0] != '\0'
			    ? meeting->time + strcspn(meeting->time, ":") + 1
			    : ""));
		if (day_is_some(meeting->papers))
			letter_say(&list->line,
			    day_compare(meeting->papers, list->letter->day) < 0
				? say->papers_late
				: say->papers,
			    VALUES(letter_near(date, list->words, list->letter,
				meeting->papers)));
		end_duty(list);
	}
	letter_gap(list->text);
}

void letter_write_digest(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_digest *digest = letter->digest;
	const struct digest_words *say = &words->digest;
	struct digest_list list = { text, words, letter, { 0 } };

	write_list(&list,
	    (struct digest_part){ say->late_heading, digest->late,
		digest->late_count, digest->late_all, write_late,
		GROUP_NOBODY_LATE, "activity list --overdue", true });
	write_list(&list,
	    (struct digest_part){ day_is_some(digest->since)
		    ? say->answered_heading
		    : say->answered_first,
		digest->answered, digest->answered_count, digest->answered_all,
		write_answered, GROUPS, "log list --people", false });
	write_list(&list,
	    (struct digest_part){ day_is_some(digest->since)
		    ? say->noted_heading
		    : say->noted_first,
		digest->noted, digest->noted_count, digest->noted_all,
		write_answered, GROUPS, "log list --people", false });
	write_list(&list,
	    (struct digest_part){ say->soon_heading, digest->soon,
		digest->soon_count, digest->soon_all, write_soon, GROUPS,
		"activity list --due-within 30", false });
	write_list(&list,
	    (struct digest_part){ say->unclear_heading, digest->unclear,
		digest->unclear_count, digest->unclear_all, write_unclear,
		GROUP_NOBODY, "activity list --unclear", false });
	letter_write_picture(text, words, digest->picture);
	write_sent(&list);
	write_duties(&list);
	write_meetings(&list);
	buffer_free(&list.line);
}
