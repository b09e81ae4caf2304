/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_items.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/holiday.h"
#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

#define ARENA_LIMIT (2048u << 20)

enum { DEPARTMENTS, PLANS, RUN_BEFORE };

static const char *const due_items_sql[] = {
	[DEPARTMENTS] = "SELECT code, name, mail, escalation, language"
			" FROM department ORDER BY code",
	[PLANS] = "SELECT p.code, p.title, p.case_number, p.adopted,"
		  " p.adopted_set_at,"
		  " (SELECT max(regular) FROM notice n WHERE n.plan = p.code"
		  "  AND n.activity IS NULL),"
		  " (SELECT count(*) FROM notice n WHERE n.plan = p.code"
		  "  AND n.activity IS NULL AND n.skipped = 0"
		  "  AND NOT EXISTS (SELECT 1 FROM dispatch d"
		  "   WHERE d.id = n.dispatch"
		  "   AND d.state IN ('failed', 'withdrawn')))"
		  " FROM plan p WHERE p.adopted IS NOT NULL ORDER BY p.code",
	[RUN_BEFORE] = "SELECT max(day) FROM run WHERE day < ?1",
	NULL,
};

struct due_department {
	struct due_recipient lead;
	struct due_recipient escalation; /* mail NULL: there is none */
};

int due_items_prepare(struct store *store, struct err *err)
{
	return store_prepare(store, due_items_sql, err);
}

static int load_departments(
    struct due_items *due_items, struct store *store, struct err *err)
{
	struct due_department *list = NULL;
	size_t count = 0, capacity = 0;
	struct rows rows;
	int result;

	if (store_query(
		&rows, store, due_items_sql, DEPARTMENTS, BIND_NONE, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		struct due_recipient lead = { row_text(
						  due_items->arena, &rows, 0),
			row_text(due_items->arena, &rows, 1),
			row_text(due_items->arena, &rows, 2),
			row_text(due_items->arena, &rows, 4) };
		struct due_recipient escalation = lead;

		escalation.mail = row_text(due_items->arena, &rows, 3);
		list = grow(list, count, &capacity, sizeof(*list));
		list[count++] = (struct due_department){ lead, escalation };
	}
	due_items->departments = list;
	due_items->department_count = count;
	return result;
}

static int compare_code(const void *code, const void *department)
{
	const struct due_department *other = department;

	return strcmp(code, other->lead.department);
}

static const struct due_department *find_department(
    const struct due_items *due_items, const char *code)
{
	if (code == NULL || due_items->department_count == 0)
		return NULL;
	return bsearch(code, due_items->departments,
	    due_items->department_count, sizeof(*due_items->departments),
	    compare_code);
}

const struct due_recipient *due_items_lead(
    const struct due_items *due_items, const char *code)
{
	const struct due_department *found = find_department(due_items, code);

	return found != NULL ? &found->lead : NULL;
}

const struct due_recipient *due_items_escalation(
    const struct due_items *due_items, const char *code)
{
	const struct due_department *found = find_department(due_items, code);

	return found != NULL && found->escalation.mail != NULL
	    ? &found->escalation
	    : &due_items->coordinator;
}

const struct due_recipient *due_recipient(
    const struct due_items *due_items, const char *role, const char *department)
{
	if (strcmp(role, told_word(TOLD_COORDINATOR)) == 0)
		return &due_items->coordinator;
	if (strcmp(role, told_word(TOLD_ESCALATION)) == 0)
		return due_items_escalation(due_items, department);
	return due_items_lead(due_items, department);
}

static void fill_plan(
    struct due_items *due_items, const struct rows *rows, struct due_plan *plan)
{
	const char *code = row_text(due_items->arena, rows, 0);
	const struct ladder *ladder = ladders_of(&due_items->ladders, code);
	struct instant set_at = { rows_integer(rows, 4) };

	*plan = (struct due_plan){
		.words = { code, row_text(due_items->arena, rows, 1),
		    row_text(due_items->arena, rows, 2), row_day(rows, 3),
		    DAY_NONE },
		.joins = schedule_joins(&due_items->schedule, set_at),
		.noticed = row_day(rows, 5),
		.sent = rows_integer(rows, 6),
		.rung = &ladder->rungs[STAGE_REVIEW],
	};
	if (plan->rung->count > 0)
		plan->words.until = interval_plus(plan->words.adopted,
		    (struct interval){ .months = plan->rung->at[0] }, 1);
}

static int load_plans(
    struct due_items *due_items, struct store *store, struct err *err)
{
	size_t capacity = 0;
	struct rows rows;
	int result;

	if (store_query(&rows, store, due_items_sql, PLANS, BIND_NONE, err) !=
	    0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		due_items->plans = grow(due_items->plans, due_items->plan_count,
		    &capacity, sizeof(*due_items->plans));
		fill_plan(due_items, &rows,
		    &due_items->plans[due_items->plan_count++]);
	}
	return result;
}

/* A ladder that is changed says nothing of days that had passed. */
static void date_rungs(struct due_items *due_items)
{
	for (size_t i = 0; i < due_items->ladders.count; i++)
		for (enum stage stage = 0; stage < STAGES; stage++) {
			struct rung *rung =
			    &due_items->ladders.list[i].ladder.rungs[stage];

			rung->since = rung->set_at.seconds != 0
			    ? schedule_joins(&due_items->schedule, rung->set_at)
			    : DAY_NONE;
		}
}

int due_items_open(
    struct due_items *due_items, struct store *store, struct err *err)
{
	*due_items = (struct due_items){ .arena = arena_new(ARENA_LIMIT) };
	if (setting_load(&due_items->settings, store, err) == 0 &&
	    holiday_workdays(&due_items->workdays, store, err) == 0 &&
	    holiday_sending_days(&due_items->sending_days, store, err) == 0 &&
	    ladders_load(&due_items->ladders, store, err) == 0) {
		due_items->schedule = setting_schedule(
		    &due_items->settings, &due_items->workdays);
		due_items->coordinator = (struct due_recipient){ "", NULL,
			due_items->settings.coordinator,
			language_words[due_items->settings.language] };
		date_rungs(due_items);
		if (load_departments(due_items, store, err) == 0 &&
		    load_plans(due_items, store, err) == 0)
			return 0;
	}
	due_items_release(due_items);
	return -1;
}

void due_items_release(struct due_items *due_items)
{
	holiday_release(&due_items->workdays);
	holiday_release(&due_items->sending_days);
	ladders_release(&due_items->ladders);
	free(due_items->departments);
	free(due_items->plans);
	free(due_items->items);
	arena_free(due_items->arena);
	*due_items = (struct due_items){ 0 };
}

static int run_before(
    struct store *store, struct day day, struct day *before, struct err *err)
{
	char text[DAY_TEXT];
	struct rows rows;
	int result;

	*before = DAY_NONE;
	if (store_query(&rows, store, due_items_sql, RUN_BEFORE,
		BIND(TEXT(day_write(day, text))), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1)
		*before = row_day(&rows, 0);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* A run in a quiet period has told nobody which ones before it were missed. */
int due_items_told_until(const struct due_items *due_items, struct store *store,
    struct day day, struct day *last, struct err *err)
{
	int result = run_before(store, day, last, err);

	while (result == 0 && day_is_some(*last) &&
	    !workday_is(&due_items->sending_days, *last))
		result = run_before(store, *last, last, err);
	return result;
}
