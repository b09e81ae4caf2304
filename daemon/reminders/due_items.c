/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_items.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/holiday.h"
#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

#define ARENA_LIMIT (2048u << 20)

enum { DEPARTMENTS, PLANS, TOLD, RUN_BEFORE, TOLD_BEFORE };

const char *const due_items_sql[] = {
	[DEPARTMENTS] =
	    "SELECT code, name, mail, escalation, language, successor"
	    " IS NOT NULL, external FROM department ORDER BY code",
	[PLANS] = "SELECT code, title, case_number, decision, adopted,"
		  " valid_until, steering, follow_up_due, statutory, followed,"
		  " followed_decision, duty_version, duty_set_at,"
		  " ending_version, ending_set_at, board FROM plan"
		  " WHERE closed_at IS NULL UNION ALL"
		  " SELECT '', '', NULL, decision, adopted,"
		  " NULL, NULL, due, 1, adopted, decision, version, set_at, 0,"
		  " set_at, NULL FROM picture"
		  " WHERE version = (SELECT max(version) FROM picture)"
		  " ORDER BY code",
	/* What never arrived was not sent. */
	[TOLD] = "SELECT n.role, max(n.regular), count(DISTINCT iif(n.skipped"
		 "  OR d.state IN ('failed', 'withdrawn'), NULL, n.regular))"
		 " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		 " WHERE n.activity IS NULL AND n.plan IS nullif(?1, '')"
		 " AND n.stage = ?2 AND n.due_version = ?3 GROUP BY n.role",
	[RUN_BEFORE] = "SELECT max(day) FROM run WHERE day < ?1",
	[TOLD_BEFORE] = "SELECT 1 FROM unsent_notice n"
			" JOIN dispatch d ON d.id = n.dispatch"
			" WHERE n.activity IS ?1 AND n.plan IS nullif(?2, '')"
			" AND n.stage = ?3 AND n.regular = ?4"
			" AND n.role = ?5 AND n.department = ?6"
			" AND d.state = 'accepted' LIMIT 1",
	NULL,
};

/* The columns of PLANS. */
/* clang-format off */
enum {
	PLAN_CODE, PLAN_TITLE, PLAN_CASE_NUMBER, PLAN_DECISION, PLAN_ADOPTED,
	PLAN_VALID_UNTIL, PLAN_STEERING, PLAN_FOLLOW_UP_DUE, PLAN_STATUTORY,
	PLAN_FOLLOWED, PLAN_FOLLOWED_DECISION, PLAN_DUTY_VERSION,
	PLAN_DUTY_SET_AT, PLAN_ENDING_VERSION, PLAN_ENDING_SET_AT,
	PLAN_BOARD
};
/* clang-format on */

/* The columns of TOLD. */
enum { TOLD_ROLE, TOLD_NOTICED, TOLD_SENT };

/* The columns of DEPARTMENTS. */
/* clang-format off */
enum {
	DEPARTMENT_CODE, DEPARTMENT_NAME, DEPARTMENT_MAIL,
	DEPARTMENT_ESCALATION, DEPARTMENT_LANGUAGE, DEPARTMENT_REPLACED,
	DEPARTMENT_EXTERNAL
};
/* clang-format on */

struct due_department {
	struct due_recipient lead;
	struct due_recipient escalation; /* mail NULL: there is none */
};

/* Where a reader's mail goes: an address that is one of the coordinator's gets
 * the coordinator's letter, so that nobody gets two. */
static const char *carrier_mail(
    const struct due_items *due_items, const char *mail)
{
	return mail != NULL && addresses_have(due_items->coordinator.mail, mail)
	    ? due_items->coordinator.mail
	    : mail;
}

/* What one without an address would be told goes to the coordinator. */
static struct due_recipient due_items_read_department(
    const struct due_items *due_items, const struct rows *rows)
{
	struct due_recipient department = {
		.department =
		    rows_copy(rows, DEPARTMENT_CODE, due_items->arena),
		.name = rows_copy(rows, DEPARTMENT_NAME, due_items->arena),
		.mail = rows_copy(rows, DEPARTMENT_MAIL, due_items->arena),
		.language =
		    rows_copy(rows, DEPARTMENT_LANGUAGE, due_items->arena),
		.replaced = rows_integer(rows, DEPARTMENT_REPLACED) != 0,
		.external = rows_integer(rows, DEPARTMENT_EXTERNAL) != 0,
	};

	department.relayed = department.mail[0] == '\0';
	department.mail = department.relayed
	    ? due_items->coordinator.mail
	    : carrier_mail(due_items, department.mail);
	return department;
}

static int load_departments(
    struct due_items *due_items, struct store *store, struct err *err)
{
	struct due_department *list = NULL;
	size_t count = 0, capacity = 0;
	int result;
	struct rows rows =
	    store_query(store, due_items_sql, DEPARTMENTS, BIND_NONE);

	while ((result = rows_next(&rows, err)) == 1) {
		struct due_recipient lead =
		    due_items_read_department(due_items, &rows);
		struct due_recipient escalation = lead;

		escalation.mail = carrier_mail(due_items,
		    rows_copy(&rows, DEPARTMENT_ESCALATION, due_items->arena));
		escalation.relayed = false;
		list = grow(list, count, &capacity, sizeof(*list));
		list[count++] = (struct due_department){ lead, escalation };
		/* Found by their codes in order. */
		assert(count < 2 ||
		    strcmp(list[count - 2].lead.department,
			list[count - 1].lead.department) < 0);
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

static int compare_plan(const void *code, const void *plan)
{
	return strcmp(code, ((const struct due_plan *)plan)->words.code);
}

const struct due_plan *due_items_plan(
    const struct due_items *due_items, const char *code)
{
	return due_items->plan_count == 0
	    ? NULL
	    : bsearch(code, due_items->plans, due_items->plan_count,
		  sizeof(*due_items->plans), compare_plan);
}

const struct due_recipient *due_recipient(const struct due_items *due_items,
    const struct due_plan *plan, enum role_told role, const char *department)
{
	switch (role) {
	case TOLD_COORDINATOR:
		return &due_items->coordinator;
	case TOLD_STEERING:
		return plan != NULL && plan->steering.mail[0] != '\0'
		    ? &plan->steering
		    : NULL;
	case TOLD_ESCALATION:
		return due_items_escalation(due_items, department);
	default:
		return due_items_lead(due_items, department);
	}
}

/* --- plans --- */

static struct due_duty duty_of(const struct due_items *due_items,
    const struct rows *rows, enum stage stage, int column)
{
	struct instant set_at = { rows_integer(rows, column + 1) };
	struct due_duty duty = {
		.duty = { stage, DAY_NONE,
		    schedule_joins(&due_items->schedule, set_at) },
		.version = rows_integer(rows, column),
	};

	for (int i = 0; i < 2; i++)
		duty.told[i].noticed = DAY_NONE;
	return duty;
}

static void fill_plan(
    struct due_items *due_items, const struct rows *rows, struct due_plan *plan)
{
	struct arena *arena = due_items->arena;
	const char *code = rows_copy(rows, PLAN_CODE, arena);
	const char *steering = rows_copy(rows, PLAN_STEERING, arena);
	const char *language = language_words[due_items->settings.language];

	*plan = (struct due_plan){
		.words = {
			.code = code,
			.title = rows_copy(rows, PLAN_TITLE, arena),
			.case_number = rows_copy(rows, PLAN_CASE_NUMBER, arena),
			.decision = rows_copy(rows, PLAN_DECISION, arena),
			.adopted = rows_day(rows, PLAN_ADOPTED),
			.valid_until = rows_day(rows, PLAN_VALID_UNTIL),
			.statutory = rows_integer(rows, PLAN_STATUTORY) != 0,
			.followed = rows_day(rows, PLAN_FOLLOWED),
			.followed_decision =
			    rows_copy(rows, PLAN_FOLLOWED_DECISION, arena),
			.board = rows_copy(rows, PLAN_BOARD, arena),
			.until = DAY_NONE,
		},
		.rungs = ladders_of(&due_items->ladders, code),
		.steering = { "", NULL,
		    steering != NULL ? carrier_mail(due_items, steering) : "",
		    language, false, false },
		.duties = { duty_of(due_items, rows, STAGE_FOLLOW_UP,
			PLAN_DUTY_VERSION),
		    duty_of(due_items, rows, STAGE_ENDING,
			PLAN_ENDING_VERSION) },
	};
	plan->duties[0].duty.day = rows_day(rows, PLAN_FOLLOW_UP_DUE);
	plan->duties[1].duty.day = plan->words.valid_until;
}

static int load_told(struct store *store, const char *plan,
    struct due_duty *duty, struct err *err)
{
	int result;
	struct rows rows = store_query(store, due_items_sql, TOLD,
	    BIND(TEXT(plan), TEXT(stage_word(duty->duty.stage)),
		INTEGER(duty->version)));

	while ((result = rows_next(&rows, err)) == 1) {
		struct due_told *told =
		    &duty->told[row_role(&rows, TOLD_ROLE) == TOLD_STEERING];

		told->noticed = rows_day(&rows, TOLD_NOTICED);
		told->sent = rows_integer(&rows, TOLD_SENT);
	}
	return result;
}

static int load_plans(
    struct due_items *due_items, struct store *store, struct err *err)
{
	size_t capacity = 0;
	int result;
	struct rows rows = store_query(store, due_items_sql, PLANS, BIND_NONE);

	while ((result = rows_next(&rows, err)) == 1) {
		due_items->plans = grow(due_items->plans, due_items->plan_count,
		    &capacity, sizeof(*due_items->plans));
		fill_plan(due_items, &rows,
		    &due_items->plans[due_items->plan_count++]);
	}
	for (size_t i = 0; result == 0 && i < due_items->plan_count; i++)
		for (int duty = 0; duty < 2 && result == 0; duty++)
			result =
			    load_told(store, due_items->plans[i].words.code,
				&due_items->plans[i].duties[duty], err);
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
			language_words[due_items->settings.language], false,
			false };
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

struct day due_items_first_run(
    const struct due_items *due_items, struct instant came)
{
	struct instant held_at = due_items->held_at;
	struct day day = zone_local(came).day;

	return held_at.seconds == 0 ||
		(came.seconds <= held_at.seconds &&
		    day_compare(zone_local(held_at).day, day) == 0)
	    ? day
	    : schedule_joins(&due_items->schedule, came);
}

static int run_before(
    struct store *store, struct day day, struct day *before, struct err *err)
{
	struct rows rows =
	    store_query(store, due_items_sql, RUN_BEFORE, BIND(DAY(day)));
	int result = rows_next(&rows, err);

	*before = DAY_NONE;
	if (result == 1)
		*before = rows_day(&rows, 0);
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

int due_items_told_before(struct store *store, const struct due_notice *notice,
    bool *told, struct err *err)
{
	const struct due_item *item = notice->item;
	const char *plan = item == NULL && notice->plan != NULL
	    ? notice->plan->words.code
	    : NULL;
	int64_t found = 0;
	int result = store_integer(store, due_items_sql, TOLD_BEFORE,
	    BIND(item != NULL ? INTEGER(item->words.id) : TEXT(NULL),
		TEXT(plan), TEXT(stage_word(notice->stage)),
		DAY(notice->regular), TEXT(told_word(notice->role)),
		TEXT(notice->reader->department)),
	    &found, 0, err);

	*told = found == 1;
	return result;
}
