/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_group.h"

#include <string.h>

enum letter_reader letter_reader(
    const struct letter *letter, const struct letter_item *item)
{
	if (item->relayed != NULL)
		return READER_RELAYED;
	if (item->role == TOLD_COOPERATING)
		return READER_HELP;
	if (item->role == TOLD_FORMER)
		return READER_FORMER;
	if (item->role == TOLD_STEERING)
		return READER_CHIEF;
	if (item->lead == NULL)
		return READER_NOBODY;
	if (item->role == TOLD_LEAD)
		return READER_LEAD;
	return item->role == TOLD_ESCALATION && letter->name_count > 0
	    ? READER_CHIEF
	    : READER_COORDINATOR;
}

/* --- where it stands --- */

#define ALL       (~0u)
#define READ(who) (1u << READER_##who)
#define AT(stage) (1u << STAGE_##stage)

/* Which notices are told where: an item is in the first group that has its
 * reader and its stage. What is no activity has no row. */
static const struct letter_row {
	unsigned readers, stages;
	bool late;  /* only what is */
	bool today; /* only what is due on the letter's day */
} rows[GROUPS] = {
	[GROUP_ESCALATED] = { READ(LEAD) | READ(CHIEF) | READ(COORDINATOR),
	    AT(ESCALATED) },
	[GROUP_OVERDUE] = { READ(LEAD), AT(OVERDUE) },
	[GROUP_NEW_LATE] = { READ(LEAD), AT(ASSIGNED), .late = true },
	[GROUP_RELAYED_LATE] = { READ(RELAYED), ALL, .late = true },
	[GROUP_NOBODY_LATE] = { READ(NOBODY), ALL & ~AT(UNCLEAR),
	    .late = true },
	[GROUP_DUE] = { READ(LEAD), AT(DUE), .today = true },
	[GROUP_KNOWN_LATE] = { READ(CHIEF) | READ(COORDINATOR), AT(OVERDUE) },
	[GROUP_SOON] = { READ(LEAD), AT(UPCOMING) | AT(DUE) },
	[GROUP_NOBODY] = { READ(NOBODY), ALL & ~AT(UNCLEAR) },
	[GROUP_BEGIN] = { READ(LEAD), AT(BEGIN) },
	[GROUP_MIDWAY] = { READ(LEAD), AT(MIDWAY) },
	[GROUP_STALE] = { READ(LEAD), AT(STALE) },
	[GROUP_REVIEW] = { READ(LEAD), AT(REVIEW) },
	[GROUP_RELAYED] = { READ(RELAYED), ALL & ~AT(UNCLEAR) },
	[GROUP_MOVED] = { READ(LEAD), AT(MOVED) },
	[GROUP_NEW] = { READ(LEAD), AT(ASSIGNED) },
	[GROUP_HELP_LATE] = { READ(HELP), AT(OVERDUE) | AT(ESCALATED) },
	[GROUP_HELP_DUE] = { READ(HELP), AT(UPCOMING) | AT(DUE),
	    .today = true },
	[GROUP_HELP_SOON] = { READ(HELP), AT(UPCOMING) | AT(DUE) },
	[GROUP_HELP_REVIEW] = { READ(HELP),
	    AT(REVIEW) | AT(STALE) | AT(MIDWAY) | AT(BEGIN) },
	[GROUP_HELP_MOVED] = { READ(HELP), AT(MOVED) },
	[GROUP_HELP_NEW] = { READ(HELP), AT(ASSIGNED) },
	[GROUP_FORMER] = { READ(FORMER), ALL },
	[GROUP_UNCLEAR] = { ALL, AT(UNCLEAR) },
	[GROUP_KNOWN] = { ALL, ALL },
};

static bool is_row(const struct letter_row *row, const struct letter *letter,
    const struct letter_item *item)
{
	unsigned reader = 1u << letter_reader(letter, item);

	return (row->readers & reader) != 0 &&
	    (row->stages & 1u << item->stage) != 0 &&
	    (!row->late || item->late > 0) &&
	    (!row->today ||
		(day_is_some(item->due) &&
		    day_compare(item->due, letter->day) <= 0));
}

enum group letter_group(
    const struct letter *letter, const struct letter_item *item)
{
	int group = 0;

	if (!item->counted)
		return GROUP_OTHERS;
	while (group < GROUP_KNOWN && !is_row(&rows[group], letter, item))
		group++;
	return (enum group)group;
}

int letter_rank(const struct letter *letter, const struct letter_item *item)
{
	return (int)letter_group(letter, item);
}

enum group letter_plan_group(const struct letter_plan *plan)
{
	return plan->stage == STAGE_ENDING ? GROUP_ENDING : GROUP_FOLLOW_UP;
}

/* --- how many --- */

/* What is late without a notice is told as what has one. */
static enum group counts_as(
    const struct letter *letter, const struct letter_item *item)
{
	enum group group = letter_group(letter, item);

	if (group != GROUP_OTHERS || letter->digest != NULL)
		return group;
	if (item->lead == NULL)
		return GROUP_NOBODY_LATE;
	return item->relayed != NULL ? GROUP_RELAYED_LATE : GROUP_OVERDUE;
}

static size_t count_items(const struct letter *letter, enum group group)
{
	size_t count = 0;

	for (size_t i = 0; i < letter->count; i++)
		count += counts_as(letter, &letter->items[i]) == group;
	return count;
}

static size_t count_plans(const struct letter *letter, enum group group)
{
	size_t count = 0;

	for (size_t i = 0; i < letter->plan_count; i++)
		count += letter_plan_group(&letter->plans[i]) == group;
	return count;
}

bool letter_in_digest(const struct letter *letter, enum group group)
{
	const struct letter_digest *digest = letter->digest;

	return digest != NULL &&
	    ((group == GROUP_NOBODY_LATE && digest->late_all > 0) ||
		(group == GROUP_NOBODY && digest->unclear_all > 0));
}

size_t letter_count(const struct letter *letter, enum group group)
{
	switch (group) {
	case GROUP_FOLLOW_UP:
	case GROUP_ENDING:
		return count_plans(letter, group);
	case GROUP_FAILURES:
		return letter->failure_count;
	case GROUP_MISSED:
		return letter->missed_count;
	default:
		return count_items(letter, group);
	}
}

const struct letter_item *letter_first(
    const struct letter *letter, enum group group)
{
	for (size_t i = 0; i < letter->count; i++)
		if (letter_group(letter, &letter->items[i]) == group)
			return &letter->items[i];
	return NULL;
}

const struct letter_plan *letter_first_plan(
    const struct letter *letter, enum group group)
{
	for (size_t i = 0; i < letter->plan_count; i++)
		if (letter_plan_group(&letter->plans[i]) == group)
			return &letter->plans[i];
	return NULL;
}

const struct letter_plan *letter_main_plan(const struct letter *letter)
{
	for (int group = 0; group < GROUPS; group++) {
		const struct letter_item *item =
		    letter_first(letter, (enum group)group);
		const struct letter_plan *plan =
		    letter_first_plan(letter, (enum group)group);

		if (plan != NULL && !letter_is_picture(plan))
			return plan;
		if (item != NULL)
			return item->of;
	}
	return NULL;
}

static size_t plans_add(const struct letter_plan *plans[LETTER_PLANS],
    size_t count, const struct letter_plan *plan)
{
	if (plan == NULL || letter_is_picture(plan) || count == LETTER_PLANS)
		return count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(plans[i]->code, plan->code) == 0)
			return count;
	plans[count] = plan;
	return count + 1;
}

size_t letter_plans(
    const struct letter *letter, const struct letter_plan *plans[LETTER_PLANS])
{
	size_t count = plans_add(plans, 0, letter_main_plan(letter));

	for (size_t i = 0; i < letter->count; i++)
		if (letter->digest == NULL || letter->items[i].counted)
			count = plans_add(plans, count, letter->items[i].of);
	for (size_t i = 0; i < letter->plan_count; i++)
		count = plans_add(plans, count, &letter->plans[i]);
	return count;
}

/* --- what is asked --- */

#define STATUS  (1u << ASK_DONE | 1u << ASK_UNDER_WAY | 1u << ASK_NEW_DATE)
#define BEGUN   (1u << ASK_UNDER_WAY | 1u << ASK_NOT_BEGUN | 1u << ASK_NEW_DATE)
#define DECIDED (1u << ASK_DONE | 1u << ASK_WHEN | 1u << ASK_DECISION)

unsigned letter_asks(
    const struct letter *letter, const struct letter_item *item)
{
	enum letter_reader reader = letter_reader(letter, item);

	switch (letter_group(letter, item)) {
	case GROUP_ESCALATED:
		return reader == READER_LEAD ? STATUS
		    : reader == READER_CHIEF ? DECIDED
					     : 0;
	case GROUP_OVERDUE:
	case GROUP_NEW_LATE:
	case GROUP_DUE:
	case GROUP_STALE:
		return STATUS;
	case GROUP_SOON:
		return item->stage == STAGE_DUE ? STATUS : 0;
	case GROUP_BEGIN:
	case GROUP_MIDWAY:
		return BEGUN;
	case GROUP_REVIEW:
		return 1u << ASK_REVIEW;
	default:
		return 0;
	}
}

/* What is late without a reminder today, and has one to come: an answer to the
 * letter spares that, too. */
static bool is_late_too(
    const struct letter *letter, const struct letter_item *item)
{
	return !item->counted && item->late > 0 && day_is_some(item->next) &&
	    letter_reader(letter, item) == READER_LEAD;
}

unsigned letter_asks_all(const struct letter *letter)
{
	unsigned asks = 0;
	bool late = false;

	for (size_t i = 0; i < letter->count; i++) {
		asks |= letter_asks(letter, &letter->items[i]);
		late |= is_late_too(letter, &letter->items[i]);
	}
	return asks != 0 && late ? asks | STATUS : asks;
}

bool letter_answers(const struct letter *letter, const struct letter_item *item)
{
	return letter_asks(letter, item) != 0 || is_late_too(letter, item);
}

static unsigned item_tasks(
    const struct letter *letter, const struct letter_item *item)
{
	enum letter_reader reader = letter_reader(letter, item);

	switch (letter_group(letter, item)) {
	case GROUP_ESCALATED:
	case GROUP_KNOWN_LATE:
		return reader == READER_COORDINATOR ? 1u << TASK_ANSWER : 0;
	case GROUP_RELAYED_LATE:
	case GROUP_RELAYED:
		return 1u << TASK_ANSWER;
	case GROUP_NOBODY_LATE:
	case GROUP_NOBODY:
		return 1u << TASK_ASSIGN;
	default:
		return 0;
	}
}

unsigned letter_tasks(const struct letter *letter)
{
	unsigned tasks = letter->failure_count > 0 ? 1u << TASK_MAIL : 0;

	for (size_t i = 0; i < letter->count; i++)
		tasks |= item_tasks(letter, &letter->items[i]);
	for (size_t i = 0; i < letter->plan_count; i++) {
		const struct letter_plan *plan = &letter->plans[i];

		if (plan->role == TOLD_STEERING)
			continue;
		tasks |= letter_is_picture(plan)  ? 1u << TASK_PICTURE
		    : plan->stage == STAGE_ENDING ? 1u << TASK_END
						  : 1u << TASK_FOLLOW_UP;
	}
	return tasks;
}

/* Of two on one day the one that goes above the lead. */
static bool comes_before(
    const struct letter_item *item, const struct letter_item *next)
{
	int order = day_compare(item->next, next->next);

	return order < 0 ||
	    (order == 0 && item->counted &&
		item->next_stage == STAGE_ESCALATED &&
		next->next_stage != STAGE_ESCALATED);
}

const struct letter_item *letter_next(const struct letter *letter)
{
	const struct letter_item *next = NULL;

	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_item *item = &letter->items[i];

		if (letter_answers(letter, item) && day_is_some(item->next) &&
		    (next == NULL || comes_before(item, next)))
			next = item;
	}
	return next;
}

/* --- to whom --- */

static bool is_all_told(const struct letter *letter, enum role_told role)
{
	size_t told = letter->plan_count;

	for (size_t i = 0; i < letter->plan_count; i++)
		if (letter->plans[i].role != role)
			return false;
	for (size_t i = 0; i < letter->count; i++) {
		told += letter->items[i].counted;
		if (letter->items[i].counted && letter->items[i].role != role)
			return false;
	}
	return told > 0 && letter->failure_count == 0 &&
	    letter->missed_count == 0 && letter->digest == NULL;
}

enum letter_to letter_to(const struct letter *letter)
{
	if (letter->name_count > 0)
		return is_all_told(letter, TOLD_ESCALATION) ? TO_DIRECTOR
							    : TO_DEPARTMENT;
	return is_all_told(letter, TOLD_STEERING) ? TO_STEERING
						  : TO_COORDINATOR;
}

/* --- the law --- */

bool letter_is_picture(const struct letter_plan *plan)
{
	return plan->code[0] == '\0';
}

/* It is in force since 1 July 2023, for plans from 1 July 2024: two years later
 * nothing can be late by it before. */
bool letter_by_law(const struct letter_plan *plan)
{
	return plan->statutory && plan->stage == STAGE_FOLLOW_UP &&
	    day_compare(plan->until,
		letter_is_picture(plan) ? day_of(2025, 7, 1)
					: day_of(2026, 7, 1)) >= 0;
}
