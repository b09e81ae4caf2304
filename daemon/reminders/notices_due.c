/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/notices_due.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/ladder/ladder_late.h"
#include "protocol/grow.h"

/* What comes before a due date, and is untrue after it. */
#define BEFORE_DUE                                                             \
	(1u << STAGE_BEGIN | 1u << STAGE_MIDWAY | 1u << STAGE_UPCOMING |       \
	    1u << STAGE_DUE | 1u << STAGE_STALE)
/* What a snooze silences, from the second time on. */
#define REMINDERS (BEFORE_DUE | 1u << STAGE_OVERDUE | 1u << STAGE_REVIEW)

/* One reader's chain on its way to notices. */
struct notices_due {
	const struct due_items *due_items;
	const struct due_item *item;
	const struct due_reader *reader;
	enum chain chain;
};

void notices_due_add(struct due_notices *notices, struct due_notice notice)
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

static bool next_step(const struct notices_due *notices_due, struct day after,
    struct ladder_step *step)
{
	const struct due_item *item = notices_due->item;

	return ladder_next(&item->ladder, &notices_due->reader->ladder,
	    item->rungs, &notices_due->due_items->sending_days,
	    notices_due->chain, after, step);
}

static struct day noticed(const struct notices_due *notices_due)
{
	return ladder_noticed(&notices_due->item->ladder,
	    &notices_due->reader->ladder, notices_due->chain);
}

/* What a chain notices_due_waits for before it has any step. */
static bool has_begun(const struct due_item *item,
    const struct due_reader *reader, enum chain chain)
{
	const struct ladder_item *ladder = &item->ladder;

	switch (chain) {
	case CHAIN_ASSIGNED:
		return day_is_some(reader->ladder.assigned);
	case CHAIN_MOVED:
		return day_is_some(ladder->moved);
	case CHAIN_ESCALATED:
		return day_is_some(ladder->climb.from);
	case CHAIN_STALE:
		return !ladder->planned;
	case CHAIN_REVIEW:
		return day_is_some(ladder->reviewed);
	case CHAIN_UNCLEAR:
		return day_is_some(ladder->unclear);
	default:
		return true;
	}
}

/* Whether some stage of the chain tells the reader. */
static bool has_stage(const struct due_item *item,
    const struct due_reader *reader, enum chain chain)
{
	for (enum stage stage = STAGE_ASSIGNED; stage < STAGES; stage++) {
		const struct rung *rung = &item->rungs->rungs[stage];

		if (ladder_chain(stage) != chain || stage == STAGE_ENDING ||
		    stage == STAGE_FOLLOW_UP)
			continue;
		for (int i = 0; i < rung->told_count; i++)
			if (reader->ladder.roles & 1u << rung->told[i])
				return true;
	}
	return false;
}

/* Whether the chain has anything for this reader, who can be reached. */
static bool is_told(const struct due_item *item,
    const struct due_reader *reader, enum chain chain)
{
	return reader->to->mail[0] != '\0' &&
	    (!reader->equal || chain == CHAIN_ASSIGNED) &&
	    has_begun(item, reader, chain) && has_stage(item, reader, chain);
}

/* --- silences --- */

/* The first day on which the stage may be told again; DAY_NONE where it may
 * at any time. */
static struct day silence_end(const struct due_reader *reader, enum stage stage)
{
	struct day end = DAY_NONE;

	if (REMINDERS & 1u << stage && reader->sent[stage] > 0)
		end = reader->silent_until;
	if (stage == STAGE_OVERDUE && day_is_some(reader->acknowledged_until) &&
	    (!day_is_some(end) ||
		day_compare(reader->acknowledged_until, end) >= 0))
		end = day_plus(reader->acknowledged_until, 1);
	return end;
}

static bool is_silent(
    const struct due_reader *reader, enum stage stage, struct day day)
{
	struct day end = silence_end(reader, stage);

	return day_is_some(end) && day_compare(day, end) < 0;
}

/* When some stage of the step may be told: its date, or the first workday
 * after all of them are silent. */
static struct day told_on(
    const struct notices_due *notices_due, const struct ladder_step *step)
{
	struct day first = DAY_NONE;

	for (enum stage stage = 0; stage < STAGES; stage++) {
		struct day end = silence_end(notices_due->reader, stage);

		if ((step->stages & 1u << stage) == 0)
			continue;
		if (!day_is_some(end) || day_compare(end, step->regular) <= 0)
			return step->regular;
		if (!day_is_some(first) || day_compare(end, first) < 0)
			first = end;
	}
	return workday_from(&notices_due->due_items->sending_days, first);
}

/* --- from steps to notices --- */

/* What a date that was before the due date said is said no more after it. */
static bool is_over(
    const struct due_item *item, enum stage stage, struct day day)
{
	return BEFORE_DUE & 1u << stage && day_is_some(item->ladder.due) &&
	    day_compare(day, item->ladder.due) > 0;
}

static bool is_after_hold(const struct due_items *due_items,
    const struct due_item *item, struct day regular)
{
	struct day until = item->ladder.held_until;

	return day_is_some(until) &&
	    day_compare(
		regular, workday_after(&due_items->sending_days, until)) == 0;
}

static struct due_notice notice_of(const struct notices_due *notices_due,
    const struct ladder_step *step, enum stage stage, bool stands)
{
	const struct due_reader *reader = notices_due->reader;

	return (struct due_notice){
		.item = notices_due->item,
		.place = stage == STAGE_ESCALATED ? step->place : 0,
		.held = (stage == STAGE_OVERDUE || stage == STAGE_ESCALATED) &&
		    is_after_hold(notices_due->due_items, notices_due->item,
			step->regular),
		.stage = stage,
		.regular = step->regular,
		.n = stands ? reader->sent[stage] + 1 : 0,
		.role = reader->role,
		.reader = reader->to,
		.skipped = !stands,
		.carrier = stands ? reader->to : NULL,
	};
}

/* Adds the stages of a step; whether one of them stands. */
static bool add_step(const struct notices_due *notices_due,
    const struct ladder_step *step, bool last, struct day day,
    struct due_notices *notices)
{
	bool stands = false;

	for (enum stage stage = 0; stage < STAGES; stage++) {
		bool told = last &&
		    !is_silent(notices_due->reader, stage, day) &&
		    !is_over(notices_due->item, stage, day);

		if ((step->stages & 1u << stage) == 0)
			continue;
		notices_due_add(
		    notices, notice_of(notices_due, step, stage, told));
		stands |= told;
	}
	return stands;
}

/* Whether what stands last waits, as all of it is silent on the day. */
static bool notices_due_waits(const struct notices_due *notices_due,
    const struct ladder_step *step, struct day day)
{
	for (enum stage stage = 0; stage < STAGES; stage++)
		if (step->stages & 1u << stage &&
		    !is_silent(notices_due->reader, stage, day))
			return false;
	return true;
}

/* The last step that has come by `day`; false where there is none, or where
 * it is not to be told yet. */
static bool last_step(const struct notices_due *notices_due, struct day day,
    struct ladder_step *last)
{
	struct day after = noticed(notices_due);
	struct ladder_step step;
	bool found = false;

	while (next_step(notices_due, after, &step) &&
	    day_compare(step.regular, day) <= 0) {
		*last = step;
		after = step.regular;
		found = true;
	}
	return found && !notices_due_waits(notices_due, last, day);
}

/* Whether the reader leads it after another, and is told so when it is late. */
static bool is_taken(const struct due_item *item,
    const struct due_reader *reader, struct day day)
{
	return item->lead_version > 1 && reader->role == TOLD_LEAD &&
	    day_is_some(item->ladder.due) &&
	    day_compare(day, item->ladder.due) > 0;
}

/* Who takes over what is late is told of that with the letter that it came. */
static bool takes_over(const struct notices_due *notices_due, struct day day)
{
	const struct ladder_reader *reader = &notices_due->reader->ladder;

	return notices_due->chain == CHAIN_DUE &&
	    is_taken(notices_due->item, notices_due->reader, day) &&
	    day_is_some(reader->assigned) &&
	    day_compare(reader->assigned, day) <= 0;
}

static void notices_due_chain(const struct notices_due *notices_due,
    struct day day, struct due_notices *notices)
{
	struct ladder_step last, step;

	if (takes_over(notices_due, day) || !last_step(notices_due, day, &last))
		return;
	for (struct day after = noticed(notices_due);
	     day_compare(after, last.regular) < 0; after = step.regular) {
		next_step(notices_due, after, &step);
		add_step(notices_due, &step,
		    day_compare(step.regular, last.regular) == 0, day, notices);
	}
}

/* What is skipped is recorded with what stands, at best to the same reader;
 * where nothing does, nobody is written to and it notices_due_waits. */
static void carry(struct due_notices *notices, size_t from)
{
	const struct due_recipient *any = NULL;

	for (size_t i = from; i < notices->count; i++)
		if (!notices->list[i].skipped)
			any = notices->list[i].reader;
	if (any == NULL)
		notices->count = from;
	for (size_t i = from; i < notices->count; i++) {
		struct due_notice *notice = &notices->list[i];

		for (size_t j = from;
		     j < notices->count && notice->carrier == NULL; j++)
			if (!notices->list[j].skipped &&
			    notices->list[j].reader == notice->reader)
				notice->carrier = notice->reader;
		if (notice->carrier == NULL)
			notice->carrier = any;
	}
}

void notices_due_item(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct due_notices *notices)
{
	struct notices_due notices_due = { due_items, item, NULL, 0 };
	size_t from = notices->count;

	for (size_t i = 0; i < item->reader_count; i++) {
		notices_due.reader = &item->readers[i];
		for (notices_due.chain = 0; notices_due.chain < CHAINS;
		     notices_due.chain++)
			if (is_told(
				item, notices_due.reader, notices_due.chain))
				notices_due_chain(&notices_due, day, notices);
	}
	carry(notices, from);
}

/* --- when --- */

static struct day earlier(struct day a, struct day b)
{
	return !day_is_some(a) || (day_is_some(b) && day_compare(b, a) < 0) ? b
									    : a;
}

/* When the chain must be looked at: at its first step, or later where that
 * one is silent and none that is not comes before. */
static struct day chain_next(const struct notices_due *notices_due)
{
	struct day after = noticed(notices_due), next = DAY_NONE;
	struct ladder_step step;

	while (next_step(notices_due, after, &step) &&
	    (!day_is_some(next) || day_compare(step.regular, next) < 0)) {
		next = earlier(next, told_on(notices_due, &step));
		after = step.regular;
	}
	return next;
}

struct day notices_due_next(
    const struct due_items *due_items, const struct due_item *item)
{
	struct notices_due notices_due = { due_items, item, NULL, 0 };
	struct day next = DAY_NONE;

	for (size_t i = 0; i < item->reader_count; i++) {
		notices_due.reader = &item->readers[i];
		for (notices_due.chain = 0; notices_due.chain < CHAINS;
		     notices_due.chain++)
			if (is_told(
				item, notices_due.reader, notices_due.chain))
				next = earlier(next, chain_next(&notices_due));
	}
	return next;
}

/* --- on record --- */

static void note_chain(const struct notices_due *notices_due,
    struct due_reader *reader, struct day day)
{
	struct ladder_step last;

	if (last_step(notices_due, day, &last))
		reader->ladder.noticed[notices_due->chain] =
		    notices_due->chain == CHAIN_ASSIGNED ? day : last.regular;
}

/* The letter that it came begins the overdue chain of what was late. */
static void note_assigned(
    struct due_item *item, struct due_reader *reader, struct day day)
{
	reader->ladder.assigned = DAY_NONE;
	if (!is_taken(item, reader, day))
		return;
	item->ladder.taken = day;
	item->ladder.climb.from = day;
	reader->sent[STAGE_OVERDUE]++;
}

static void note_sent(struct due_item *item, struct due_reader *reader,
    const struct due_notice *notice, struct day day)
{
	struct climb *climb = &item->ladder.climb;

	if (notice->stage == STAGE_ESCALATED)
		climb_note(climb, &item->rungs->rungs[STAGE_ESCALATED],
		    notice->place, notice->skipped ? notice->regular : day,
		    notice->held);
	if (notice->skipped)
		return;
	reader->sent[notice->stage]++;
	if (notice->stage == STAGE_OVERDUE && !day_is_some(climb->from))
		climb->from = day;
	if (notice->stage == STAGE_ASSIGNED)
		note_assigned(item, reader, day);
}

static bool is_of(
    const struct due_notice *notice, const struct due_reader *reader)
{
	return notice->role == reader->role && notice->reader == reader->to;
}

void notices_due_note(const struct due_items *due_items, struct due_item *item,
    struct day day, const struct due_notice *notices, size_t count)
{
	struct notices_due notices_due = { due_items, item, NULL, 0 };

	for (size_t i = 0; i < item->reader_count; i++) {
		notices_due.reader = &item->readers[i];
		for (notices_due.chain = 0; notices_due.chain < CHAINS;
		     notices_due.chain++)
			if (is_told(
				item, notices_due.reader, notices_due.chain) &&
			    !takes_over(&notices_due, day))
				note_chain(
				    &notices_due, &item->readers[i], day);
	}
	for (size_t i = 0; i < item->reader_count; i++)
		for (size_t j = 0; j < count; j++)
			if (is_of(&notices[j], &item->readers[i]))
				note_sent(
				    item, &item->readers[i], &notices[j], day);
}

/* What an answer stops. */
#define STOPPED                                                                \
	(1u << STAGE_BEGIN | 1u << STAGE_MIDWAY | 1u << STAGE_STALE |          \
	    1u << STAGE_OVERDUE | 1u << STAGE_ESCALATED)

/* Of two on one day the escalation: it weighs more. */
static bool comes_first(
    struct day day, enum stage stage, const struct letter_item *words)
{
	int later =
	    day_is_some(words->next) ? day_compare(day, words->next) : -1;

	return later < 0 || (later == 0 && stage > words->next_stage);
}

static void look_after(const struct notices_due *notices_due, struct day day,
    struct letter_item *words)
{
	struct ladder_step step = { day, 0, 0 };

	while (next_step(notices_due, step.regular, &step))
		for (enum stage stage = STAGES; stage-- > 0;) {
			if ((STOPPED & step.stages & 1u << stage) == 0)
				continue;
			if (!comes_first(step.regular, stage, words))
				return;
			words->next = step.regular;
			words->next_stage = stage;
			words->next_role = notices_due->reader->role;
			return;
		}
}

/* The lead's next date of a chain that reminds, whatever stops it. */
static void look_for_reminder(const struct notices_due *notices_due,
    struct day day, struct letter_item *words)
{
	struct ladder_step step;

	if (notices_due->reader->role != TOLD_LEAD ||
	    notices_due->chain == CHAIN_ESCALATED ||
	    !next_step(notices_due, day, &step) ||
	    (day_is_some(words->reminder) &&
		day_compare(step.regular, words->reminder) >= 0))
		return;
	words->reminder = step.regular;
	for (enum stage stage = 0; stage < STAGES; stage++)
		if (step.stages & 1u << stage)
			words->reminder_stage = stage;
}

void notices_due_after(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct letter_item *words)
{
	struct due_item copy = *item;
	struct notices_due notices_due = { due_items, &copy, NULL, 0 };

	if (!day_is_some(copy.ladder.climb.from) &&
	    words->stage == STAGE_OVERDUE)
		copy.ladder.climb.from = day;
	for (size_t i = 0; i < item->reader_count; i++) {
		notices_due.reader = &item->readers[i];
		for (notices_due.chain = CHAIN_DUE;
		     notices_due.chain <= CHAIN_REVIEW; notices_due.chain++) {
			if (!is_told(
				item, notices_due.reader, notices_due.chain))
				continue;
			if (notices_due.chain != CHAIN_REVIEW)
				look_after(&notices_due, day, words);
			look_for_reminder(&notices_due, day, words);
		}
	}
}
