/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_ask.h"

#include <string.h>

#include "daemon/letter/letter_wrap.h"

bool letter_hears(const struct letter *letter)
{
	return letter->coordinator != NULL && letter->coordinator[0] != '\0';
}

const struct ask_words *letter_ask_words(
    const struct letter *letter, const struct letter_words *words)
{
	return letter_hears(letter) ? &words->hears : &words->deaf;
}

struct day letter_answer_by(const struct letter *letter)
{
	struct day by = DAY_NONE;

	if (letter_asks_all(letter) == 0)
		return by;
	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_item *item = &letter->items[i];

		if (letter_answers(letter, item) &&
		    day_is_some(item->answer_by) &&
		    (!day_is_some(by) || day_compare(item->answer_by, by) < 0))
			by = item->answer_by;
	}
	return by;
}

/* --- an answer --- */

static void ask_say_by(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct ask_words *say = letter_ask_words(letter, words);
	struct day by = letter_answer_by(letter);
	char date[LETTER_DATE];

	if (!day_is_some(by)) {
		letter_say(line, say->heading, NULL);
	} else if (day_compare(by, letter->day) <= 0) {
		letter_say(line, say->heading_today, NULL);
	} else {
		letter_near(date, words, letter, by);
		letter_say(
		    line, say->heading_by, VALUES(letter_capital_date(date)));
	}
}

/* The number, where there is only one to name. */
static void say_number(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_item *only = NULL;
	char digits[LETTER_NUMBER];
	size_t count = 0;

	for (size_t i = 0; i < letter->count; i++)
		if (letter_answers(letter, &letter->items[i])) {
			only = &letter->items[i];
			count++;
		}
	if (count == 1)
		letter_say(line, words->number,
		    VALUES(letter_digits(digits, only->id)));
	else
		letter_say(line, words->any_number, NULL);
}

static void write_choices(
    struct buffer *text, const struct letter_words *words, unsigned asks)
{
	for (int ask = 0; ask < ASKS; ask++)
		if (asks & 1u << ask) {
			buffer_text(text, "  - ");
			letter_wrap(text, words->asks[ask], 4, 4);
		}
}

static const char *else_of(const struct letter *letter,
    const struct letter_words *words, const struct letter_item *next)
{
	bool lead = letter_reader(letter, next) == READER_LEAD;

	/* Of what has no notice today it is not known who is told next. */
	if (!next->counted)
		return NULL;
	if (next->next_stage == STAGE_ESCALATED &&
	    next->next_role == TOLD_STEERING)
		return words->else_steering;
	if (!lead)
		return NULL;
	if (next->next_stage == STAGE_ESCALATED &&
	    next->next_role == TOLD_ESCALATION)
		return letter->external ? words->else_chief
					: words->else_director;
	if (next->next_stage == STAGE_ESCALATED)
		return words->else_coordinator;
	if (next->next_stage != STAGE_OVERDUE)
		return NULL;
	return next->late > 0 ? words->else_again : words->else_first;
}

static void say_else(struct buffer *line, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_item *next = letter_next(letter);
	const char *sentence =
	    next != NULL ? else_of(letter, words, next) : NULL;
	char date[LETTER_DATE];

	if (sentence != NULL)
		letter_say(line, sentence,
		    VALUES(letter_near(date, words, letter, next->next)));
}

void letter_write_asked(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	unsigned asks = letter_asks_all(letter);
	struct buffer line = { 0 };

	if (asks == 0)
		return;
	ask_say_by(&line, words, letter);
	say_number(&line, words, letter);
	letter_say(&line,
	    (asks & (asks - 1)) != 0 ? words->one_of : words->all_of, NULL);
	letter_paragraph(text, &line);
	write_choices(text, words, asks);
	if (letter_hears(letter))
		say_else(&line, words, letter);
	else
		letter_say(&line, words->cannot_reply, NULL);
	letter_paragraph(text, &line);
	letter_gap(text);
	buffer_free(&line);
}

/* --- a command --- */

/* The code where there is one plan to name, else the word for a code. */
static const char *plan_code(const struct letter *letter,
    const struct letter_words *words, enum group group)
{
	return letter_count(letter, group) == 1
	    ? letter_first_plan(letter, group)->code
	    : words->plan_code;
}

void letter_write_tasks(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	unsigned tasks = letter_tasks(letter);
	struct buffer line = { 0 };

	if (tasks == 0)
		return;
	buffer_text(text, words->tasks_heading);
	for (int task = 0; task < TASKS; task++) {
		const struct task_words *say = &words->tasks[task];
		enum group group =
		    task == TASK_END ? GROUP_ENDING : GROUP_FOLLOW_UP;

		if ((tasks & 1u << task) == 0)
			continue;
		letter_lines(text, say->when);
		letter_fill(
		    &line, say->lines, VALUES(plan_code(letter, words, group)));
		buffer_add(text, line.bytes, line.length);
		buffer_cut(&line, 0);
	}
	letter_gap(text);
	buffer_free(&line);
}
