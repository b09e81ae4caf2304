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
#include "daemon/commands/setting.h"
#include "daemon/diag.h"
#include "daemon/reminders/sweep.h"

/* A run that could not be kept is tried again after so many seconds. */
#define RETRY 60

struct reminder {
	struct requests *requests;
	struct event *event; /* owned */
	int fd;              /* owned */
	bool armed;
	bool put_off;     /* armed for a retry */
	int64_t seen;     /* the log's head when the next run was looked for */
	bool ran, failed; /* in this turn */
	struct day day;   /* of that run */
	int messages;
};

static int next_run(struct reminder *reminder, struct day *day,
    struct instant *moment, struct err *err)
{
	struct store *store = requests_store(reminder->requests);
	struct instant now = clock_now(requests_clock(reminder->requests));
	struct settings settings;
	struct schedule schedule;
	struct workdays workdays;
	struct day last;

	if (setting_load(&settings, store, err) != 0 ||
	    notice_last_run(store, &last, err) != 0 ||
	    holiday_workdays(&workdays, store, err) != 0)
		return -1;
	schedule =
	    (struct schedule){ &workdays, settings.hour, settings.begun };
	*day = schedule_next(&schedule, last, now);
	*moment = schedule_moment(&schedule, *day);
	holiday_release(&workdays);
	return 0;
}

/* ECANCELED: it is set, and the clock was set too, so that the moment may be
 * another by now; see timerfd_create(2). */
static void arm(struct reminder *reminder, struct instant moment)
{
	struct itimerspec timer = {
		.it_value =
		    clock_real(requests_clock(reminder->requests), moment),
	};
	int result = timerfd_settime(reminder->fd,
	    TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &timer, NULL);

	reminder->armed = result == 0 || errno != ECANCELED;
	if (result != 0 && errno != ECANCELED)
		diag("cannot set the timer: %s", strerror(errno));
}

static void put_off(struct reminder *reminder)
{
	struct instant now = clock_now(requests_clock(reminder->requests));

	arm(reminder, (struct instant){ now.seconds + RETRY });
	reminder->armed = true;
	reminder->put_off = true;
}

/* Runs what is due, or arms the timer for when something is. */
static void consider(struct reminder *reminder)
{
	struct instant now = clock_now(requests_clock(reminder->requests));
	struct instant moment;
	struct err err;

	reminder->put_off = false;
	reminder->seen = requests_head(reminder->requests)->seq;
	if (next_run(reminder, &reminder->day, &moment, &err) != 0) {
		diag("reminders: %s", err.text);
		put_off(reminder);
		return;
	}
	if (moment.seconds > now.seconds) {
		arm(reminder, moment);
		return;
	}
	reminder->ran = true;
	reminder->failed = sweep_run(reminder->requests, reminder->day,
			       &reminder->messages, &err) != 0;
	if (!reminder->failed)
		return;
	diag("reminders: %s", err.text);
	put_off(reminder);
}

static void on_timer(evutil_socket_t fd, short what, void *argument)
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

void reminder_turn(struct reminder *reminder, bool committed)
{
	char day[DAY_TEXT];

	if (reminder->ran) {
		reminder->ran = false;
		if (!committed || reminder->failed)
			put_off(reminder);
		else
			diag("run %s: %d message%s",
			    day_write(reminder->day, day), reminder->messages,
			    reminder->messages == 1 ? "" : "s");
	}
	/* What was written may have moved the next run. */
	if (reminder->seen != requests_head(reminder->requests)->seq &&
	    !reminder->put_off)
		reminder->armed = false;
	while (!reminder->armed && !reminder->ran)
		consider(reminder);
}

int reminder_new(struct reminder **created, struct event_base *base,
    struct requests *requests, struct err *err)
{
	struct reminder *reminder;

	if (sweep_prepare(requests_store(requests), err) != 0)
		return -1;
	reminder = calloc(1, sizeof(*reminder));
	if (reminder == NULL)
		abort();
	reminder->requests = requests;
	reminder->fd =
	    timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	if (reminder->fd < 0) {
		free(reminder);
		return err_set(err, ERR_INTERNAL, "cannot make a timer: %s",
		    strerror(errno));
	}
	reminder->event = event_new(
	    base, reminder->fd, EV_READ | EV_PERSIST, on_timer, reminder);
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
	free(reminder);
}
