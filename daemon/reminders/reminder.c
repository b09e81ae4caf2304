/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/reminder.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "daemon/calendar/schedule.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/rehearse.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/diag.h"
#include "daemon/reminders/rehearsal.h"
#include "daemon/machine/trace.h"
#include "daemon/reminders/reminder_run.h"
#include "daemon/reminders/next_due.h"
#include "daemon/request/belief.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/error_words.h"
#include "protocol/translate.h"

/* A run that could not be kept is tried again after so many seconds. */
#define RETRY 60

struct reminder {
	struct door *door;
	struct event *event; /* owned */
	int fd;              /* owned */
	bool armed;
	bool put_off;     /* armed for a retry */
	int64_t seen;     /* the log's head when the next run was looked for */
	bool ran, failed; /* in this turn */
	struct day day;   /* of that run */
	int messages;
	bool behind;              /* of the dates of the ladder */
	bool held;                /* the clock is not believed */
	char zone[ZONE_NAME_MAX]; /* in force */
};

/* A setting may have changed the zone. */
static int use_zone(
    struct reminder *reminder, const struct settings *settings, struct err *err)
{
	if (strcmp(reminder->zone, settings->zone) == 0)
		return 0;
	snprintf(reminder->zone, sizeof(reminder->zone), "%s", settings->zone);
	return zone_set(reminder->zone, err);
}

/* A wrong clock would have a run tell hundreds of people what is not so. The
 * operator is told once, and once when it is over. */
static bool is_held(struct reminder *reminder)
{
	struct err doubt;
	int believed = door_believes(reminder->door, &doubt);
	bool was = reminder->held;

	reminder->held = believed != 1;
	if (reminder->held && !was)
		diag(DIAG_ERROR "%s", err_aloud(&doubt));
	if (was && !reminder->held)
		diag("the clock is believed again");
	return reminder->held;
}

/* In a pause there are no runs: what they would have said is kept for the
 * first one after it. */
static void find_run(struct reminder *reminder, const struct settings *settings,
    const struct workdays *workdays, struct day last, struct instant *moment)
{
	struct schedule schedule = setting_schedule(settings, workdays);

	reminder->day = schedule_next(
	    &schedule, last, clock_now(door_clock(reminder->door)));
	*moment = schedule_moment(&schedule, reminder->day);
}

static int reminder_next_run(struct reminder *reminder,
    struct settings *settings, struct instant *moment, struct err *err)
{
	struct store *store = door_store(reminder->door);
	struct workdays workdays;
	struct day last;

	if (setting_load(settings, store, err) != 0 ||
	    use_zone(reminder, settings, err) != 0 ||
	    notice_last_run(store, &last, err) != 0 ||
	    holiday_workdays(&workdays, store, err) != 0)
		return -1;
	find_run(reminder, settings, &workdays, last, moment);
	holiday_release(&workdays);
	return 0;
}

/* ECANCELED: it is set, and the clock was set too, so that the moment may be
 * another by now; see timerfd_create(2). */
static void reminder_arm(struct reminder *reminder, struct instant moment)
{
	struct itimerspec timer = {
		.it_value = clock_real(door_clock(reminder->door), moment),
	};
	int result = timerfd_settime(reminder->fd,
	    TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &timer, NULL);

	reminder->armed = result == 0 || errno != ECANCELED;
	if (result != 0 && errno != ECANCELED)
		diag(DIAG_ERROR "cannot set the timer: %s",
		    strerrordesc_np(errno));
}

static void reminder_put_off(struct reminder *reminder)
{
	struct instant now = clock_now(door_clock(reminder->door));

	reminder_arm(reminder, (struct instant){ now.seconds + RETRY });
	reminder->armed = true;
	reminder->put_off = true;
}

static void hold_run(struct reminder *reminder, struct err *err)
{
	int64_t begun = trace_begin();
	char day[DAY_TEXT];

	reminder->ran = true;
	reminder->failed = reminder_run_hold(reminder->door, reminder->day,
			       &reminder->messages, err) != 0;
	trace(begun, "run of %s: %s, %d message%s",
	    day_write(reminder->day, day), reminder->failed ? "failed" : "ok",
	    reminder->messages, reminder->messages == 1 ? "" : "s");
}

/* Runs what is due, or arms the timer for when something is. */
static void consider(struct reminder *reminder)
{
	struct instant now = clock_now(door_clock(reminder->door));
	struct settings settings;
	struct instant moment;
	struct err err;

	reminder->put_off = false;
	reminder->seen = door_head(reminder->door)->seq;
	if (reminder_next_run(reminder, &settings, &moment, &err) != 0) {
		diag("reminders: %s", err_aloud(&err));
		reminder_put_off(reminder);
		return;
	}
	if (is_held(reminder)) {
		reminder_put_off(reminder);
		return;
	}
	if (moment.seconds > now.seconds) {
		reminder_arm(reminder, moment);
		return;
	}
	hold_run(reminder, &err);
	if (!reminder->failed)
		return;
	diag("reminders: %s", err_aloud(&err));
	reminder_put_off(reminder);
}

static void reminder_on_timer(evutil_socket_t fd, short what, void *argument)
{
	struct reminder *reminder = argument;
	uint64_t expirations;

	(void)what;
	/* ECANCELED: the clock was set; either way look at it again. */
	if (read(fd, &expirations, sizeof(expirations)) < 0 && errno == EAGAIN)
		return;
	reminder->armed = false;
	consider(reminder);
}

/* What cannot be worked out or kept now is, at the next change; a run looks at
 * it in any case. */
bool reminder_settle(struct reminder *reminder)
{
	struct store *store = door_store(reminder->door);
	bool is_waited_for = door_pending(reminder->door);
	int64_t most = is_waited_for ? NEXT_DUE_WAITED : NEXT_DUE_BATCH;
	struct settings settings;
	struct err err;

	if (!reminder->behind && !is_waited_for)
		return false;
	if (next_due_is_behind(store, &reminder->behind, &err) == 0 &&
	    (!reminder->behind ||
		(door_begin(reminder->door, &err) == 0 &&
		    setting_load(&settings, store, &err) == 0 &&
		    use_zone(reminder, &settings, &err) == 0 &&
		    next_due_settle(store, most, &err) == 0 &&
		    next_due_is_behind(store, &reminder->behind, &err) == 0)))
		return reminder->behind;
	diag("reminders: %s", err_aloud(&err));
	reminder->behind = false;
	return false;
}

void reminder_unsettled(struct reminder *reminder)
{
	reminder->behind = true;
}

void reminder_turn(struct reminder *reminder, bool committed)
{
	char day[DAY_TEXT];

	/* Else a disk that is full would have us try without a pause. */
	reminder->behind = reminder->behind && committed;
	if (reminder->ran) {
		reminder->ran = false;
		if (!committed || reminder->failed)
			reminder_put_off(reminder);
		else
			diag(reminder->messages == 1
				? N_("run %s: %d message")
				: N_("run %s: %d messages"),
			    day_write(reminder->day, day), reminder->messages);
	}
	/* What was written may have moved the next run. */
	if (reminder->seen != door_head(reminder->door)->seq &&
	    (!reminder->put_off || reminder->held))
		reminder->armed = false;
	while (!reminder->armed && !reminder->ran)
		consider(reminder);
}

int reminder_new(struct reminder **created, struct event_base *base,
    struct door *door, struct err *err)
{
	struct reminder *reminder;

	reminder_run_prepare(door_store(door));
	rehearse_by(rehearsal_rows);
	reminder = calloc(1, sizeof(*reminder));
	if (reminder == NULL)
		abort();
	reminder->door = door;
	reminder->behind = true;
	reminder->fd =
	    timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	if (reminder->fd < 0) {
		free(reminder);
		return err_set(err, ERR_INTERNAL, "cannot make a timer: %s",
		    strerrordesc_np(errno));
	}
	reminder->event = event_new(base, reminder->fd, EV_READ | EV_PERSIST,
	    reminder_on_timer, reminder);
	if (reminder->event == NULL || event_add(reminder->event, NULL) != 0)
		abort();
	*created = reminder;
	return 0;
}

void reminder_free(struct reminder *reminder)
{
	if (reminder == NULL)
		return;
	event_free(reminder->event);
	close(reminder->fd);
	rehearsal_forget();
	free(reminder);
}
