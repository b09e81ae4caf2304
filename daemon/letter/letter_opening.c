/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_opening.h"

#include <string.h>

#include "daemon/letter/letter_ask.h"
#include "daemon/letter/letter_digest.h"
#include "daemon/letter/letter_report.h"
#include "daemon/letter/letter_wrap.h"

/* Days for which a plan is new. */
#define NEW_DAYS 31
/* Days to say that what is new does not fit. */
#define WRONG_DAYS 14

/* --- to whom --- */

static void write_names(struct buffer *to, const struct letter_words *words,
    const struct letter *letter)
{
	for (size_t i = 0; i < letter->name_count; i++) {
		buffer_text(to, letter_join(words, i, letter->name_count));
		letter_cut(to, letter->names[i]);
	}
}

static void write_to(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_plan *plan = letter_main_plan(letter);
	struct buffer line = { 0 }, names = { 0 };

	write_names(&names, words, letter);
	switch (letter_to(letter)) {
	case TO_STEERING:
		letter_fill(&line,
		    plan != NULL ? words->steering : words->steering_any,
		    VALUES(plan != NULL ? plan->title : ""));
		break;
	case TO_COORDINATOR:
		buffer_text(&line, words->coordinator);
		break;
	case TO_DIRECTOR:
		buffer_text(
		    &line, letter->external ? words->chief : words->director);
		buffer_add(&line, names.bytes, names.length);
		break;
	default:
		buffer_text(&line, words->to);
		buffer_add(&line, names.bytes, names.length);
	}
	letter_paragraph(text, &line);
	letter_gap(text);
	buffer_free(&line);
	buffer_free(&names);
}

/* --- what there is --- */

static bool is_new(const struct letter *letter, enum group group)
{
	const struct letter_item *item = letter_first(letter, group);

	return item != NULL && item->former == NULL;
}

static void say_adopted(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_plan *plan = letter_main_plan(letter);
	char date[LETTER_DATE];

	if ((!is_new(letter, GROUP_NEW) && !is_new(letter, GROUP_HELP_NEW)) ||
	    plan == NULL || !day_is_some(plan->adopted) ||
	    day_between(plan->adopted, letter->day) > NEW_DAYS ||
	    day_compare(plan->adopted, letter->day) > 0)
		return;
	letter_date(date, words, plan->adopted);
	if (plan->decision != NULL && plan->decision[0] != '\0')
		letter_say(
		    line, words->plan.adopted_by, VALUES(date, plan->decision));
	else
		letter_say(line, words->plan.adopted, VALUES(date));
}

static void say_plan(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan)
{
	const struct plan_words *say = &words->plan;
	bool late = day_compare(plan->until, letter->day) < 0;
	char date[LETTER_DATE];

	letter_date(date, words, plan->until);
	if (plan->stage == STAGE_ENDING)
		letter_say(line, late ? say->one_ended : say->one_ending,
		    VALUES(date));
	else if (letter_is_picture(plan))
		letter_say(line,
		    late ? say->one_picture_late : say->one_picture,
		    VALUES(date));
	else
		letter_say(
		    line, late ? say->one_late : say->one_follow, VALUES(date));
}

static void say_group(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, enum group group)
{
	size_t count = letter_count(letter, group);

	if (count == 0 || group == GROUP_MISSED ||
	    letter_in_digest(letter, group))
		return;
	if (count == 1 && letter_first_plan(letter, group) != NULL)
		say_plan(line, words, letter, letter_first_plan(letter, group));
	else
		letter_say_number(line, words,
		    &letter_group_words(words, letter, group)->summary, count);
}

/* --- what is to be done --- */

static void opening_say_by(struct buffer *line,
    const struct letter_words *words, const struct letter *letter)
{
	const struct ask_words *say = letter_ask_words(letter, words);
	struct day by = letter_answer_by(letter);
	char date[LETTER_DATE];

	if (!day_is_some(by))
		letter_say(line, say->whenever, NULL);
	else if (day_compare(by, letter->day) <= 0)
		letter_say(line, say->today, NULL);
	else
		letter_say(line, say->by,
		    VALUES(letter_near(date, words, letter, by)));
}

/* What is late without a reminder today is not excused by what is new. */
static const char *need_not_words(
    const struct letter *letter, const struct letter_words *words, bool new)
{
	if (letter_count(letter, GROUP_OVERDUE) > 0)
		return words->need_not_news;
	return new ? words->need_not_now : words->need_not;
}

/* A department of which nothing is asked is told so. */
static void say_not_asked(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	char date[LETTER_DATE];
	bool new = letter_count(letter, GROUP_NEW) +
		letter_count(letter, GROUP_HELP_NEW) >
	    0;

	if (letter_to(letter) != TO_DEPARTMENT || !letter_hears(letter))
		return;
	letter_say(line, need_not_words(letter, words, new), NULL);
	if (new)
		letter_say(line, words->wrong_by,
		    VALUES(letter_near(date, words, letter,
			day_plus(letter->day, WRONG_DAYS))));
}

/* What is advised for several groups alike is said once. */
static void say_advice(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const char *said = NULL;

	for (int group = 0; group < GROUP_OTHERS; group++) {
		const char *advice =
		    letter_advice(letter, words, (enum group)group);

		if (letter_count(letter, (enum group)group) == 0 ||
		    advice == NULL || advice == said)
			continue;
		letter_say(line, advice, NULL);
		said = advice;
	}
}

/* What a coordinator is advised is of no use to others. */
const char *letter_advice(const struct letter *letter,
    const struct letter_words *words, enum group group)
{
	bool coordinator = letter_to(letter) == TO_COORDINATOR;
	bool steering = letter_to(letter) == TO_STEERING;

	if (group == GROUP_FOLLOW_UP || group == GROUP_ENDING)
		return steering             ? words->plan.steering_advice
		    : group == GROUP_ENDING ? words->groups[group].advice
					    : NULL;
	if ((group == GROUP_ESCALATED || group == GROUP_KNOWN_LATE) &&
	    !coordinator)
		return NULL;
	return words->groups[group].advice;
}

void letter_write_opening(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	struct buffer line = { 0 };

	write_to(text, words, letter);
	say_adopted(&line, words, letter);
	for (int group = 0; group < GROUP_OTHERS; group++)
		say_group(&line, words, letter, (enum group)group);
	if (letter->digest != NULL)
		letter_add_digest_opening(&line, words, letter);
	if (letter->waiting > 0)
		letter_say_number(
		    &line, words, &words->waiting, letter->waiting);
	if (letter_asks_all(letter) != 0)
		opening_say_by(&line, words, letter);
	else
		say_not_asked(&line, words, letter);
	say_advice(&line, words, letter);
	letter_paragraph(text, &line);
	letter_gap(text);
	if (letter->missed_count > 0)
		letter_add_missed(&line, words, letter);
	letter_paragraph(text, &line);
	letter_gap(text);
	buffer_free(&line);
}
