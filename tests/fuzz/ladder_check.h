/* SPDX-License-Identifier: ISC */
/* The ladder against the run. One side is the pure ladder, asked for the steps
 * of activities that this file describes to it, and of those that have come by
 * a run the last one stands. The other is what the daemon's runs put on record,
 * from its tables and with its shortcuts. Some days have no run. */
#ifndef TESTS_FUZZ_LADDER_CHECK_H
#define TESTS_FUZZ_LADDER_CHECK_H

#include "daemon/calendar/schedule.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/setting.h"
#include "daemon/ladder/ladder.h"
#include "tests/unit/rig/ladder.h"
#include "tests/unit/rig/town.h"

#define LADDER_ACTIVITIES 6
#define LADDER_READERS    2
#define LADDER_LINES      512 /* of one run */

/* The input, a number at a time; zeros behind its end. */
struct ladder_bytes {
	const uint8_t *at;
	size_t left;
};

static inline int ladder_take(struct ladder_bytes *bytes, int below)
{
	if (bytes->left == 0)
		return 0;
	bytes->left--;
	return *bytes->at++ % below;
}

/* One who leads or cooperates, and how often he was told. */
struct ladder_told {
	struct ladder_reader reader;
	const char *role;
	int department, sent[STAGES];
};

struct ladder_activity {
	struct ladder_item item;
	struct ladder_told told[LADDER_READERS];
	int readers;
};

struct ladder_lines {
	char list[LADDER_LINES][80];
	size_t count;
};

static struct {
	struct ladder ladder;
	struct workdays workdays, sending; /* these without quiet periods */
	struct settings settings;
	struct schedule schedule;
	struct ladder_activity activities[LADDER_ACTIVITIES];
	int count;
	int64_t last;    /* the newest notice that was looked at */
	int64_t notices; /* compared so far, in all lives */
	struct ladder_lines wanted, found;
} ladder_life;

enum { LADDER_NOTICES };

static const char *const ladder_check_sql[] = {
	[LADDER_NOTICES] =
	    "SELECT id, printf('%d %s %s %s %s %d', activity, stage, regular,"
	    " role, department, n) FROM notice WHERE id > ?1 ORDER BY id",
	NULL,
};

/* --- the ladder's side --- */

/* What came before the due date is said no more after it. */
static inline bool ladder_stands(
    const struct ladder_item *item, enum stage stage, struct day day)
{
	return stage == STAGE_OVERDUE || day_compare(day, item->due) <= 0;
}

/* The last step of a reader that has come by `day`; DAY_NONE for none. */
static inline struct day ladder_last(const struct ladder_activity *activity,
    const struct ladder_told *told, struct day day)
{
	struct day after =
	    ladder_noticed(&activity->item, &told->reader, CHAIN_DUE);
	struct day last = DAY_NONE;
	struct ladder_step step;

	while (ladder_next(&activity->item, &told->reader, &ladder_life.ladder,
		   &ladder_life.sending, CHAIN_DUE, after, &step) &&
	    day_compare(step.regular, day) <= 0)
		last = after = step.regular;
	return last;
}

static inline void ladder_line(int activity, const struct ladder_told *told,
    enum stage stage, struct day regular, int n)
{
	struct ladder_lines *lines = &ladder_life.wanted;
	char text[DAY_TEXT];

	assert_true(lines->count < LADDER_LINES);
	snprintf(lines->list[lines->count++], sizeof(lines->list[0]),
	    "%d %s %s %s d%d %d", activity + 1, stage_word(stage),
	    day_write(regular, text), told->role, told->department, n);
}

/* Says the reader's steps to `last`, of which that one stands; whether anything
 * does. */
static inline bool ladder_say(
    int number, const struct ladder_told *told, struct day day, struct day last)
{
	const struct ladder_activity *activity =
	    &ladder_life.activities[number];
	struct day after =
	    ladder_noticed(&activity->item, &told->reader, CHAIN_DUE);
	struct ladder_step step = { DAY_NONE, 0, 0 };
	bool stands = false;

	while (
	    !day_is_some(step.regular) || day_compare(step.regular, last) < 0) {
		if (!ladder_next(&activity->item, &told->reader,
			&ladder_life.ladder, &ladder_life.sending, CHAIN_DUE,
			after, &step))
			break;
		after = step.regular;
		for (enum stage stage = 0; stage < STAGES; stage++) {
			bool is = day_compare(step.regular, last) == 0 &&
			    ladder_stands(&activity->item, stage, day);

			if ((step.stages & 1u << stage) == 0)
				continue;
			ladder_line(number, told, stage, step.regular,
			    is ? told->sent[stage] + 1 : 0);
			stands |= is;
		}
	}
	return stands;
}

/* What is then on record. */
static inline void ladder_note(
    struct ladder_told *told, struct day last, size_t from)
{
	told->reader.noticed[CHAIN_DUE] = last;
	for (size_t i = from; i < ladder_life.wanted.count; i++) {
		char stage[32], role[32];
		int department, n;

		sscanf(ladder_life.wanted.list[i], "%*d %31s %*s %31s d%d %d",
		    stage, role, &department, &n);
		for (enum stage s = 0; s < STAGES; s++)
			if (n > 0 && strcmp(stage_word(s), stage) == 0 &&
			    strcmp(role, told->role) == 0 &&
			    department == told->department)
				told->sent[s] = n;
	}
}

/* Where nobody is told of an activity nothing of it is put on record. */
static inline void ladder_run(int number, struct day day)
{
	struct ladder_activity *activity = &ladder_life.activities[number];
	size_t from = ladder_life.wanted.count;
	struct day last[LADDER_READERS];
	bool stands = false;

	for (int i = 0; i < activity->readers; i++) {
		last[i] = ladder_last(activity, &activity->told[i], day);
		if (day_is_some(last[i]))
			stands |= ladder_say(
			    number, &activity->told[i], day, last[i]);
	}
	if (!stands)
		ladder_life.wanted.count = from;
	for (int i = 0; i < activity->readers && stands; i++)
		if (day_is_some(last[i]))
			ladder_note(&activity->told[i], last[i], from);
}

/* --- the run's side --- */

static inline void ladder_read(void)
{
	struct ladder_lines *lines = &ladder_life.found;
	struct rows rows = store_query(town.store, ladder_check_sql,
	    LADDER_NOTICES, BIND(INTEGER(ladder_life.last)));
	struct err err;

	while (rows_next(&rows, &err) == 1) {
		assert_true(lines->count < LADDER_LINES);
		ladder_life.last = rows_integer(&rows, 0);
		snprintf(lines->list[lines->count++], sizeof(lines->list[0]),
		    "%s", rows_text(&rows, 1));
	}
}

/* --- a life --- */

/* The numbers of a stage, in the order that they must have; where the command
 * refuses them the stage stays. */
static inline void ladder_set(
    struct ladder_bytes *bytes, enum stage stage, int count, int below)
{
	struct rung *rung = &ladder_life.ladder.rungs[stage];
	struct rung as = *rung;
	struct buffer list = { 0 };
	bool falling = stage == STAGE_UPCOMING || stage == STAGE_DUE;
	int number = 0;

	if (ladder_take(bytes, 3) == 0)
		return;
	as.count = stage == STAGE_OVERDUE || stage == STAGE_MIDWAY
	    ? count
	    : ladder_take(bytes, count) + 1;
	for (int i = 0; i < as.count; i++) {
		number = (stage == STAGE_OVERDUE ? 0 : number + 1) +
		    ladder_take(bytes, below);
		as.at[falling ? as.count - 1 - i : i] = number;
	}
	for (int i = 0; i < as.count; i++)
		buffer_printf(&list, "%s%d", i > 0 ? "," : "", as.at[i]);
	if (rig_ask(&town, town.coordinator, "ladder.set",
		"{'stage':'%s','at':[%s]}", stage_word(stage),
		list.bytes) == ERR_NONE)
		*rung = as;
	buffer_free(&list);
}

static inline void ladder_set_all(struct ladder_bytes *bytes)
{
	static const char *const off[] = { "assigned", "moved", "escalated",
		"stale", "review", "unclear", "follow-up", "ending" };

	ladder_life.ladder = (struct ladder){ 0 };
	for (enum stage stage = STAGE_MIDWAY; stage <= STAGE_OVERDUE; stage++)
		ladder_life.ladder.rungs[stage] = ladder_default.rungs[stage];
	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++)
		turn_off(off[i]);
	no_digest();
	ladder_set(bytes, STAGE_UPCOMING, 4, 40);
	ladder_set(bytes, STAGE_BEGIN, 3, 30);
	ladder_set(bytes, STAGE_MIDWAY, 1, 200);
	ladder_set(bytes, STAGE_DUE, 3, 12);
	ladder_set(bytes, STAGE_OVERDUE, 2, 9);
}

static inline void ladder_close_days(struct ladder_bytes *bytes)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	for (int i = ladder_take(bytes, 3); i > 0; i--) {
		struct day day =
		    day_plus(on("2022-02-01"), 2 * ladder_take(bytes, 200));

		rig_ask(&town, town.coordinator, "quiet.add",
		    "{'from':'%s','to':'%s'}", day_write(day, from),
		    day_write(day_plus(day, ladder_take(bytes, 40)), to));
	}
}

static inline void ladder_begin(struct ladder_bytes *bytes)
{
	struct err err;

	open_state("2022-01-03T07:00", COORDINATOR);
	rig_prepare(&town, ladder_check_sql);
	for (int i = 0; i < 3; i++)
		rig_must(&town, "department.add",
		    "{'code':'d%d','name':'Enhet %d','mail':"
		    "'d%d@kommun.example'}",
		    i, i, i);
	town_plan();
	ladder_set_all(bytes);
	ladder_close_days(bytes);
	end_of_turn();
	must(setting_load(&ladder_life.settings, town.store, &err), &err);
	must(holiday_workdays(&ladder_life.workdays, town.store, &err), &err);
	must(
	    holiday_sending_days(&ladder_life.sending, town.store, &err), &err);
	ladder_life.schedule =
	    setting_schedule(&ladder_life.settings, &ladder_life.workdays);
	ladder_life.count = 0;
	ladder_life.last = 0;
}

static inline void ladder_tell(struct ladder_activity *activity,
    enum role_told role, int department, struct day joins)
{
	struct ladder_told *told = &activity->told[activity->readers++];

	reader_is(role);
	reader.joins = joins;
	*told = (struct ladder_told){ .reader = reader,
		.role = told_word(role),
		.department = department };
}

/* Adds one, of a period or with an end alone, begun or not. */
static inline void ladder_add(struct ladder_bytes *bytes)
{
	struct ladder_activity *activity =
	    &ladder_life.activities[ladder_life.count];
	struct day today = zone_local(town.clock.at).day;
	struct day joins = schedule_joins(&ladder_life.schedule, town.clock.at);
	struct day start = day_plus(today, ladder_take(bytes, 120) - 40);
	struct day due = day_plus(start, ladder_take(bytes, 250));
	int lead = ladder_take(bytes, 3), other = ladder_take(bytes, 4);
	bool period = ladder_take(bytes, 2) == 0;
	char from[DAY_TEXT], to[DAY_TEXT];

	*activity = (struct ladder_activity){ 0 };
	activity->item = item_of(NULL, NULL, "2022-01-03");
	activity->item.start = period ? start : DAY_NONE;
	activity->item.due = due;
	activity->item.period = today;
	activity->item.joins = joins;
	ladder_tell(activity, TOLD_LEAD, lead, joins);
	day_write(due, to);
	command("activity.add",
	    json_pack("{ss, ss, ss, so, so, so*}", "plan", "vbe", "activity",
		"Aktivitet", "purpose", "", "timeframe",
		period ? json_sprintf("%s – %s", day_write(start, from), to)
		       : json_sprintf("senast %s", to),
		"lead", json_sprintf("d%d", lead), "cooperating",
		other < 3 && other != lead
		    ? json_pack("[o]", json_sprintf("d%d", other))
		    : NULL));
	if (other < 3 && other != lead)
		ladder_tell(activity, TOLD_COOPERATING, other, joins);
	ladder_life.count++;
	/* Of what is late, or soon is, that would be an answer and hold it. */
	if (ladder_take(bytes, 4) == 0 &&
	    day_compare(due, day_plus(today, 60)) > 0) {
		command("activity.update",
		    json_pack("{si, ss}", "id", ladder_life.count, "status",
			"started"));
		activity->item.planned = false;
		activity->item.heard = today;
	}
}

static inline int ladder_compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

static inline void ladder_sort(struct ladder_lines *lines)
{
	qsort(
	    lines->list, lines->count, sizeof(lines->list[0]), ladder_compare);
}

/* One run; NULL, or the first line that is one side's alone. */
static inline const char *ladder_day(struct day day)
{
	struct ladder_lines *wanted = &ladder_life.wanted;
	struct ladder_lines *found = &ladder_life.found;
	static char breach[160];
	char text[DAY_TEXT];

	wanted->count = found->count = 0;
	for (int i = 0; i < ladder_life.count; i++)
		if (workday_is(&ladder_life.sending, day))
			ladder_run(i, day);
	run_today();
	all_arrive();
	ladder_read();
	ladder_life.notices += (int64_t)found->count;
	ladder_sort(wanted);
	ladder_sort(found);
	for (size_t i = 0; i < wanted->count || i < found->count; i++) {
		const char *ladder = i < wanted->count ? wanted->list[i] : "-";
		const char *run = i < found->count ? found->list[i] : "-";

		if (strcmp(ladder, run) == 0)
			continue;
		snprintf(breach, sizeof(breach), "%s: ladder %.60s, run %.60s",
		    day_write(day, text), ladder, run);
		return breach;
	}
	return NULL;
}

/* Adds activities after some of the first runs, then runs on. */
static inline const char *ladder_live(struct ladder_bytes *bytes)
{
	struct day day = on("2022-01-03");
	const char *breach = NULL;

	for (int runs = 0; runs < 300 && breach == NULL; runs++) {
		int pass = bytes->left > 0 ? ladder_take(bytes, 24) : 0;

		while (ladder_life.count < LADDER_ACTIVITIES && pass % 3 == 0 &&
		    bytes->left > 0) {
			ladder_add(bytes);
			pass = 1 + ladder_take(bytes, 3);
		}
		if (bytes->left == 0 && runs % 7 > 0)
			pass = 0;
		/* Of every eight days that had a run, one has none, or many. */
		for (int i = pass > 20 ? 4 * (pass - 20) : pass == 20; i >= 0;
		     i--)
			day = workday_after(&ladder_life.workdays, day);
		town.clock.at = schedule_moment(&ladder_life.schedule, day);
		breach = ladder_day(day);
	}
	return breach;
}

static inline const char *ladder_check(const uint8_t *bytes, size_t size)
{
	struct ladder_bytes input = { bytes, size };
	const char *breach;

	ladder_begin(&input);
	breach = ladder_live(&input);
	holiday_release(&ladder_life.workdays);
	holiday_release(&ladder_life.sending);
	rig_end(&town);
	return breach;
}

#endif
