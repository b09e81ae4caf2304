/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/holiday.h"
#include "daemon/reminders/agenda_item.h"
#include "daemon/reminders/columns.h"
#include "protocol/grow.h"

#define ARENA_LIMIT (2048u << 20)

enum { DEPARTMENTS, PLANS, RUN_BEFORE };

static const char *const agenda_sql[] = {
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

struct agenda_department {
	struct agenda_reader lead;
	struct agenda_reader escalation; /* mail NULL: there is none */
};

int agenda_prepare(struct store *store, struct err *err)
{
	static const char *const *const tables[] = { agenda_sql, item_sql,
		NULL };

	return store_prepare(store, tables, err);
}

static int load_departments(
    struct agenda *agenda, struct store *store, struct err *err)
{
	struct agenda_department *list = NULL;
	size_t count = 0, capacity = 0;
	struct rows rows;
	int result;

	if (store_query(
		&rows, store, agenda_sql, DEPARTMENTS, BIND_NONE, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		struct agenda_reader lead = { column_text(
						  agenda->arena, &rows, 0),
			column_text(agenda->arena, &rows, 1),
			column_text(agenda->arena, &rows, 2),
			column_text(agenda->arena, &rows, 4) };
		struct agenda_reader escalation = lead;

		escalation.mail = column_text(agenda->arena, &rows, 3);
		list = grow(list, count, &capacity, sizeof(*list));
		list[count++] = (struct agenda_department){ lead, escalation };
	}
	agenda->departments = list;
	agenda->department_count = count;
	return result;
}

static int compare_code(const void *code, const void *department)
{
	const struct agenda_department *other = department;

	return strcmp(code, other->lead.department);
}

static const struct agenda_department *find_department(
    const struct agenda *agenda, const char *code)
{
	if (code == NULL || agenda->department_count == 0)
		return NULL;
	return bsearch(code, agenda->departments, agenda->department_count,
	    sizeof(*agenda->departments), compare_code);
}

const struct agenda_reader *agenda_lead(
    const struct agenda *agenda, const char *code)
{
	const struct agenda_department *found = find_department(agenda, code);

	return found != NULL ? &found->lead : NULL;
}

const struct agenda_reader *agenda_escalation(
    const struct agenda *agenda, const char *code)
{
	const struct agenda_department *found = find_department(agenda, code);

	return found != NULL && found->escalation.mail != NULL
	    ? &found->escalation
	    : &agenda->coordinator;
}

const struct agenda_reader *agenda_reader(
    const struct agenda *agenda, const char *role, const char *department)
{
	if (strcmp(role, told_word(TOLD_COORDINATOR)) == 0)
		return &agenda->coordinator;
	if (strcmp(role, told_word(TOLD_ESCALATION)) == 0)
		return agenda_escalation(agenda, department);
	return agenda_lead(agenda, department);
}

static void fill_plan(
    struct agenda *agenda, const struct rows *rows, struct agenda_plan *plan)
{
	const char *code = column_text(agenda->arena, rows, 0);
	const struct ladder *ladder = ladders_of(&agenda->ladders, code);
	struct instant set_at = { rows_integer(rows, 4) };

	*plan = (struct agenda_plan){
		.words = { code, column_text(agenda->arena, rows, 1),
		    column_text(agenda->arena, rows, 2), column_day(rows, 3),
		    DAY_NONE },
		.joins = schedule_joins(&agenda->schedule, set_at),
		.noticed = column_day(rows, 5),
		.sent = rows_integer(rows, 6),
		.rung = &ladder->rungs[STAGE_REVIEW],
	};
	if (plan->rung->count > 0)
		plan->words.until = interval_plus(plan->words.adopted,
		    (struct interval){ .months = plan->rung->at[0] }, 1);
}

static int load_plans(
    struct agenda *agenda, struct store *store, struct err *err)
{
	size_t capacity = 0;
	struct rows rows;
	int result;

	if (store_query(&rows, store, agenda_sql, PLANS, BIND_NONE, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		agenda->plans = grow(agenda->plans, agenda->plan_count,
		    &capacity, sizeof(*agenda->plans));
		fill_plan(agenda, &rows, &agenda->plans[agenda->plan_count++]);
	}
	return result;
}

/* A ladder that is changed says nothing of days that had passed. */
static void date_rungs(struct agenda *agenda)
{
	for (size_t i = 0; i < agenda->ladders.count; i++)
		for (enum stage stage = 0; stage < STAGES; stage++) {
			struct rung *rung =
			    &agenda->ladders.list[i].ladder.rungs[stage];

			rung->since = rung->set_at.seconds != 0
			    ? schedule_joins(&agenda->schedule, rung->set_at)
			    : DAY_NONE;
		}
}

int agenda_open(struct agenda *agenda, struct store *store, struct err *err)
{
	*agenda = (struct agenda){ .arena = arena_new(ARENA_LIMIT) };
	if (setting_load(&agenda->settings, store, err) == 0 &&
	    holiday_workdays(&agenda->workdays, store, err) == 0 &&
	    holiday_workdays_loud(&agenda->loud, store, err) == 0 &&
	    ladders_load(&agenda->ladders, store, err) == 0) {
		agenda->schedule =
		    setting_schedule(&agenda->settings, &agenda->workdays);
		agenda->coordinator = (struct agenda_reader){ "", NULL,
			agenda->settings.coordinator,
			agenda->settings.language };
		date_rungs(agenda);
		if (load_departments(agenda, store, err) == 0 &&
		    load_plans(agenda, store, err) == 0)
			return 0;
	}
	agenda_release(agenda);
	return -1;
}

void agenda_release(struct agenda *agenda)
{
	holiday_release(&agenda->workdays);
	holiday_release(&agenda->loud);
	ladders_release(&agenda->ladders);
	free(agenda->departments);
	free(agenda->plans);
	free(agenda->items);
	arena_free(agenda->arena);
	*agenda = (struct agenda){ 0 };
}

static int run_before(
    struct store *store, struct day day, struct day *before, struct err *err)
{
	char text[DAY_TEXT];
	struct rows rows;
	int result;

	*before = DAY_NONE;
	if (store_query(&rows, store, agenda_sql, RUN_BEFORE,
		BIND(TEXT(day_write(day, text))), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1)
		*before = column_day(&rows, 0);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* A run in a quiet period has told nobody which ones before it were missed. */
int agenda_told_until(const struct agenda *agenda, struct store *store,
    struct day day, struct day *last, struct err *err)
{
	int result = run_before(store, day, last, err);

	while (result == 0 && day_is_some(*last) &&
	    !workday_is(&agenda->loud, *last))
		result = run_before(store, *last, last, err);
	return result;
}
