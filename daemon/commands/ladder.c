/* SPDX-License-Identifier: ISC */
#include "daemon/commands/ladder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"
#include "daemon/ladder/ladder_words.h"
#include "protocol/copy.h"
#include "protocol/grow.h"
#include "protocol/translate.h"

#define NUMBER_MAX 365

enum { ALL, PUT, RESET };

/* The columns of ALL. */
enum { ALL_PLAN, ALL_STAGE, ALL_AT, ALL_TOLD, ALL_SET_AT };

static const char *const ladder_sql[] = {
	[ALL] = "SELECT plan, stage, at, told, set_at FROM rung"
		" ORDER BY plan, stage",
	[PUT] = "INSERT INTO rung VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT (plan, stage) DO UPDATE SET at = excluded.at,"
		" told = excluded.told, set_at = excluded.set_at",
	[RESET] = "DELETE FROM rung WHERE plan = ?1"
		  " AND (?2 IS NULL OR stage = ?2)",
	NULL,
};

/* clang-format on */

/* --- the ladders in force --- */

static struct rung rung_of_json(const json_t *at, const json_t *told)
{
	struct rung rung = { .count = 0 };
	size_t i;

	for (i = 0; i < json_array_size(at) && i < RUNG_NUMBERS; i++)
		rung.at[rung.count++] =
		    (int)json_integer_value(json_array_get(at, i));
	for (i = 0; i < json_array_size(told) && i < TOLD_ROLES; i++) {
		int role = word_place(
		    told_words, json_string_value(json_array_get(told, i)));

		if (role >= 0)
			rung.told[rung.told_count++] = (enum role_told)role;
	}
	return rung;
}

static struct ladder *add_plan(struct ladders *ladders, const char *plan)
{
	struct plan_ladder *last;

	ladders->list = grow(ladders->list, ladders->count, &ladders->capacity,
	    sizeof(*ladders->list));
	last = &ladders->list[ladders->count++];
	last->plan = copy_text(plan);
	last->ladder =
	    last == ladders->list ? ladder_default : ladders->list->ladder;
	return &last->ladder;
}

/* Rows come by plan, those of all plans first. */
static void ladder_take_row(struct ladders *ladders, const struct rows *rows)
{
	const char *plan = rows_text(rows, ALL_PLAN);
	int stage = word_place(stage_words, rows_text(rows, ALL_STAGE));
	struct plan_ladder *last = &ladders->list[ladders->count - 1];
	json_t *at = json_loads(rows_text(rows, ALL_AT), 0, NULL);
	json_t *told = json_loads(rows_text(rows, ALL_TOLD), 0, NULL);
	struct ladder *ladder = strcmp(last->plan, plan) == 0
	    ? &last->ladder
	    : add_plan(ladders, plan);

	if (stage >= 0) {
		ladder->rungs[stage] = rung_of_json(at, told);
		ladder->rungs[stage].set_at.seconds =
		    rows_integer(rows, ALL_SET_AT);
	}
	json_decref(at);
	json_decref(told);
}

int ladders_load(struct ladders *ladders, struct store *store, struct err *err)
{
	struct rows rows;
	int result;

	*ladders = (struct ladders){ 0 };
	add_plan(ladders, "");
	rows = store_query(store, ladder_sql, ALL, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1)
		ladder_take_row(ladders, &rows);
	if (result < 0)
		ladders_release(ladders);
	return result;
}

void ladders_release(struct ladders *ladders)
{
	for (size_t i = 0; i < ladders->count; i++)
		free(ladders->list[i].plan);
	free(ladders->list);
	*ladders = (struct ladders){ 0 };
}

const struct ladder *ladders_of(const struct ladders *ladders, const char *plan)
{
	for (size_t i = 1; i < ladders->count; i++)
		if (strcmp(ladders->list[i].plan, plan) == 0)
			return &ladders->list[i].ladder;
	return &ladders->list[0].ladder;
}

/* The ladder in force of a plan, or of all plans (NULL). */
static int load_one(struct invocation *invocation, const char *plan,
    struct ladder *ladder, struct err *err)
{
	struct ladders ladders;

	if (plan != NULL && plan_check(invocation, plan, err) != 0)
		return -1;
	if (ladders_load(&ladders, invocation->store, err) != 0)
		return -1;
	*ladder = *ladders_of(&ladders, plan != NULL ? plan : "");
	ladders_release(&ladders);
	return 0;
}

/* --- what a rung may be --- */

#define MAY(role) (1u << (role))
#define DUE_ROLES                                                              \
	(MAY(TOLD_LEAD) | MAY(TOLD_COOPERATING) | MAY(TOLD_COORDINATOR))
#define DUTY_ROLES (MAY(TOLD_COORDINATOR) | MAY(TOLD_STEERING))
#define NEXT_RUN   "in the next run"

enum order { ANY_ORDER, RISING, FALLING };

/* The rules of a stage. The first `ordered` numbers mean something of their
 * own; those after them stand in order. */
static const struct rung_rule {
	const char *unit; /* as `ladder show` says it */
	unsigned roles;
	int least, most; /* how many numbers */
	int min, max,
	    max_second; /* `max` of the first, the other of the rest */
	int ordered;
	enum order order;
	const char *advice;
} rules[] = {
	[STAGE_DIGEST] = { "on the weekday of the setting digest",
	    MAY(TOLD_COORDINATOR), 1, 1, 0, 0, 0, 1, ANY_ORDER, NULL },
	[STAGE_ASSIGNED] = { NEXT_RUN,
	    MAY(TOLD_LEAD) | MAY(TOLD_COOPERATING) | MAY(TOLD_FORMER) |
		MAY(TOLD_COORDINATOR),
	    1, 1, 0, 0, 0, 1, ANY_ORDER, N_("0, in the next run") },
	[STAGE_MOVED] = { NEXT_RUN, DUE_ROLES, 1, 1, 0, 0, 0, 1, ANY_ORDER,
	    N_("0, in the next run") },
	[STAGE_UPCOMING] = { "days before the due date", DUE_ROLES, 1,
	    RUNG_NUMBERS, 0, NUMBER_MAX, NUMBER_MAX, 0, FALLING,
	    N_("days before the due date, the largest first") },
	[STAGE_BEGIN] = { "workdays after the start", DUE_ROLES, 1,
	    RUNG_NUMBERS, 0, NUMBER_MAX, NUMBER_MAX, 0, RISING,
	    N_("workdays after the start, the smallest first") },
	[STAGE_MIDWAY] = { "days that the period is longer than", DUE_ROLES, 1,
	    1, 1, NUMBER_MAX, NUMBER_MAX, 1, ANY_ORDER,
	    N_("days that the period is longer than (1-365)") },
	[STAGE_DUE] = { "days before the due date", DUE_ROLES, 1, RUNG_NUMBERS,
	    0, NUMBER_MAX, NUMBER_MAX, 0, FALLING,
	    N_("days before the due date, the largest first") },
	[STAGE_OVERDUE] = { "how many weeks in a row, then every how many"
			    " months",
	    DUE_ROLES, 2, 2, 0, 8, 12, 2, ANY_ORDER,
	    N_("how many weeks in a row (0-8), then every how many months"
	       " (0-12,"
	       " 0 for none)") },
	[STAGE_ESCALATED] = { "workdays after the first overdue notice"
			      " arrived",
	    MAY(TOLD_ESCALATION) | DUTY_ROLES, 1, RUNG_NUMBERS, 1, NUMBER_MAX,
	    NUMBER_MAX, 0, RISING,
	    N_("workdays from 1 on, the smallest first") },
	[STAGE_STALE] = { "days without a progress note", DUE_ROLES, 1,
	    RUNG_NUMBERS, 1, NUMBER_MAX, NUMBER_MAX, 0, RISING,
	    N_("days from 1 on, the smallest first") },
	[STAGE_REVIEW] = { "at each interval", DUE_ROLES, 1, 1, 0, 0, 0, 1,
	    ANY_ORDER, N_("0, at each interval") },
	[STAGE_FOLLOW_UP] = { "how many weeks in a row, then every how many"
			      " months, then days before it",
	    DUTY_ROLES, 2, RUNG_NUMBERS, 0, 8, NUMBER_MAX, 2, FALLING,
	    N_("how many weeks in a row (0-8), then every how many months (0"
	       " for"
	       " none), then the days before it at which to warn, the largest"
	       " first") },
	[STAGE_ENDING] = { "every how many months after it, then days before"
			   " it",
	    DUTY_ROLES, 1, RUNG_NUMBERS, 0, 12, NUMBER_MAX, 1, FALLING,
	    N_("every how many months (0-12, 0 for none), then the days before"
	       " it"
	       " at which to warn, the largest first") },
	[STAGE_UNCLEAR] = { "how many weeks in a row, then every how many"
			    " months",
	    MAY(TOLD_COORDINATOR), 2, 2, 1, 8, 12, 2, ANY_ORDER,
	    N_("how many weeks in a row (1-8), then every how many months"
	       " (1-12)") },
};

static bool ladder_number_fits(
    const struct rung_rule *rule, const int *at, int place)
{
	int max = place == 0 ? rule->max : rule->max_second;

	if (at[place] < rule->min || at[place] > max)
		return false;
	if (place <= rule->ordered || rule->order == ANY_ORDER)
		return true;
	return rule->order == RISING ? at[place] > at[place - 1]
				     : at[place] < at[place - 1];
}

static int check_numbers(
    enum stage stage, const struct rung *rung, struct err *err)
{
	const struct rung_rule *rule = &rules[stage];
	bool fits = rung->count >= rule->least && rung->count <= rule->most;

	for (int i = 0; fits && i < rung->count; i++)
		fits = ladder_number_fits(rule, rung->at, i);
	if (fits)
		return 0;
	return err_set(err, ERR_INVALID,
	    rule->most > rule->least
		? N_("at: the numbers of %s are %-s; none twice")
		: N_("at: the numbers of %s are %-s"),
	    stage_word(stage), rule->advice);
}

static int check_roles(
    enum stage stage, const struct rung *rung, struct err *err)
{
	char words[96] = "";

	if (rung->told_count == 0)
		return err_set(err, ERR_INVALID,
		    "told: is empty: name a role, or turn the stage off with"
		    " --off");
	for (enum role_told role = 0; role < TOLD_ROLES; role++)
		if (rules[stage].roles & MAY(role))
			snprintf(words + strlen(words),
			    sizeof(words) - strlen(words), " %s",
			    told_word(role));
	for (int i = 0; i < rung->told_count; i++)
		if ((rules[stage].roles & MAY(rung->told[i])) == 0)
			return err_set(err, ERR_INVALID,
			    "told: %s cannot be told at this stage: %s tells"
			    " any of:%s",
			    told_word(rung->told[i]), stage_word(stage), words);
	return 0;
}

/* --- the commands --- */

static json_t *numbers_json(const struct rung *rung)
{
	json_t *list = json_array();

	for (int i = 0; i < rung->count; i++)
		json_array_append_new(list, json_integer(rung->at[i]));
	return list;
}

static json_t *roles_json(const struct rung *rung)
{
	json_t *list = json_array();

	for (int i = 0; i < rung->told_count; i++)
		json_array_append_new(
		    list, json_string(told_word(rung->told[i])));
	return list;
}

static bool same_rung(const struct rung *a, const struct rung *b)
{
	bool same = a->count == b->count && a->told_count == b->told_count;

	for (int i = 0; same && i < a->count; i++)
		same = a->at[i] == b->at[i];
	for (int i = 0; same && i < a->told_count; i++)
		same = a->told[i] == b->told[i];
	return same;
}

static void put_rung(struct invocation *invocation, enum stage stage,
    const json_t *at, const json_t *told, bool changed)
{
	struct buffer *reply = invocation->reply;
	struct rung rung = rung_of_json(at, told);
	struct buffer words = { 0 };

	ladder_words(&words, stage, &rung);
	buffer_text(reply, "{\"plan\":");
	buffer_json(reply, param_text(invocation, "plan"));
	buffer_printf(reply,
	    ",\"stage\":\"%s\",\"at\":%s,\"unit\":\"%s\",\"words\":",
	    stage_word(stage), invocation_json(invocation, at),
	    rules[stage].unit);
	buffer_json(reply, words.bytes);
	buffer_printf(reply, ",\"told\":%s,\"changed\":%s}",
	    invocation_json(invocation, told), changed ? "true" : "false");
	buffer_free(&words);
}

static int ladder_show(struct invocation *invocation, struct err *err)
{
	static const enum stage order[] = { STAGE_ASSIGNED, STAGE_MOVED,
		STAGE_UPCOMING, STAGE_BEGIN, STAGE_MIDWAY, STAGE_DUE,
		STAGE_OVERDUE, STAGE_ESCALATED, STAGE_STALE, STAGE_REVIEW,
		STAGE_FOLLOW_UP, STAGE_ENDING, STAGE_UNCLEAR, STAGE_DIGEST };
	struct ladder ladder;

	if (load_one(
		invocation, param_text(invocation, "plan"), &ladder, err) != 0)
		return -1;
	buffer_text(invocation->reply, "{\"rows\":[");
	for (int i = 0; i < STAGES; i++) {
		const struct rung *rung = &ladder.rungs[order[i]];
		json_t *at = numbers_json(rung), *told = roles_json(rung);

		buffer_text(invocation->reply, i > 0 ? "," : "");
		put_rung(invocation, order[i], at, told,
		    !same_rung(rung, &ladder_default.rungs[order[i]]));
		json_decref(at);
		json_decref(told);
	}
	buffer_text(invocation->reply, "]}");
	return 0;
}

static int check_params(struct invocation *invocation, struct err *err)
{
	const json_t *at = param_list(invocation, "at");
	bool off = param_flag(invocation, "off");

	if (strcmp(param_text(invocation, "stage"), "digest") == 0)
		return err_set(err, ERR_INVALID,
		    "stage: when the digest comes is a setting: planvakt"
		    " setting set digest WEEKDAY, or off");
	if (off && at != NULL)
		return err_set(err, ERR_INVALID,
		    "off: goes without numbers: give either --off or --at");
	if (!off && at == NULL && param_list(invocation, "told") == NULL)
		return err_set(err, ERR_INVALID,
		    "nothing to set: give --at, --told or --off");
	return 0;
}

/* Puts the whole rung into the reading: what is given, and for the rest what is
 * in force, for the default may change with versions. */
static int read_rung(struct invocation *invocation, struct err *err)
{
	const char *word = param_text(invocation, "stage");
	enum stage stage = (enum stage)word_place(stage_words, word);
	json_t *at = param_list(invocation, "at");
	json_t *told = param_list(invocation, "told");
	struct ladder ladder;
	struct rung given = rung_of_json(at, told), rung;
	const struct rung *now;

	if (check_params(invocation, err) != 0 ||
	    load_one(
		invocation, param_text(invocation, "plan"), &ladder, err) != 0)
		return -1;
	now = &ladder.rungs[stage];
	rung = at != NULL || param_flag(invocation, "off") ? given : *now;
	if (told == NULL)
		given = *now;
	memcpy(rung.told, given.told, sizeof(rung.told));
	rung.told_count = given.told_count;
	if ((at != NULL && check_numbers(stage, &rung, err) != 0) ||
	    check_roles(stage, &rung, err) != 0)
		return -1;
	json_object_set_new(invocation->reading, "at", numbers_json(&rung));
	json_object_set_new(invocation->reading, "told", roles_json(&rung));
	json_object_set_new(
	    invocation->reading, "same", json_boolean(same_rung(&rung, now)));
	return 0;
}

static const char *plan_or_all(const struct invocation *invocation)
{
	const char *plan = param_text(invocation, "plan");

	return plan != NULL ? plan : "";
}

static int ladder_set(struct invocation *invocation, struct err *err)
{
	const char *word = param_text(invocation, "stage");
	const json_t *at = json_object_get(invocation->reading, "at");
	const json_t *told = json_object_get(invocation->reading, "told");
	enum stage stage = (enum stage)word_place(stage_words, word);
	struct rung rung = rung_of_json(at, told);

	invocation->unchanged =
	    json_is_true(json_object_get(invocation->reading, "same"));
	put_rung(invocation, stage, at, told,
	    !same_rung(&rung, &ladder_default.rungs[stage]));
	return store_run(invocation->store, ladder_sql, PUT,
	    BIND(TEXT(plan_or_all(invocation)), TEXT(word),
		TEXT(invocation_json(invocation, at)),
		TEXT(invocation_json(invocation, told)),
		INTEGER(invocation->now.seconds)),
	    err);
}

static int reset(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const char *stage = param_text(invocation, "stage");
	int64_t count;

	if (plan != NULL && plan_check(invocation, plan, err) != 0)
		return -1;
	if (store_run(invocation->store, ladder_sql, RESET,
		BIND(TEXT(plan_or_all(invocation)), TEXT(stage)), err) != 0)
		return -1;
	count = store_changed(invocation->store);
	invocation->unchanged = count == 0;
	buffer_text(invocation->reply, "{\"plan\":");
	buffer_json(invocation->reply, plan);
	buffer_text(invocation->reply, ",\"stage\":");
	buffer_json(invocation->reply, stage);
	buffer_printf(invocation->reply, ",\"reset\":%lld}", (long long)count);
	return 0;
}

static const struct field show_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ 0 },
};

static const struct field set_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "stage", FIELD_WORD, REQUIRED, .words = stage_words },
	{ "at", FIELD_NUMBER, OPTIONAL, .min = 0, .max = NUMBER_MAX,
	    .many = RUNG_NUMBERS },
	{ "told", FIELD_WORD, OPTIONAL, .words = told_words,
	    .many = TOLD_ROLES },
	{ "off", FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct field reset_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "stage", FIELD_WORD, OPTIONAL, .words = stage_words },
	{ 0 },
};

static const struct field set_reading[] = {
	{ "at", FIELD_NUMBER, REQUIRED, .min = 0, .max = NUMBER_MAX,
	    .many = RUNG_NUMBERS },
	{ "told", FIELD_WORD, REQUIRED, .words = told_words,
	    .many = TOLD_ROLES },
	{ "same", FIELD_FLAG, REQUIRED },
	{ 0 },
};

static const struct command ladder_commands[] = {
	{ "ladder.show", ACCESS_ANY, READS, show_fields, ladder_show },
	{ "ladder.set", ACCESS_COORDINATOR, WRITES, set_fields, ladder_set,
	    read_rung, set_reading },
	{ "ladder.reset", ACCESS_COORDINATOR, WRITES, reset_fields, reset },
	{ 0 },
};

const struct family ladder_family = {
	ladder_commands,
	ladder_sql,
};
