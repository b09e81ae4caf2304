/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/notices_plan.h"

#include <string.h>

static const enum role_told duty_roles[] = { TOLD_COORDINATOR, TOLD_STEERING };

/* Whether the duty's stage tells the role, who can be reached. */
static const struct due_recipient *duty_reader(
    const struct due_items *due_items, const struct due_plan *plan,
    const struct due_duty *duty, int place)
{
	const struct rung *rung = &plan->rungs->rungs[duty->duty.stage];
	const struct due_recipient *to =
	    place == 0 ? &due_items->coordinator : &plan->steering;

	return to->mail[0] != '\0' &&
		rung_tells(rung, duty->duty.stage, 0, 1u << duty_roles[place])
	    ? to
	    : NULL;
}

static struct day duty_step(const struct due_items *due_items,
    const struct due_plan *plan, const struct due_duty *duty, int place,
    struct day after)
{
	return duty_next(&duty->duty, &plan->rungs->rungs[duty->duty.stage],
	    &due_items->sending_days, 1u << duty_roles[place], after);
}

static void notices_due_duty(const struct due_items *due_items,
    const struct due_plan *plan, const struct due_duty *duty, int place,
    struct day day, struct due_notices *notices)
{
	const struct due_told *told = &duty->told[place];
	const struct due_recipient *to =
	    duty_reader(due_items, plan, duty, place);
	struct day after = duty_noticed(&duty->duty, told->noticed), step;

	if (to == NULL)
		return;
	step = duty_step(due_items, plan, duty, place, after);
	while (day_is_some(step) && day_compare(step, day) <= 0) {
		struct day next = duty_step(due_items, plan, duty, place, step);
		bool stands = !day_is_some(next) || day_compare(next, day) > 0;

		notices_due_add(notices,
		    (struct due_notice){
			.plan = plan,
			.version = duty->version,
			.stage = duty->duty.stage,
			.regular = step,
			.n = stands ? told->sent + 1 : 0,
			.role = duty_roles[place],
			.reader = to,
			.skipped = !stands,
			.carrier = to,
		    });
		step = next;
	}
}

void notices_due_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day day, struct due_notices *notices)
{
	for (int i = 0; i < 2; i++)
		for (int place = 0; place < 2; place++)
			notices_due_duty(due_items, plan, &plan->duties[i],
			    place, day, notices);
}

static void duty_earlier(struct day *next, struct day day)
{
	if (day_is_some(day) &&
	    (!day_is_some(*next) || day_compare(day, *next) < 0))
		*next = day;
}

struct day notices_due_plan_next(
    const struct due_items *due_items, const struct due_plan *plan)
{
	struct day next = DAY_NONE;

	for (int i = 0; i < 2; i++)
		for (int place = 0; place < 2; place++) {
			const struct due_duty *duty = &plan->duties[i];

			if (duty_reader(due_items, plan, duty, place) != NULL)
				duty_earlier(&next,
				    duty_step(due_items, plan, duty, place,
					duty_noticed(&duty->duty,
					    duty->told[place].noticed)));
		}
	return next;
}

void notices_due_note_plan(
    struct due_plan *plan, const struct due_notice *notices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct due_duty *duty =
		    &plan->duties[notices[i].stage == STAGE_ENDING];
		struct due_told *told =
		    &duty->told[notices[i].role == TOLD_STEERING];

		if (!day_is_some(told->noticed) ||
		    day_compare(notices[i].regular, told->noticed) > 0)
			told->noticed = notices[i].regular;
		told->sent += !notices[i].skipped;
	}
}

/* --- order --- */

/* What has no due date comes last. */
static int compare_due(const struct due_item *a, const struct due_item *b)
{
	bool some = day_is_some(a->words.due);

	if (some != day_is_some(b->words.due))
		return some ? -1 : 1;
	return some ? day_compare(a->words.due, b->words.due) : 0;
}

static int compare_plans(const struct due_notice *a, const struct due_notice *b)
{
	if (a->plan == NULL || b->plan == NULL)
		return (a->plan == NULL) - (b->plan == NULL);
	return strcmp(a->plan->words.code, b->plan->words.code);
}

static int compare_items(const struct due_notice *a, const struct due_notice *b)
{
	int order;

	if (a->item == NULL && b->item == NULL)
		return compare_plans(a, b);
	if (a->item == NULL || b->item == NULL)
		return (a->item == NULL) - (b->item == NULL);
	order = compare_due(a->item, b->item);
	if (order != 0)
		return order;
	return (a->item->words.id > b->item->words.id) -
	    (a->item->words.id < b->item->words.id);
}

int notices_due_compare(const void *notice, const void *other)
{
	const struct due_notice *a = notice, *b = other;
	int order = strcasecmp(a->carrier->mail, b->carrier->mail);

	if (order == 0)
		order = compare_items(a, b);
	if (order == 0)
		order = (int)b->stage - (int)a->stage;
	if (order == 0)
		order = day_compare(a->regular, b->regular);
	if (order == 0)
		order = (int)a->role - (int)b->role;
	return order != 0
	    ? order
	    : strcmp(a->reader->department, b->reader->department);
}
