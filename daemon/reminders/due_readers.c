/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_readers.h"

#include <string.h>

#include "daemon/reminders/due_items.h"
#include "daemon/reminders/row_values.h"

enum { COOPERATING, TRANSFERRED };

const char *const readers_sql[] = {
	[COOPERATING] = "SELECT department, joined_at, told FROM cooperating"
			" WHERE activity = ?1 ORDER BY position",
	[TRANSFERRED] = "SELECT former FROM transfer WHERE activity = ?1"
			" AND told = 0 ORDER BY seq LIMIT 1",
	NULL,
};

/* The columns of COOPERATING. */
enum { PARTY_DEPARTMENT, PARTY_JOINED_AT, PARTY_TOLD };

static struct due_reader *add_reader(struct due_items *due_items,
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
void due_readers_open(
    struct due_items *due_items, struct due_item *item, const char *code)
{
	const struct due_recipient *lead = due_items_lead(due_items, code);
	const struct due_recipient *escalation =
	    due_items_escalation(due_items, code);
	unsigned coordinator = 1u << TOLD_COORDINATOR;

	item->lead = lead != NULL ? lead : &due_items->coordinator;
	if (lead != NULL)
		add_reader(due_items, item, TOLD_LEAD, lead, 1u << TOLD_LEAD);
	else
		coordinator |= 1u << TOLD_LEAD;
	if (escalation != &due_items->coordinator)
		add_reader(due_items, item, TOLD_ESCALATION, escalation,
		    1u << TOLD_ESCALATION);
	else
		coordinator |= 1u << TOLD_ESCALATION;
	add_reader(due_items, item, TOLD_COORDINATOR, &due_items->coordinator,
	    coordinator);
	if (item->plan != NULL && item->plan->steering.mail[0] != '\0')
		add_reader(due_items, item, TOLD_STEERING,
		    &item->plan->steering, 1u << TOLD_STEERING);
}

static void readers_add_party(
    struct due_items *due_items, struct due_item *item, const struct rows *rows)
{
	struct letter_item *words = &item->words;
	struct letter_party *parties;
	const struct due_recipient *to =
	    due_items_lead(due_items, rows_text(rows, PARTY_DEPARTMENT));
	struct instant joined = { rows_integer(rows, PARTY_JOINED_AT) };
	struct due_reader *reader = add_reader(
	    due_items, item, TOLD_COOPERATING, to, 1u << TOLD_COOPERATING);

	reader->ladder.joins = schedule_joins(&due_items->schedule, joined);
	reader->equal = item->words.equal;
	if (rows_integer(rows, PARTY_TOLD) == 0 &&
	    item->rungs->rungs[STAGE_ASSIGNED].count > 0)
		reader->ladder.assigned =
		    due_items_first_run(due_items, joined);
	parties = arena_room(due_items->arena, words->parties,
	    words->party_count, sizeof(*parties));
	parties[words->party_count++] =
	    (struct letter_party){ to->name, to->relayed ? "" : to->mail };
	words->parties = parties;
}

int due_readers_add_cooperating(struct due_items *due_items,
    struct due_item *item, struct store *store, struct err *err)
{
	int result;
	struct rows rows = store_query(
	    store, readers_sql, COOPERATING, BIND(INTEGER(item->words.id)));

	while ((result = rows_next(&rows, err)) == 1)
		readers_add_party(due_items, item, &rows);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

struct due_reader *due_readers_find(
    struct due_item *item, enum role_told role, const char *department)
{
	for (size_t i = 0; i < item->reader_count; i++)
		if (item->readers[i].role == role &&
		    strcmp(item->readers[i].to->department, department) == 0)
			return &item->readers[i];
	return NULL;
}

int due_readers_add_former(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	const struct ladder_reader *lead = &item->readers[0].ladder;
	const struct due_recipient *former = NULL;
	struct rows rows = store_query(
	    store, readers_sql, TRANSFERRED, BIND(INTEGER(item->words.id)));
	int result = rows_next(&rows, err);

	if (result == 1)
		former = due_items_lead(due_items, rows_text(&rows, 0));
	rows_end(&rows);
	if (former == NULL)
		return result < 0 ? -1 : 0;
	item->former = former;
	item->words.former = former->name;
	if (!former->replaced && former != item->lead)
		add_reader(
		    due_items, item, TOLD_FORMER, former, 1u << TOLD_FORMER)
		    ->ladder.assigned =
		    day_is_some(lead->assigned) ? lead->assigned : lead->joins;
	return 0;
}
