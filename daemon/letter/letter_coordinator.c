/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_coordinator.h"

#include <inttypes.h>
#include <stdio.h>

#include "daemon/letter/letter_item.h"
#include "daemon/letter/letter_wrap.h"

#define MISSED_MAX 20

/* --- a plan --- */

void letter_write_plan(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_plan *plan)
{
	const struct coordinator_words *say = &words->for_coordinator;
	struct buffer line = { 0 }, far = { 0 };
	char date[DAY_TEXT];
	bool late = day_compare(plan->until, letter->day) < 0;

	letter_fill(&line, "%: ", plan->code);
	letter_fill(&line, "%", plan->title);
	letter_add_case(&line, words, plan->case_number);
	letter_write_indented(text, &line);
	letter_add_far(&far, words, letter, plan->until, 0);
	letter_say(&line, late ? say->was_due : say->to_be_reviewed, far.bytes);
	if (day_is_some(plan->adopted))
		letter_say(&line, say->adopted, day_write(plan->adopted, date));
	letter_write_indented(text, &line);
	buffer_text(text, "\n");
	buffer_free(&line);
	buffer_free(&far);
}

/* --- a message --- */

static void say_failure(struct buffer *line,
    const struct coordinator_words *say, const struct letter_failure *failure)
{
	char date[DAY_TEXT], number[24];

	letter_say(line,
	    failure->name != NULL ? say->to_department : say->to_coordinator,
	    failure->name);
	letter_say(line, "%:", failure->address);
	if (day_is_some(failure->run))
		letter_say(line, say->of_run, day_write(failure->run, date));
	else
		letter_say(line, say->of_test, NULL);
	snprintf(number, sizeof(number), "%" PRId64, failure->dispatch);
	letter_say(line, say->dispatch, number);
}

void letter_write_failure(struct buffer *text, const struct letter_words *words,
    const struct letter_failure *failure)
{
	const struct coordinator_words *say = &words->for_coordinator;
	struct buffer line = { 0 };
	char number[24];

	say_failure(&line, say, failure);
	letter_write_indented(text, &line);
	if (failure->answer != NULL && failure->answer[0] != '\0')
		letter_say(&line, say->answer, failure->answer);
	letter_write_indented(text, &line);
	snprintf(number, sizeof(number), "%" PRId64, failure->notice);
	if (failure->notice > 0)
		letter_say(&line, say->resend, number);
	letter_write_indented(text, &line);
	buffer_text(text, "\n");
	buffer_free(&line);
}

/* --- days --- */

void letter_write_missed(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	const struct coordinator_words *say = &words->for_coordinator;
	size_t count = letter->missed_count;
	struct buffer line = { 0 }, days = { 0 };
	char date[DAY_TEXT];

	for (size_t i = 0; i < count && i < MISSED_MAX; i++) {
		buffer_text(&days, i > 0 ? ", " : "");
		buffer_text(&days, day_write(letter->missed[i], date));
	}
	if (count > MISSED_MAX)
		buffer_text(&days, ", …");
	letter_say(&line, say->missed, days.bytes);
	letter_say(&line, say->missed_told, NULL);
	letter_write_indented(text, &line);
	buffer_text(text, "\n");
	buffer_free(&line);
	buffer_free(&days);
}
