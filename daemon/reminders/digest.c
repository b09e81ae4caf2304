/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/digest.h"

#include "daemon/commands/lost.h"
#include "daemon/machine/checked.h"
#include "daemon/reminders/digest_picture.h"
#include "daemon/reminders/due_answers.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_meeting.h"
#include "daemon/reminders/row_values.h"

/* Of one list: a letter is read, and the rest a command away. */
#define LISTED 25
/* Meetings of a month, of some boards and their committees. */
#define MEETINGS_TOLD 30
/* A duty is told from so many days before on, what is due and what ends. */
#define DUTY_DAYS 90
#define SOON_DAYS 30

enum { LAST, EARLIEST, UNCLEAR, NEWS, SENT };

/* clang-format off */
#define GOING_ON \
	" FROM activity a JOIN plan p ON p.code = a.plan" \
	" WHERE a.open AND p.closed_at IS NULL"
/* What the last letter could not tell yet: of its own run, too, all of which is
 * sent after it was written. ?2 keeps it to few rows. */
#define SETTLED_SINCE "settled_at >= ?1 AND run >= ?2"
/* clang-format on */

/* No message waits for longer. */
#define WAITS_DAYS 366

const char *const digest_sql[] = {
	[LAST] = "SELECT count(*), coalesce(max(d.queued), 0),"
		 " max(d.run), coalesce(max(d.sent_at), 0)"
		 " FROM notice n JOIN dispatch d"
		 " ON d.id = n.dispatch WHERE n.activity IS NULL"
		 " AND n.plan IS NULL AND n.stage = 'digest'"
		 " AND d.state NOT IN ('failed', 'withdrawn')",
	[EARLIEST] = "SELECT a.due" GOING_ON
		     " AND a.due IS NOT NULL ORDER BY a.due LIMIT 1",
	[UNCLEAR] = "SELECT 1" GOING_ON " AND a.unclear_at IS NOT NULL LIMIT 1",
	[NEWS] = "SELECT EXISTS (SELECT 1 FROM progress_note WHERE seq > ?3"
		 "  AND " IS_ANSWER ") OR EXISTS (SELECT 1"
		 "  FROM dispatch WHERE " SETTLED_SINCE " AND state = 'failed')"
		 " OR EXISTS (SELECT 1 FROM departed WHERE seq > ?3)",
	[SENT] =
	    "SELECT count(iif(state = 'accepted' AND NOT EXISTS (SELECT 1"
	    "  FROM notice n WHERE n.dispatch = d.id AND n.stage = 'digest'),"
	    "  1, NULL)), count(iif(state = 'failed', 1, NULL))"
	    " FROM dispatch d WHERE " SETTLED_SINCE,
	NULL,
};

/* The columns of LAST. */
enum { LAST_SENT, LAST_QUEUED, LAST_RUN, LAST_AT };

static int digest_day(
    struct day *day, struct store *store, int statement, struct err *err)
{
	struct rows rows;
	int result;

	*day = DAY_NONE;
	rows = store_query(store, digest_sql, statement, BIND_NONE);
	result = rows_next(&rows, err);
	if (result == 1)
		*day = rows_day(&rows, 0);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int load_last(
    struct digest *digest, struct store *store, struct err *err)
{
	struct rows rows = store_query(store, digest_sql, LAST, BIND_NONE);
	int result = rows_next(&rows, err);

	if (result == 1) {
		digest->sent = rows_integer(&rows, LAST_SENT);
		digest->last = rows_integer(&rows, LAST_QUEUED);
		digest->run = rows_day(&rows, LAST_RUN);
		digest->written = rows_integer(&rows, LAST_AT);
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static struct day first_run(const struct digest *digest)
{
	return day_is_some(digest->run) ? day_plus(digest->run, -WAITS_DAYS)
					: day_of(YEAR_MIN, 1, 1);
}

/* Before it was set, or the state began, no day had its chance. */
static struct day first_chance(const struct due_items *due_items)
{
	const struct settings *settings = &due_items->settings;
	struct instant since = settings->begun;

	if (settings->digest_set.seconds > since.seconds)
		since = settings->digest_set;
	return day_plus(schedule_joins(&due_items->schedule, since), -1);
}

/* *list is in the due arena. */
static int load_meetings(const struct meeting **list, size_t *count,
    const struct due_items *due_items, struct store *store, struct day from,
    struct err *err)
{
	struct meetings meetings;
	struct meeting *copy;

	if (meetings_load(&meetings, store, due_items->arena, from,
		day_of(YEAR_MAX, 12, 31), err) != 0)
		return -1;
	*count = meetings.count - meetings.first;
	copy = arena_alloc(due_items->arena, (*count + 1) * sizeof(*copy));
	for (size_t i = 0; i < *count; i++)
		copy[i] = meetings.list[meetings.first + i];
	*list = copy;
	meetings_release(&meetings);
	return 0;
}

int digest_load(struct digest *digest, const struct due_items *due_items,
    struct store *store, struct day told_until, struct err *err)
{
	struct day first = first_chance(due_items);
	int64_t found = 0, news = 0;

	*digest = (struct digest){
		.earliest = DAY_NONE, .run = DAY_NONE, .after = first
	};
	if (day_is_some(told_until) && day_compare(told_until, first) > 0)
		digest->after = told_until;
	if (load_last(digest, store, err) != 0 ||
	    digest_day(&digest->earliest, store, EARLIEST, err) != 0 ||
	    store_integer(
		store, digest_sql, UNCLEAR, BIND_NONE, &found, 0, err) != 0 ||
	    store_integer(store, digest_sql, NEWS,
		BIND(INTEGER(digest->written), DAY(first_run(digest)),
		    INTEGER(digest->last)),
		&news, 0, err) != 0)
		return -1;
	digest->unclear = found == 1;
	digest->news = news != 0;
	return load_meetings(&digest->meetings, &digest->meeting_count,
	    due_items, store, digest->after, err);
}

static bool is_within(struct day day, struct day today, int days)
{
	return day_is_some(day) && day_compare(day, day_plus(today, days)) <= 0;
}

static bool has_duty(const struct due_items *due_items, struct day day)
{
	for (size_t i = 0; i < due_items->plan_count; i++) {
		const struct due_duty *duties = due_items->plans[i].duties;

		if (is_within(duties[0].duty.day, day, DUTY_DAYS) ||
		    is_within(duties[1].duty.day, day, SOON_DAYS))
			return true;
	}
	return false;
}

/* Whether it is to come, and its papers are to be ready within a month. */
static bool digest_tells(const struct meeting *meeting, struct day day)
{
	return day_compare(meeting->day, day) >= 0 &&
	    is_within(meeting->papers, day, SOON_DAYS);
}

/* What nobody can prepare for any more makes no letter. */
static bool has_papers(const struct digest *digest, struct day day)
{
	for (size_t i = 0; i < digest->meeting_count; i++)
		if (digest_tells(&digest->meetings[i], day) &&
		    day_compare(digest->meetings[i].papers, day) >= 0)
			return true;
	return false;
}

/* What the coordinator must see of the checks of the log. */
struct digest_checked {
	struct checked last; /* with its fault, where it is not `ok` */
	bool ever;
	bool overdue; /* as alarm.h's warning says it of the run's moment */
};

/* Whether there is something to tell of them. */
static bool digest_look(struct digest_checked *looked,
    const struct due_items *due_items, struct day day)
{
	const struct settings *settings = &due_items->settings;
	int64_t now = schedule_moment(&due_items->schedule, day).seconds;

	*looked = (struct digest_checked){ .last.ok = true };
	if (due_items->checked == NULL)
		return false;
	looked->ever = checked_last(
	    due_items->checked, settings->begun.seconds, &looked->last);
	looked->overdue =
	    !settings->rehearsal && checked_is_overdue(&looked->last, now);
	return looked->overdue || !looked->last.ok;
}

bool digest_notice(struct digest *digest, const struct due_items *due_items,
    struct day day, struct due_notice *notice)
{
	int weekday = due_items->settings.digest;
	bool month, makes;
	struct digest_checked looked;
	struct day regular;

	if (weekday == 0 || due_items->coordinator.mail[0] == '\0' ||
	    day_compare(digest->after, day) >= 0)
		return false;
	regular = digest_date(
	    &due_items->sending_days, weekday, digest->after, day, &month);
	digest->after = day;
	makes = digest->news || digest->unclear ||
	    is_within(digest->earliest, day, SOON_DAYS) ||
	    has_duty(due_items, day) || has_papers(digest, day) ||
	    digest_look(&looked, due_items, day);
	if (!day_is_some(regular) || (!makes && !month))
		return false;
	digest->news = false;
	*notice = (struct due_notice){
		.stage = STAGE_DIGEST,
		.regular = regular,
		.n = ++digest->sent,
		.role = TOLD_COORDINATOR,
		.reader = &due_items->coordinator,
		.carrier = &due_items->coordinator,
	};
	return true;
}

/* --- what it tells --- */

static int count_sent(struct letter_digest *letter, const struct digest *digest,
    struct store *store, struct err *err)
{
	struct rows rows = store_query(store, digest_sql, SENT,
	    BIND(INTEGER(digest->written), DAY(first_run(digest))));
	int result = rows_next(&rows, err);

	if (result == 1) {
		letter->sent = (size_t)rows_integer(&rows, 0);
		letter->failed = (size_t)rows_integer(&rows, 1);
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static void add_duty(struct letter_digest *letter, struct letter_plan *duties,
    const struct due_plan *plan, const struct due_duty *duty)
{
	struct letter_plan *words = &duties[letter->duty_count++];

	*words = plan->words;
	if (words->code[0] == '\0')
		words->code = NULL;
	words->stage = duty->duty.stage;
	words->role = TOLD_COORDINATOR;
	words->until = duty->duty.day;
}

static int add_duties(struct due_items *due_items, struct store *store,
    struct letter_digest *letter, struct day day, struct err *err)
{
	struct letter_plan *duties = arena_alloc(due_items->arena,
	    (2 * due_items->plan_count + 1) * sizeof(*duties));

	letter->duties = duties;
	for (size_t i = 0; i < due_items->plan_count; i++) {
		const struct due_plan *plan = &due_items->plans[i];

		if (is_within(plan->duties[0].duty.day, day, DUTY_DAYS))
			add_duty(letter, duties, plan, &plan->duties[0]);
		if (is_within(plan->duties[1].duty.day, day, SOON_DAYS))
			add_duty(letter, duties, plan, &plan->duties[1]);
	}
	return due_meetings_add(
	    due_items, store, duties, letter->duty_count, day, err);
}

static int add_meetings(struct due_items *due_items, struct store *store,
    struct letter_digest *letter, struct day day, struct err *err)
{
	struct letter_meeting *told =
	    arena_alloc(due_items->arena, MEETINGS_TOLD * sizeof(*told));
	const struct meeting *list;
	size_t count;

	if (load_meetings(&list, &count, due_items, store, day, err) != 0)
		return -1;
	letter->meetings = told;
	for (size_t i = 0; i < count; i++)
		if (digest_tells(&list[i], day) &&
		    letter->meeting_count < MEETINGS_TOLD)
			told[letter->meeting_count++] = (struct letter_meeting){
				.body = list[i].body,
				.day = list[i].day,
				.time =
				    list[i].time != NULL ? list[i].time : "",
				.papers = list[i].papers,
			};
	return 0;
}

static void add_checked(
    struct due_items *due_items, struct letter_digest *letter, struct day day)
{
	struct digest_checked looked;
	struct day at;

	if (!digest_look(&looked, due_items, day))
		return;
	at = zone_local((struct instant){ looked.last.at }).day;
	if (!looked.last.ok) {
		letter->fault =
		    arena_printf(due_items->arena, "%s", looked.last.words);
		letter->fault_at = at;
	}
	letter->unchecked = looked.overdue;
	letter->unchecked_since = at;
	letter->ever_checked = looked.ever;
}

int digest_compose(struct due_items *due_items, struct store *store,
    struct day day, const struct letter_digest **composed, struct err *err)
{
	struct letter_digest *letter =
	    arena_alloc(due_items->arena, sizeof(*letter));
	struct digest digest = { .run = DAY_NONE };

	*letter = (struct letter_digest){ .since = DAY_NONE,
		.kept_here = lost_is_kept_here(due_items->settings.rehearsal) };
	if (load_last(&digest, store, err) != 0 ||
	    due_items_list(due_items, store,
		(struct due_list){ DUE_DATED, day_of(YEAR_MIN, 1, 1),
		    day_plus(day, -1), 0, LISTED },
		&letter->late, &letter->late_count, &letter->late_all,
		err) != 0 ||
	    due_items_list(due_items, store,
		(struct due_list){
		    DUE_DATED, day, day_plus(day, SOON_DAYS), 0, LISTED },
		&letter->soon, &letter->soon_count, &letter->soon_all,
		err) != 0 ||
	    due_items_list(due_items, store,
		(struct due_list){ DUE_UNCLEAR, day, day, 0, LISTED },
		&letter->unclear, &letter->unclear_count, &letter->unclear_all,
		err) != 0 ||
	    due_items_list(due_items, store,
		(struct due_list){
		    DUE_ANSWERED, day, day, digest.last, LISTED },
		&letter->answered, &letter->answered_count,
		&letter->answered_all, err) != 0 ||
	    due_items_list(due_items, store,
		(struct due_list){ DUE_NOTED, day, day, digest.last, LISTED },
		&letter->noted, &letter->noted_count, &letter->noted_all,
		err) != 0 ||
	    count_sent(letter, &digest, store, err) != 0 ||
	    add_meetings(due_items, store, letter, day, err) != 0 ||
	    digest_picture_load(
		due_items, store, day, digest.last, &letter->picture, err) != 0)
		return -1;
	letter->since = digest.run;
	add_checked(due_items, letter, day);
	*composed = letter;
	return add_duties(due_items, store, letter, day, err);
}
