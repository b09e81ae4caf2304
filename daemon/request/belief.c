/* SPDX-License-Identifier: ISC */
/* Whether the machine's clock is believed. A wrong one would tell hundreds of
 * people what is not so, and its time would stand in the log for good. */
#include "daemon/request/belief.h"

#include <stdio.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/setting.h"
#include "daemon/request/door_private.h"
#include "protocol/translate.h"

/* Seconds that a clock may be behind the last entry. */
#define BEHIND_MAX 60

/* So many runs may have been due since the last entry: by a clock that is known
 * to be set by others, and by one that is not. */
#define DUE_MAX            22
#define DUE_MAX_UNSET      5
#define SURELY_NOT_SO_MANY (4 * 86400)

/* What a clock is judged by. */
struct belief {
	struct door *door;
	struct instant now;
	struct settings settings;
	struct instant
	    since; /* surely reached: what was due is counted from it */
};

static void write_local(char text[24], struct instant instant)
{
	struct local_time local = zone_local(instant);
	char day[DAY_TEXT];

	snprintf(text, 24, "%s %02d:%02d", day_write(local.day, day),
	    local.hour, local.minute);
}

static int doubt_behind(const struct belief *belief, struct err *doubt)
{
	char now[24], last[24];

	write_local(now, belief->now);
	write_local(last, belief->door->log.at);
	err_set(doubt, ERR_CONFLICT,
	    "the clock of planvaktd's machine is not believed, it says %s and"
	    " the last entry is of %s: set it right, or if it is right a"
	    " coordinator says so (planvakt clock confirm); until then nothing"
	    " is written and no reminder sent",
	    now, last);
	return 0;
}

static int doubt_ahead(const struct belief *belief, int most, struct err *doubt)
{
	char now[24], since[24];

	write_local(now, belief->now);
	write_local(since, belief->since);
	err_set(doubt, ERR_CONFLICT,
	    most == DUE_MAX
		? N_("the clock of planvaktd's machine is not believed, it says"
		     " %s and since %s more than %d runs were due and none was"
		     " held: set it right, or if it is right a coordinator says"
		     " so (planvakt clock confirm); until then nothing is"
		     " written"
		     " and no reminder sent")
		: N_("the clock of planvaktd's machine is not believed, it says"
		     " %s and since %s more than %d runs were due and none was"
		     " held, and nothing says that it is set right: set it"
		     " right,"
		     " or if it is right a coordinator says so (planvakt clock"
		     " confirm); until then nothing is written and no reminder"
		     " sent"),
	    now, since, most);
	return 0;
}

/* Not further than was due. */
static int judge_ahead(const struct belief *belief, struct err *doubt)
{
	int most = clock_is_synchronised(belief->door->clock) ? DUE_MAX
							      : DUE_MAX_UNSET;
	struct workdays workdays;
	struct schedule schedule;
	int due;

	if (holiday_workdays(&workdays, belief->door->store, doubt) != 0)
		return -1;
	schedule = setting_schedule(&belief->settings, &workdays);
	due = schedule_due(&schedule, belief->since, belief->now, most + 1);
	holiday_release(&workdays);
	return due <= most ? 1 : doubt_ahead(belief, most, doubt);
}

/* A coordinator has said what day it was when the log was ahead; since then the
 * runs tell how time went on, for the entries keep the log's. */
static int find_since(struct belief *belief, bool *confirmed, struct err *err)
{
	const struct settings *settings = &belief->settings;
	struct day last;

	*confirmed = day_is_some(settings->clock_day) &&
	    settings->clock_ahead.seconds >= belief->door->log.at.seconds;
	if (!*confirmed)
		return 0;
	if (notice_last_run(belief->door->store, &last, err) != 0)
		return -1;
	belief->since = zone_instant(settings->clock_day, 0, 0, 0);
	if (day_is_some(last) && day_compare(last, settings->clock_day) >= 0)
		belief->since = zone_instant(last, settings->hour, 0, 0);
	return 0;
}

static int judge_behind(struct belief *belief, struct err *doubt)
{
	bool confirmed;

	if (find_since(belief, &confirmed, doubt) != 0)
		return -1;
	if (!confirmed ||
	    belief->now.seconds < belief->since.seconds - BEHIND_MAX)
		return doubt_behind(belief, doubt);
	return judge_ahead(belief, doubt);
}

int door_believes(struct door *door, struct err *doubt)
{
	struct belief belief = {
		.door = door,
		.now = clock_now(door->clock),
		.since = door->log.at,
	};
	int64_t gap = belief.now.seconds - door->log.at.seconds;

	if (door->log.head.seq == 0 || door->rehearsal || door->key == NULL ||
	    (gap >= -BEHIND_MAX && gap < SURELY_NOT_SO_MANY))
		return 1;
	if (setting_load(&belief.settings, door->store, doubt) != 0 ||
	    zone_set(belief.settings.zone, doubt) != 0)
		return -1;
	return gap < 0 ? judge_behind(&belief, doubt)
		       : judge_ahead(&belief, doubt);
}

struct instant door_now(struct door *door)
{
	struct instant now = clock_now(door->clock);
	struct instant last = door->log.at;
	struct err doubt;

	if (now.seconds >= last.seconds)
		return now;
	if (now.seconds >= last.seconds - BEHIND_MAX)
		return last;
	return door_believes(door, &doubt) == 1 ? now : last;
}
