/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/notices_due.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/grow.h"

/* One step of a chain on its way to notices. */
struct notices_due {
	const struct due_items *due_items;
	const struct due_item *item;
	struct due_notices *notices;
	size_t from; /* the chain's first notice in the list */
	enum chain chain;
	struct ladder_step step;
	bool stands; /* else a later one has overtaken it */
};

static void notices_due_add(
    struct due_notices *notices, struct due_notice notice)
{
	notices->list = grow(notices->list, notices->count, &notices->capacity,
	    sizeof(*notices->list));
	notices->list[notices->count++] = notice;
}

void notices_due_release(struct due_notices *notices)
{
	free(notices->list);
	*notices = (struct due_notices){ 0 };
}

/* Two roles can mean one reader: where nobody leads, where there is no
 * escalation address. */
static bool is_there(const struct notices_due *notices_due, enum stage stage,
    enum role_told role, const struct due_recipient *reader)
{
	for (size_t i = notices_due->from; i < notices_due->notices->count;
	     i++) {
		const struct due_notice *notice =
		    &notices_due->notices->list[i];

		if (notice->stage == stage && notice->role == role &&
		    notice->reader == reader &&
		    day_compare(notice->regular, notices_due->step.regular) ==
			0)
			return true;
	}
	return false;
}

/* Escalations and what nobody else can put right are never silenced. */
static bool is_snoozed(const struct notices_due *notices_due,
    enum role_told role, const struct due_recipient *reader)
{
	const struct due_item *item = notices_due->item;

	if (notices_due->chain != CHAIN_DUE &&
	    notices_due->chain != CHAIN_STALE &&
	    notices_due->chain != CHAIN_REVIEW)
		return false;
	for (size_t i = 0; i < item->snooze_count; i++) {
		const struct due_snooze *snooze = &item->snoozes[i];

		if (strcmp(snooze->role, told_word(role)) == 0 &&
		    strcmp(snooze->department, reader->department) == 0 &&
		    day_compare(notices_due->step.regular, snooze->until) < 0)
			return true;
	}
	return false;
}

static void notices_due_tell(const struct notices_due *notices_due,
    enum stage stage, enum role_told role, const struct due_recipient *reader)
{
	bool stands;

	if (reader == NULL || reader->mail[0] == '\0')
		return;
	if (reader == &notices_due->due_items->coordinator)
		role = TOLD_COORDINATOR;
	if (is_there(notices_due, stage, role, reader))
		return;
	stands = notices_due->stands && !is_snoozed(notices_due, role, reader);
	notices_due_add(notices_due->notices,
	    (struct due_notice){
		.item = notices_due->item,
		.stage = stage,
		.regular = notices_due->step.regular,
		.n = stands ? notices_due->item->sent[stage] + 1 : 0,
		.role = role,
		.reader = reader,
		.skipped = !stands,
		.carrier = reader,
	    });
}

static void tell_role(const struct notices_due *notices_due, enum stage stage,
    enum role_told role)
{
	const struct due_item *item = notices_due->item;

	switch (role) {
	case TOLD_LEAD:
		notices_due_tell(notices_due, stage, role, item->lead);
		break;
	case TOLD_COOPERATING:
		for (size_t i = 0; i < item->cooperating_count; i++)
			notices_due_tell(
			    notices_due, stage, role, item->cooperating[i]);
		break;
	case TOLD_ESCALATION:
		notices_due_tell(notices_due, stage, role, item->escalation);
		break;
	case TOLD_FORMER:
		notices_due_tell(notices_due, stage, role, item->former);
		break;
	default:
		notices_due_tell(notices_due, stage, role,
		    &notices_due->due_items->coordinator);
	}
}

/* The n-th escalation goes to the n-th of the rung's roles. */
static void tell_stage(const struct notices_due *notices_due, enum stage stage)
{
	const struct rung *rung = &notices_due->item->rungs->rungs[stage];
	int last = rung->told_count - 1;

	if (stage == STAGE_ESCALATED)
		tell_role(notices_due, stage,
		    rung->told[notices_due->step.place < last
			    ? notices_due->step.place
			    : last]);
	else
		for (int i = 0; i <= last; i++)
			tell_role(notices_due, stage, rung->told[i]);
}

static bool next_step(
    struct notices_due *notices_due, struct day after, struct day day)
{
	return ladder_next(&notices_due->item->ladder, notices_due->item->rungs,
		   &notices_due->due_items->sending_days, notices_due->chain,
		   after, &notices_due->step) &&
	    day_compare(notices_due->step.regular, day) <= 0;
}

/* What is skipped is recorded with what stands; where nothing does, nobody
 * is written to and it waits. */
static void carry(struct notices_due *notices_due)
{
	struct due_notices *notices = notices_due->notices;
	const struct due_recipient *carrier = NULL;

	for (size_t i = notices_due->from; i < notices->count; i++)
		if (!notices->list[i].skipped && carrier == NULL)
			carrier = notices->list[i].reader;
	if (carrier == NULL)
		notices->count = notices_due->from;
	for (size_t i = notices_due->from; i < notices->count; i++)
		if (notices->list[i].skipped)
			notices->list[i].carrier = carrier;
}

static void notices_due_chain(struct notices_due *notices_due, struct day day)
{
	struct day noticed =
	    ladder_noticed(&notices_due->item->ladder, notices_due->chain);
	struct day last = noticed;

	notices_due->from = notices_due->notices->count;
	while (next_step(notices_due, last, day))
		last = notices_due->step.regular;
	for (struct day after = noticed; day_compare(after, last) < 0;
	     after = notices_due->step.regular) {
		next_step(notices_due, after, day);
		notices_due->stands =
		    day_compare(notices_due->step.regular, last) == 0;
		for (enum stage stage = 0; stage < STAGES; stage++)
			if (notices_due->step.stages & 1u << stage)
				tell_stage(notices_due, stage);
	}
	carry(notices_due);
}

void notices_due_item(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct due_notices *notices)
{
	struct notices_due notices_due = { due_items, item, notices, 0, 0,
		{ DAY_NONE, 0, 0 }, false };

	for (notices_due.chain = 0; notices_due.chain < CHAINS;
	     notices_due.chain++)
		notices_due_chain(&notices_due, day);
}

/* What stands for the item was sent: each stage once, whoever read it. */
static void note_sent(struct due_item *item, struct day day,
    const struct due_notice *notices, size_t count)
{
	unsigned stages = 0;

	for (size_t i = 0; i < count; i++)
		if (!notices[i].skipped)
			stages |= 1u << notices[i].stage;
	for (enum stage stage = 0; stage < STAGES; stage++)
		item->sent[stage] += (stages & 1u << stage) != 0;
	if (stages & 1u << STAGE_OVERDUE && !day_is_some(item->ladder.accepted))
		item->ladder.accepted = day;
}

void notices_due_note(const struct due_items *due_items, struct due_item *item,
    struct day day, const struct due_notice *notices, size_t count)
{
	struct ladder_item *ladder = &item->ladder;
	struct notices_due notices_due = { .due_items = due_items,
		.item = item };

	for (notices_due.chain = 0; notices_due.chain < CHAINS;
	     notices_due.chain++) {
		struct day last = ladder_noticed(ladder, notices_due.chain);

		while (next_step(&notices_due, last, day))
			last = notices_due.step.regular;
		ladder->noticed[notices_due.chain] = last;
	}
	if (day_is_some(ladder->transferred) &&
	    day_compare(ladder->transferred, day) <= 0)
		ladder->transferred = DAY_NONE;
	note_sent(item, day, notices, count);
}

/* --- plans --- */

static bool next_of_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day after, struct day *step)
{
	bool found = false;

	for (int i = 0; i < plan->rung->count; i++) {
		int before = i == 0 ? 0 : plan->rung->at[i];
		struct day day = workday_from(&due_items->sending_days,
		    day_plus(plan->words.until, -before));

		if (day_compare(day, after) > 0 &&
		    (!found || day_compare(day, *step) < 0)) {
			*step = day;
			found = true;
		}
	}
	return found;
}

static struct day noticed_of_plan(const struct due_plan *plan)
{
	struct day before = day_plus(plan->joins, -1);

	return day_is_some(plan->noticed) &&
		day_compare(plan->noticed, before) > 0
	    ? plan->noticed
	    : before;
}

struct day notices_due_plan_next(
    const struct due_items *due_items, const struct due_plan *plan)
{
	struct day day;

	return next_of_plan(due_items, plan, noticed_of_plan(plan), &day)
	    ? day
	    : DAY_NONE;
}

static struct day last_of_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day day)
{
	struct day last = noticed_of_plan(plan), step;

	while (next_of_plan(due_items, plan, last, &step) &&
	    day_compare(step, day) <= 0)
		last = step;
	return last;
}

void notices_due_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day day, struct due_notices *notices)
{
	struct day last = last_of_plan(due_items, plan, day);
	struct day step = noticed_of_plan(plan);

	if (due_items->coordinator.mail[0] == '\0')
		return;
	while (day_compare(step, last) < 0) {
		bool stands;

		next_of_plan(due_items, plan, step, &step);
		stands = day_compare(step, last) == 0;
		notices_due_add(notices,
		    (struct due_notice){
			.plan = plan,
			.stage = STAGE_REVIEW,
			.regular = step,
			.n = stands ? plan->sent + 1 : 0,
			.role = TOLD_COORDINATOR,
			.reader = &due_items->coordinator,
			.skipped = !stands,
			.carrier = &due_items->coordinator,
		    });
	}
}

void notices_due_note_plan(
    const struct due_items *due_items, struct due_plan *plan, struct day day)
{
	struct day last = last_of_plan(due_items, plan, day);

	if (day_compare(last, noticed_of_plan(plan)) > 0)
		plan->sent++;
	plan->noticed = last;
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

static int compare_items(const struct due_notice *a, const struct due_notice *b)
{
	int order;

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
