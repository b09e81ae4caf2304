/* SPDX-License-Identifier: ISC */
/* What a monitor is told of a state: design 10, `status --check`. The rig's
 * day is Friday 1 July 2022, 08:00; the state began in that minute. */
#include "daemon/commands/alarm.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "daemon/machine/checked.h"
#include "daemon/request/door.h"
#include "tests/unit/rig/rig.h"

/* The alarms at a local time, each as its level's letter: "c" critical, "w"
 * warning. Of one, its words too. */
static void alarms_are(
    struct rig *rig, const char *local, const char *letters, const char *words)
{
	char found[8] = "";
	json_t *alarms, *alarm;
	size_t i;

	rig_clock(rig, local);
	alarms = rig_at(rig_must(rig, "status", "{}"), "alarms");
	assert_true(json_array_size(alarms) < sizeof(found));
	json_array_foreach (alarms, i, alarm) {
		found[i] = *json_string_value(json_object_get(alarm, "level"));
		if (words != NULL)
			assert_non_null(strstr(
			    json_string_value(json_object_get(alarm, "what")),
			    words));
	}
	assert_string_equal(found, letters);
}

/* A message that a run issues now; they count from 1. */
static void issue(struct rig *rig, const char *address, const char *absorbs)
{
	static int number;

	number++;
	rig_own(rig, "notice.issue",
	    "{'run':'2022-06-%02d','token':'%064d','address':'%s',"
	    "'language':'sv','subject':'S','text':'T',"
	    "'missed':['2022-06-30']%s}",
	    number % 30 + 1, number, address, absorbs);
}

static void settle(struct rig *rig, int dispatch, const char *outcome)
{
	rig_own(rig, "notice.settle", "{'dispatch':%d,'state':'%s'}", dispatch,
	    outcome);
}

static void ran(struct rig *rig, const char *day)
{
	rig_own(rig, "reminder.ran", "{'day':'%s','messages':1}", day);
}

static void all_is_well(void **state)
{
	alarms_are(*state, "2022-07-01T08:00", "", NULL);
}

static void a_coordinator_without_an_address_is_a_warning(void **state)
{
	rig_must(
	    *state, "setting.set", "{'name':'coordinator_mail','value':''}");
	alarms_are(*state, "2022-07-01T08:00", "w", "no mail address");
}

/* The first run is Monday's. */
static void a_run_that_does_not_come_is_critical(void **state)
{
	struct rig *rig = *state;

	alarms_are(rig, "2022-07-03T23:59", "", NULL);
	alarms_are(rig, "2022-07-04T08:14", "", NULL);
	alarms_are(rig, "2022-07-04T08:15", "c", "run was missed");
	alarms_are(rig, "2022-07-09T12:00", "c", "run was missed");
	rig_clock(rig, "2022-07-11T09:00");
	ran(rig, "2022-07-11");
	alarms_are(rig, "2022-07-12T08:14", "", NULL);
	alarms_are(rig, "2022-07-12T08:15", "c", "run was missed");
}

static void no_run_is_missed_in_a_pause(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "notice.pause", "{'until':'2022-07-06','reason':'X'}");
	alarms_are(rig, "2022-07-05T23:00", "", NULL);
	alarms_are(rig, "2022-07-06T08:15", "c", "run was missed");
}

static void mail_that_waits_for_a_day_is_critical(void **state)
{
	struct rig *rig = *state;

	issue(rig, "a@x.example", "");
	alarms_are(rig, "2022-07-02T07:59", "", NULL);
	alarms_are(rig, "2022-07-02T08:00", "c", "mail has failed for a day");
	settle(rig, 1, "accepted");
	alarms_are(rig, "2022-07-02T08:00", "", NULL);
}

/* What was told anew in Saturday's letter waits since Friday. */
static void a_new_letter_does_not_hide_that_mail_fails(void **state)
{
	struct rig *rig = *state;

	issue(rig, "a@x.example", "");
	rig_clock(rig, "2022-07-02T07:00");
	issue(rig, "a@x.example", ",'absorbs':[1]");
	alarms_are(rig, "2022-07-02T07:59", "", NULL);
	alarms_are(rig, "2022-07-02T08:00", "c", "mail has failed for a day");
}

static void what_waits_in_a_pause_has_not_failed(void **state)
{
	struct rig *rig = *state;

	issue(rig, "a@x.example", "");
	rig_must(rig, "notice.pause", "{'until':'2022-07-04','reason':'X'}");
	alarms_are(rig, "2022-07-03T23:59", "", NULL);
	rig_clock(rig, "2022-07-04T08:00");
	ran(rig, "2022-07-04");
	alarms_are(rig, "2022-07-04T23:59", "", NULL);
	alarms_are(rig, "2022-07-05T00:00", "c", "mail has failed for a day");
}

/* Until something goes out again. */
static void mail_given_up_after_a_day_is_critical(void **state)
{
	struct rig *rig = *state;

	issue(rig, "a@x.example", "");
	rig_clock(rig, "2022-07-02T08:00");
	settle(rig, 1, "failed");
	alarms_are(rig, "2022-07-02T08:00", "cw", NULL);
	issue(rig, "b@x.example", "");
	rig_clock(rig, "2022-07-02T08:01");
	settle(rig, 2, "accepted");
	alarms_are(rig, "2022-07-02T08:01", "", NULL);
}

/* Until another gets through: to that department, or to that address. */
static void a_message_that_failed_is_a_warning(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	issue(rig, "ks@x.example", ",'department':'ks'");
	issue(rig, "bun@x.example", ",'department':'bun'");
	settle(rig, 1, "failed");
	settle(rig, 2, "failed");
	alarms_are(rig, "2022-07-01T08:01", "w", "2 messages did not arrive");
	issue(rig, "new@x.example", ",'department':'ks'");
	settle(rig, 3, "accepted");
	alarms_are(rig, "2022-07-01T08:01", "w", "1 message did not arrive");
	issue(rig, "bun@x.example", "");
	settle(rig, 4, "accepted");
	alarms_are(rig, "2022-07-01T08:01", "", NULL);
}

/* Two years after it was adopted; its last day is the day. */
static void a_duty_that_is_overdue_is_a_warning(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add",
	    "{'code':'p','title':'P','adopted':'2020-07-01',"
	    "'follow_up':'24m'}");
	alarms_are(rig, "2022-07-01T23:00", "", NULL);
	alarms_are(rig, "2022-07-02T00:00", "w", "followed up or closed: p");
	rig_must(rig, "plan.close", "{'code':'p','reason':'X'}");
	alarms_are(rig, "2022-07-02T00:00", "", NULL);
	rig_must(rig, "plan.add",
	    "{'code':'q','title':'Q','valid_until':'2022-07-02'}");
	alarms_are(rig, "2022-07-02T12:00", "", NULL);
	alarms_are(rig, "2022-07-03T12:00", "w", "followed up or closed: q");
}

/* By such a clock all would be late. */
static void a_clock_that_is_held_is_a_warning_and_all(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add",
	    "{'code':'q','title':'Q','valid_until':'2022-07-05'}");
	issue(rig, "a@x.example", "");
	rig->clock.doubtful = true;
	alarms_are(rig, "2022-07-20T12:00", "w", "clock is not believed");
}

static void a_check_that_failed_is_critical(void **state)
{
	struct checked checked = { RIG_NOW, false, "entry 7 \"was\" changed",
		"" };
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/tmp/planvakt-alarm.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	door_checked(((struct rig *)*state)->door, path);
	assert_true(checked_write(path, &checked));
	alarms_are(*state, "2022-07-01T08:00", "c", "entry 7 \"was\" changed");
	checked.ok = true;
	assert_true(checked_write(path, &checked));
	alarms_are(*state, "2022-07-01T08:00", "", NULL);
	unlink(path);
}

/* The rig's state began on 1 July 2022 at 08:00; 14 days and one later nobody
 * has checked, whether ever or not since. */
static void a_check_that_does_not_come_is_a_warning(void **state)
{
	struct checked checked = { RIG_NOW + 86400, true, "", "" };
	struct rig *rig = *state;
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/tmp/planvakt-alarm.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	rig_must(rig, "quiet.add",
	    "{'from':'2022-07-01','to':'2022-08-31','reason':'Sommar'}");
	door_checked(rig->door, path);
	alarms_are(rig, "2022-07-16T07:59", "", NULL);
	alarms_are(rig, "2022-07-16T08:00", "w",
	    "never checked since it began on"
	    " 2022-07-01");
	assert_true(checked_write(path, &checked));
	alarms_are(rig, "2022-07-17T07:59", "", NULL);
	alarms_are(rig, "2022-07-17T08:00", "w", "last checked on 2022-07-02");
	checked.ok = false;
	assert_true(checked_write(path, &checked));
	alarms_are(rig, "2022-07-17T08:00", "cw", NULL);
	rig->clock.doubtful = true;
	alarms_are(rig, "2022-07-17T08:00", "cw", NULL);
	unlink(path);
}

static void but_not_in_a_rehearsal(void **state)
{
	struct rig rig;

	(void)state;
	rig_begin(&rig, "2022-07-01T08:00", RIG_MAIL, true);
	rig_must(&rig, "quiet.add",
	    "{'from':'2022-07-01','to':'2022-08-31','reason':'Sommar'}");
	door_checked(rig.door, "/nonexistent/checked");
	alarms_are(&rig, "2022-07-20T08:00", "", NULL);
	rig_end(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(all_is_well),
		RIG_TEST(a_coordinator_without_an_address_is_a_warning),
		RIG_TEST(a_run_that_does_not_come_is_critical),
		RIG_TEST(no_run_is_missed_in_a_pause),
		RIG_TEST(mail_that_waits_for_a_day_is_critical),
		RIG_TEST(a_new_letter_does_not_hide_that_mail_fails),
		RIG_TEST(what_waits_in_a_pause_has_not_failed),
		RIG_TEST(mail_given_up_after_a_day_is_critical),
		RIG_TEST(a_message_that_failed_is_a_warning),
		RIG_TEST(a_duty_that_is_overdue_is_a_warning),
		RIG_TEST(a_clock_that_is_held_is_a_warning_and_all),
		RIG_TEST(a_check_that_failed_is_critical),
		RIG_TEST(a_check_that_does_not_come_is_a_warning),
		cmocka_unit_test(but_not_in_a_rehearsal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
