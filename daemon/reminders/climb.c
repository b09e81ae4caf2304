/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/climb.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/grow.h"

/* One step of a chain on its way to notices. */
struct climb {
	const struct agenda *agenda;
	const struct agenda_item *item;
	struct agenda_notices *notices;
	size_t from; /* the chain's first notice in the list */
	enum chain chain;
	struct ladder_step step;
	bool stands; /* else a later one has overtaken it */
};

static void add(struct agenda_notices *notices, struct agenda_notice notice)
{
	notices->list = grow(notices->list, notices->count, &notices->capacity,
	    sizeof(*notices->list));
	notices->list[notices->count++] = notice;
}

void climb_release(struct agenda_notices *notices)
{
	free(notices->list);
	*notices = (struct agenda_notices){ 0 };
}

/* Two roles can mean one reader: where nobody leads, where there is no
 * escalation address. */
static bool is_there(const struct climb *climb, enum stage stage,
    enum role_told role, const struct agenda_reader *reader)
{
	for (size_t i = climb->from; i < climb->notices->count; i++) {
		const struct agenda_notice *notice = &climb->notices->list[i];

		if (notice->stage == stage && notice->role == role &&
		    notice->reader == reader &&
		    day_compare(notice->regular, climb->step.regular) == 0)
			return true;
	}
	return false;
}

/* Escalations and what nobody else can put right are never silenced. */
static bool is_snoozed(const struct climb *climb, enum role_told role,
    const struct agenda_reader *reader)
{
	const struct agenda_item *item = climb->item;

	if (climb->chain != CHAIN_DUE && climb->chain != CHAIN_STALE &&
	    climb->chain != CHAIN_REVIEW)
		return false;
	for (size_t i = 0; i < item->snooze_count; i++) {
		const struct agenda_snooze *snooze = &item->snoozes[i];

		if (strcmp(snooze->role, told_word(role)) == 0 &&
		    strcmp(snooze->department, reader->department) == 0 &&
		    day_compare(climb->step.regular, snooze->until) < 0)
			return true;
	}
	return false;
}

static void tell(const struct climb *climb, enum stage stage,
    enum role_told role, const struct agenda_reader *reader)
{
	bool stands;

	if (reader == NULL || reader->mail[0] == '\0')
		return;
	if (reader == &climb->agenda->coordinator)
		role = TOLD_COORDINATOR;
	if (is_there(climb, stage, role, reader))
		return;
	stands = climb->stands && !is_snoozed(climb, role, reader);
	add(climb->notices,
	    (struct agenda_notice){
		.item = climb->item,
		.stage = stage,
		.regular = climb->step.regular,
		.n = stands ? climb->item->sent[stage] + 1 : 0,
		.role = role,
		.reader = reader,
		.skipped = !stands,
		.carrier = reader,
	    });
}

static void tell_role(
    const struct climb *climb, enum stage stage, enum role_told role)
{
	const struct agenda_item *item = climb->item;

	switch (role) {
	case TOLD_LEAD:
		tell(climb, stage, role, item->lead);
		break;
	case TOLD_COOPERATING:
		for (size_t i = 0; i < item->cooperating_count; i++)
			tell(climb, stage, role, item->cooperating[i]);
		break;
	case TOLD_ESCALATION:
		tell(climb, stage, role, item->escalation);
		break;
	case TOLD_FORMER:
		tell(climb, stage, role, item->former);
		break;
	default:
		tell(climb, stage, role, &climb->agenda->coordinator);
	}
}

/* The n-th escalation goes to the n-th of the rung's roles. */
static void tell_stage(const struct climb *climb, enum stage stage)
{
	const struct rung *rung = &climb->item->rungs->rungs[stage];
	int last = rung->told_count - 1;

	if (stage == STAGE_ESCALATED)
		tell_role(climb, stage,
		    rung->told[climb->step.place < last ? climb->step.place
							: last]);
	else
		for (int i = 0; i <= last; i++)
			tell_role(climb, stage, rung->told[i]);
}

static bool next_step(struct climb *climb, struct day after, struct day day)
{
	return ladder_next(&climb->item->ladder, climb->item->rungs,
		   &climb->agenda->loud, climb->chain, after, &climb->step) &&
	    day_compare(climb->step.regular, day) <= 0;
}

/* What is skipped is recorded with what stands; where nothing does, nobody
 * is written to and it waits. */
static void carry(struct climb *climb)
{
	struct agenda_notices *notices = climb->notices;
	const struct agenda_reader *carrier = NULL;

	for (size_t i = climb->from; i < notices->count; i++)
		if (!notices->list[i].skipped && carrier == NULL)
			carrier = notices->list[i].reader;
	if (carrier == NULL)
		notices->count = climb->from;
	for (size_t i = climb->from; i < notices->count; i++)
		if (notices->list[i].skipped)
			notices->list[i].carrier = carrier;
}

static void climb_chain(struct climb *climb, struct day day)
{
	struct day noticed = ladder_noticed(&climb->item->ladder, climb->chain);
	struct day last = noticed;

	climb->from = climb->notices->count;
	while (next_step(climb, last, day))
		last = climb->step.regular;
	for (struct day after = noticed; day_compare(after, last) < 0;
	     after = climb->step.regular) {
		next_step(climb, after, day);
		climb->stands = day_compare(climb->step.regular, last) == 0;
		for (enum stage stage = 0; stage < STAGES; stage++)
			if (climb->step.stages & 1u << stage)
				tell_stage(climb, stage);
	}
	carry(climb);
}

void climb_item(const struct agenda *agenda, const struct agenda_item *item,
    struct day day, struct agenda_notices *notices)
{
	struct climb climb = { agenda, item, notices, 0, 0, { DAY_NONE, 0, 0 },
		false };

	for (climb.chain = 0; climb.chain < CHAINS; climb.chain++)
		climb_chain(&climb, day);
}

/* What stands for the item was sent: each stage once, whoever read it. */
static void note_sent(struct agenda_item *item, struct day day,
    const struct agenda_notice *notices, size_t count)
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

void climb_note(const struct agenda *agenda, struct agenda_item *item,
    struct day day, const struct agenda_notice *notices, size_t count)
{
	struct ladder_item *ladder = &item->ladder;
	struct climb climb = { .agenda = agenda, .item = item };

	for (climb.chain = 0; climb.chain < CHAINS; climb.chain++) {
		struct day last = ladder_noticed(ladder, climb.chain);

		while (next_step(&climb, last, day))
			last = climb.step.regular;
		ladder->noticed[climb.chain] = last;
	}
	if (day_is_some(ladder->transferred) &&
	    day_compare(ladder->transferred, day) <= 0)
		ladder->transferred = DAY_NONE;
	note_sent(item, day, notices, count);
}

/* --- plans --- */

static bool next_of_plan(const struct agenda *agenda,
    const struct agenda_plan *plan, struct day after, struct day *step)
{
	bool found = false;

	for (int i = 0; i < plan->rung->count; i++) {
		int before = i == 0 ? 0 : plan->rung->at[i];
		struct day day = workday_from(
		    &agenda->loud, day_plus(plan->words.until, -before));

		if (day_compare(day, after) > 0 &&
		    (!found || day_compare(day, *step) < 0)) {
			*step = day;
			found = true;
		}
	}
	return found;
}

static struct day noticed_of_plan(const struct agenda_plan *plan)
{
	struct day before = day_plus(plan->joins, -1);

	return day_is_some(plan->noticed) &&
		day_compare(plan->noticed, before) > 0
	    ? plan->noticed
	    : before;
}

struct day climb_plan_wake(
    const struct agenda *agenda, const struct agenda_plan *plan)
{
	struct day day;

	return next_of_plan(agenda, plan, noticed_of_plan(plan), &day)
	    ? day
	    : DAY_NONE;
}

static struct day last_of_plan(
    const struct agenda *agenda, const struct agenda_plan *plan, struct day day)
{
	struct day last = noticed_of_plan(plan), step;

	while (next_of_plan(agenda, plan, last, &step) &&
	    day_compare(step, day) <= 0)
		last = step;
	return last;
}

void climb_plan(const struct agenda *agenda, const struct agenda_plan *plan,
    struct day day, struct agenda_notices *notices)
{
	struct day last = last_of_plan(agenda, plan, day);
	struct day step = noticed_of_plan(plan);

	if (agenda->coordinator.mail[0] == '\0')
		return;
	while (day_compare(step, last) < 0) {
		bool stands;

		next_of_plan(agenda, plan, step, &step);
		stands = day_compare(step, last) == 0;
		add(notices,
		    (struct agenda_notice){
			.plan = plan,
			.stage = STAGE_REVIEW,
			.regular = step,
			.n = stands ? plan->sent + 1 : 0,
			.role = TOLD_COORDINATOR,
			.reader = &agenda->coordinator,
			.skipped = !stands,
			.carrier = &agenda->coordinator,
		    });
	}
}

void climb_note_plan(
    const struct agenda *agenda, struct agenda_plan *plan, struct day day)
{
	struct day last = last_of_plan(agenda, plan, day);

	if (day_compare(last, noticed_of_plan(plan)) > 0)
		plan->sent++;
	plan->noticed = last;
}

/* --- order --- */

/* What has no due date comes last. */
static int compare_due(const struct agenda_item *a, const struct agenda_item *b)
{
	bool some = day_is_some(a->words.due);

	if (some != day_is_some(b->words.due))
		return some ? -1 : 1;
	return some ? day_compare(a->words.due, b->words.due) : 0;
}

static int compare_items(
    const struct agenda_notice *a, const struct agenda_notice *b)
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

int climb_compare(const void *notice, const void *other)
{
	const struct agenda_notice *a = notice, *b = other;
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
