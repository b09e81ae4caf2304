/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_reader.h"

#include <string.h>

struct due_reader *due_item_add_reader(struct due_items *due_items,
    struct due_item *item, enum role_told role, const struct due_recipient *to,
    unsigned roles)
{
	struct due_reader *reader;

	item->readers = arena_room(due_items->arena, item->readers,
	    item->reader_count, sizeof(*item->readers));
	reader = &item->readers[item->reader_count++];
	*reader = (struct due_reader){
		.ladder = { .roles = roles,
		    .joins = item->ladder.joins,
		    .assigned = DAY_NONE },
		.to = to,
		.role = role,
		.silent_until = DAY_NONE,
		.acknowledged_until = DAY_NONE,
	};
	for (int chain = 0; chain < CHAINS; chain++)
		reader->ladder.noticed[chain] = DAY_NONE;
	return reader;
}

/* What is a lead's or an escalation's goes to the coordinator where there is
 * none. */
void due_item_open_readers(
    struct due_items *due_items, struct due_item *item, const char *code)
{
	const struct due_recipient *lead = due_items_lead(due_items, code);
	const struct due_recipient *escalation =
	    due_items_escalation(due_items, code);
	unsigned coordinator = 1u << TOLD_COORDINATOR;

	item->lead = lead != NULL ? lead : &due_items->coordinator;
	if (lead != NULL)
		due_item_add_reader(
		    due_items, item, TOLD_LEAD, lead, 1u << TOLD_LEAD);
	else
		coordinator |= 1u << TOLD_LEAD;
	if (escalation != &due_items->coordinator)
		due_item_add_reader(due_items, item, TOLD_ESCALATION,
		    escalation, 1u << TOLD_ESCALATION);
	else
		coordinator |= 1u << TOLD_ESCALATION;
	due_item_add_reader(due_items, item, TOLD_COORDINATOR,
	    &due_items->coordinator, coordinator);
	if (item->plan != NULL && item->plan->steering.mail[0] != '\0')
		due_item_add_reader(due_items, item, TOLD_STEERING,
		    &item->plan->steering, 1u << TOLD_STEERING);
}

struct due_reader *due_item_reader(
    struct due_item *item, enum role_told role, const char *department)
{
	for (size_t i = 0; i < item->reader_count; i++)
		if (item->readers[i].role == role &&
		    strcmp(item->readers[i].to->department, department) == 0)
			return &item->readers[i];
	return NULL;
}
