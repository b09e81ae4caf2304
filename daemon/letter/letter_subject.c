/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_subject.h"

#include <string.h>

#include "daemon/letter/letter_ask.h"
#include "daemon/letter/letter_digest.h"
#include "daemon/letter/letter_wrap.h"

/* Columns of a subject to which one more part is added; most a list of mails
 * shows fewer. What stands there whatever its length is cut before. */
#define SUBJECT_COLUMNS 120
#define TITLE_MAX       40 /* characters */
#define CASE_MAX        30

struct subject {
	struct buffer *text;
	const struct letter_words *words;
	const struct letter *letter;
	int groups; /* that the letter has */
};

/* --- what --- */

static void subject_add_number(
    struct buffer *to, const struct number_words *words, size_t count)
{
	char digits[LETTER_NUMBER];

	letter_fill(to, count == 1 ? words->one : words->many,
	    VALUES(letter_digits(digits, (int64_t)count)));
}

static void subject_add_plan(struct buffer *to, const struct subject *subject,
    const struct letter_plan *plan)
{
	const struct plan_words *say = &subject->words->plan;
	bool late = day_compare(plan->until, subject->letter->day) < 0;
	const char *sentence;
	char date[LETTER_DATE];

	if (plan->stage == STAGE_ENDING)
		sentence = late ? say->subject_ended : say->subject_ending;
	else if (letter_is_picture(plan))
		sentence =
		    late ? say->subject_picture_late : say->subject_picture;
	else
		sentence = late ? say->subject_late : say->subject_follow;
	letter_fill(to, sentence,
	    VALUES(letter_date(date, subject->words, plan->until)));
}

static bool is_promise_broken(
    const struct letter *letter, const struct letter_item *item)
{
	return day_is_some(item->answer.at) &&
	    day_is_some(item->answer.expected) &&
	    day_compare(item->answer.expected, letter->day) < 0;
}

/* Of one escalation: what the reminders led to. */
static const char *escalated_words(
    const struct subject *subject, const struct letter_item *item)
{
	const struct letter_words *words = subject->words;

	if (is_promise_broken(subject->letter, item))
		return words->escalated_passed;
	if (!day_is_some(item->answer.at) && item->reminded_count > 0)
		return words->escalated_silent;
	return letter_group_words(words, subject->letter, GROUP_ESCALATED)
	    ->alone.one;
}

static void subject_add_one(struct buffer *to, const struct subject *subject,
    const struct letter_item *item, enum group group)
{
	const struct letter_words *words = subject->words;
	const struct group_words *say = &words->groups[group];
	char number[LETTER_NUMBER], digits[LETTER_NUMBER], date[LETTER_DATE];
	struct buffer reminders = { 0 };

	if (group == GROUP_ESCALATED) {
		letter_fill(&reminders,
		    item->reminded_count == 1 ? words->reminders.one
					      : words->reminders.many,
		    VALUES(letter_number(digits, words, item->reminded_count)));
		letter_fill(to, escalated_words(subject, item),
		    VALUES(letter_digits(number, item->id), reminders.bytes));
	} else if (day_is_some(item->due) ||
	    strstr(say->alone.one, "%2") == NULL) {
		letter_fill(to, say->alone.one,
		    VALUES(letter_digits(number, item->id),
			day_is_some(item->due)
			    ? letter_date(date, words, item->due)
			    : ""));
	} else {
		letter_fill(to, say->beside.one, VALUES("1"));
	}
	buffer_free(&reminders);
}

static void add_alone(struct buffer *to, const struct subject *subject,
    enum group group, size_t count)
{
	const struct letter_item *item = letter_first(subject->letter, group);

	if (count == 1 && (group == GROUP_FOLLOW_UP || group == GROUP_ENDING))
		subject_add_plan(
		    to, subject, letter_first_plan(subject->letter, group));
	else if (count == 1 && item != NULL)
		subject_add_one(to, subject, item, group);
	else
		subject_add_number(
		    to, &subject->words->groups[group].alone, count);
}

/* Each group that there is room for; the letter tells the rest. */
static void add_parts(struct subject *subject, int tail)
{
	int at = letter_width(subject->text->bytes, subject->text->length);
	struct buffer part = { 0 };
	bool first = true;

	for (int group = 0; group < GROUP_OTHERS; group++) {
		size_t count = letter_count(subject->letter, (enum group)group);

		if (count == 0)
			continue;
		buffer_text(&part, first ? "" : ", ");
		if (subject->groups == 1)
			add_alone(&part, subject, (enum group)group, count);
		else
			subject_add_number(&part,
			    &letter_group_words(subject->words, subject->letter,
				(enum group)group)
				 ->beside,
			    count);
		at += letter_width(part.bytes, part.length);
		if (!first && at + tail > SUBJECT_COLUMNS)
			break;
		buffer_add(subject->text, part.bytes, part.length);
		buffer_cut(&part, 0);
		first = false;
	}
	buffer_free(&part);
}

/* --- what is new, in words --- */

static void add_words(struct buffer *to, const struct letter_words *words,
    const struct number_words *sentence, size_t count)
{
	char digits[LETTER_NUMBER];

	letter_fill(to, count == 1 ? sentence->one : sentence->many,
	    VALUES(letter_number(digits, words, count)));
}

static bool add_new(struct subject *subject)
{
	const struct letter_words *words = subject->words;
	size_t lead = letter_count(subject->letter, GROUP_NEW);
	size_t help = letter_count(subject->letter, GROUP_HELP_NEW);

	if (subject->groups == 0 || subject->groups != (lead > 0) + (help > 0))
		return false;
	if (lead > 0)
		add_words(subject->text, words, &words->new_lead, lead);
	if (help > 0)
		add_words(subject->text, words,
		    lead > 0 ? &words->new_help_too : &words->new_help, help);
	return true;
}

/* --- by when, and which case --- */

static void add_by(
    struct buffer *to, const struct subject *subject, bool question)
{
	const struct ask_words *say =
	    letter_ask_words(subject->letter, subject->words);
	struct day by = letter_answer_by(subject->letter);
	bool today;
	char date[LETTER_DATE];

	if (!day_is_some(by))
		return;
	today = day_compare(by, subject->letter->day) <= 0;
	letter_near(date, subject->words, subject->letter, by);
	letter_fill(to,
	    question ? (today ? say->subject_today_new : say->subject_by_new)
		     : (today ? say->subject_today : say->subject_by),
	    VALUES(date));
}

static void add_case(struct buffer *to, const struct subject *subject)
{
	const struct letter_plan *plan = letter_main_plan(subject->letter);
	struct buffer number = { 0 };

	if (plan == NULL || plan->case_number == NULL)
		return;
	letter_shorten(&number, plan->case_number, CASE_MAX);
	letter_fill(to, subject->words->subject_case, VALUES(number.bytes));
	buffer_free(&number);
}

/* What follows it is counted of all plans, so that there are more is said. */
static void add_title(const struct subject *subject)
{
	const struct letter_plan *plan = letter_main_plan(subject->letter);
	const struct number_words *more = &subject->words->more_plans;
	const struct letter_plan *plans[LETTER_PLANS];
	size_t count = letter_plans(subject->letter, plans);

	if (plan != NULL)
		letter_shorten(subject->text, plan->title, TITLE_MAX);
	else
		buffer_text(subject->text, subject->words->no_plan);
	while (subject->text->length > 0 &&
	    subject->text->bytes[subject->text->length - 1] == ' ')
		buffer_cut(subject->text, subject->text->length - 1);
	if (plan != NULL && count > 1)
		buffer_text(subject->text, count == 2 ? more->one : more->many);
	buffer_text(subject->text, ": ");
}

void letter_write_subject(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	struct subject subject = { text, words, letter, 0 };
	struct buffer tail = { 0 };

	for (int group = 0; group < GROUP_OTHERS; group++)
		subject.groups += letter_count(letter, (enum group)group) > 0;
	if (letter->rehearsal)
		buffer_text(text, words->rehearsal);
	if (letter->digest != NULL) {
		letter_write_digest_subject(text, words, letter);
		return;
	}
	add_title(&subject);
	add_by(&tail, &subject, false);
	add_case(&tail, &subject);
	if (!add_new(&subject))
		add_parts(&subject, letter_width(tail.bytes, tail.length));
	buffer_cut(&tail, 0);
	add_by(&tail, &subject, text->bytes[text->length - 1] == '?');
	add_case(&tail, &subject);
	buffer_add(text, tail.bytes, tail.length);
	buffer_free(&tail);
}
