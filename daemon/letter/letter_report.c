/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_report.h"

#include "daemon/letter/letter_wrap.h"

/* Days on which nothing was sent that are named one by one. */
#define DAYS_TOLD 12
/* What a name is cut to, so that many are no long letter. */
#define NAME_CHARACTERS 100

/* --- a plan --- */

static void say_until(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan)
{
	const struct plan_words *say = &words->plan;
	bool late = day_compare(plan->until, letter->day) < 0;
	struct buffer far = { 0 };

	letter_far(&far, words, letter, plan->until, 0);
	if (plan->stage == STAGE_ENDING)
		letter_say(
		    line, late ? say->ended : say->ending, VALUES(far.bytes));
	else if (letter_is_picture(plan))
		letter_say(line, late ? say->updated_late : say->to_update,
		    VALUES(far.bytes));
	else
		letter_say(line, late ? say->followed_late : say->to_follow,
		    VALUES(far.bytes));
	buffer_free(&far);
}

void letter_add_meeting(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan)
{
	const struct letter_meeting *meeting = &plan->meeting;
	char day[LETTER_DATE], papers[LETTER_DATE];

	if (meeting->body != NULL)
		letter_say(line, words->plan.meeting,
		    VALUES(meeting->body,
			letter_near(day, words, letter, meeting->day),
			letter_near(papers, words, letter, meeting->papers)));
}

static void say_followed(struct buffer *line, const struct letter_words *words,
    const struct letter_plan *plan)
{
	const struct plan_words *say = &words->plan;
	char date[LETTER_DATE];

	if (!day_is_some(plan->followed)) {
		letter_say(line, say->never_followed, NULL);
		return;
	}
	letter_date(date, words, plan->followed);
	if (letter_is_picture(plan))
		letter_say(
		    line, say->updated, VALUES(date, plan->followed_decision));
	else if (plan->followed_decision != NULL &&
	    plan->followed_decision[0] != '\0')
		letter_say(line, say->followed_decision,
		    VALUES(date, plan->followed_decision));
	else
		letter_say(line, say->followed, VALUES(date));
}

void letter_write_plan(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan, bool at_length)
{
	const struct plan_words *say = &words->plan;
	struct buffer line = { 0 };
	char digits[LETTER_NUMBER];

	letter_shorten(&line,
	    letter_is_picture(plan) ? say->picture : plan->title,
	    NAME_CHARACTERS);
	letter_indented(text, &line);
	say_until(&line, words, letter, plan);
	letter_add_meeting(&line, words, letter, plan);
	if (!at_length) {
		letter_indented(text, &line);
		buffer_free(&line);
		return;
	}
	if (plan->stage != STAGE_ENDING)
		say_followed(&line, words, plan);
	if (day_compare(plan->until, letter->day) < 0 && plan->n > 1 &&
	    plan->n <= 12)
		letter_say(&line, say->nth[plan->n], NULL);
	else if (day_compare(plan->until, letter->day) < 0 && plan->n > 12)
		letter_say(&line, say->nth_more,
		    VALUES(letter_digits(digits, plan->n)));
	letter_indented(text, &line);
	if (letter_by_law(plan))
		letter_say(&line, say->law, NULL);
	letter_indented(text, &line);
	buffer_free(&line);
}

/* --- a message --- */

void letter_write_failure(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_failure *failure)
{
	const struct report_words *say = &words->report;
	struct buffer line = { 0 }, what = { 0 }, name = { 0 };
	char date[LETTER_DATE], digits[LETTER_NUMBER];

	if (day_is_some(failure->run))
		letter_fill(&what, say->of_run,
		    VALUES(letter_near(date, words, letter, failure->run)));
	else
		buffer_text(&what, say->of_test);
	if (failure->name != NULL)
		letter_shorten(&name, failure->name, NAME_CHARACTERS);
	letter_say(&line,
	    failure->name != NULL ? say->failed_mail : say->failed_coordinator,
	    VALUES(name.bytes, failure->address, what.bytes));
	if (failure->answer != NULL && failure->answer[0] != '\0')
		letter_quote(&line, words, say->answer, failure->answer);
	letter_indented(text, &line);
	if (failure->notice > 0)
		letter_say(&line, say->resend,
		    VALUES(letter_digits(digits, failure->notice)));
	letter_indented(text, &line);
	buffer_free(&line);
	buffer_free(&what);
	buffer_free(&name);
}

/* --- days --- */

void letter_add_missed(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct report_words *say = &words->report;
	size_t count = letter->missed_count;
	char digits[LETTER_NUMBER], first[LETTER_DATE], last[LETTER_DATE];
	struct buffer days = { 0 };

	if (count == 1) {
		letter_say(line, say->missed_day,
		    VALUES(letter_date(first, words, letter->missed[0])));
	} else if (count <= DAYS_TOLD) {
		letter_days(&days, words, NULL, letter->missed, count);
		letter_say(line, say->missed_days,
		    VALUES(letter_number(digits, words, count), days.bytes));
	} else {
		letter_say(line, say->missed_many,
		    VALUES(letter_number(digits, words, count),
			letter_date(first, words, letter->missed[0]),
			letter_date(last, words, letter->missed[count - 1])));
	}
	letter_say(line, say->missed_told, NULL);
	buffer_free(&days);
}
