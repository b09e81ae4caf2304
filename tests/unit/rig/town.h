/* SPDX-License-Identifier: ISC */
/* A municipality in a rehearsal that begins on Monday 13 June 2022 at nine:
 * departments ks and bg, the plan vbe, runs at eight. Its runs, and what they
 * came to. */
#ifndef TESTS_UNIT_RIG_TOWN_H
#define TESTS_UNIT_RIG_TOWN_H

#include "tests/unit/rig/on.h"
#include "tests/unit/rig/rig.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/schedule.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/setting.h"
#include "daemon/reminders/reminder_run.h"
#include "daemon/reminders/next_due.h"

#define COORDINATOR RIG_MAIL

/* What count() and text_of() ask: of a run's day, the messages; of a day and
 * an address, the text sent and its state. */
enum {
	NOTICES,
	RUN,
	COUNT_DISPATCHES,
	COUNT_RUNS,
	TEXT_TO,
	DEPARTMENT,
	WAITING,
	STATE_OF
};

extern struct rig town;

/* Sets the clock to a local time "YYYY-MM-DDTHH:MM". */
void town_at(const char *local);

void town_department(
    const char *code, const char *name, const char *mail, const char *language);

void town_plan(void);

/* Due on `due`; gets the next number. */
void town_activity(const char *activity, const char *due, const char *lead);

/* One whose owner is no department. */
void town_orphan(const char *activity, const char *due);

/* Beyond the log, only the next dates may differ: the turns make them. */
void town_is_replayed(void);

/* The statements of what is asked below. */
void town_prepare(void);

/* As the daemon stops, and as it starts again; other statements than the door's
 * and these are prepared anew. */
void town_shut(void);
void town_reopen(void);

/* A state without departments and plans. */
void open_state(const char *begun, const char *coordinator_mail);

/* cmocka's: the town with the whole ladder; setup_plain() and
 * setup_without_mail(), which has no address of the coordinator, tell only
 * what is due and overdue. */
int setup(void **state);

void turn_off(const char *stage);
void no_digest(void);

/* Of the ladder only the due date and what follows it is told. */
void tell_only_due(void);
int setup_plain(void **state);
int setup_without_mail(void **state);
int teardown(void **state);

/* As a turn ends: what changed is looked at before the commit. */
void end_of_turn(void);

/* The run of the clock's day; how many messages it issued. */
int run_today(void);

/* The run of a local time's day; how many messages it issued. */
int run(const char *local);

/* A statement's number; `day` NULL where it takes none. */
int64_t count(int statement, const char *day);

/* Every notice on record, a line each: the run's day and the address or
 * "skipped"; activity, stage, n; and the regular date where it is another. */
void assert_notices(const char *expected);

/* The first text of a query; "" where there is none. The caller frees. */
char *text_of(int statement, const struct value *values);

/* Whether the message of a day to an address has these words. */
bool told(const char *day, const char *address, const char *words);

/* What has become of the message of a day to an address. */
void assert_standing(
    const char *day, const char *address, const char *expected);

/* Of the activity's last notice, "DEPARTMENT LANGUAGE ROLE DEPARTMENT": whom the
 * dispatch is to, and as what. */
void assert_recipient(int64_t activity, const char *expected);

/* The coordinator's, and the turn ends; `params` is given away. */
void command(const char *method, json_t *params);

void move(int id, const char *timeframe);

void report_done(int id);

/* To another lead. */
void assign(int id, const char *lead);

/* No message leaves before this day. */
void pause_until(const char *day);

/* "accepted" or "failed". */
void settle(int64_t dispatch, const char *state);

/* Everything that waits arrives now. */
void all_arrive(void);

/* As run(), after all that was sent before has arrived. */
int run_next(const char *local);

/* The day of the next run, as the daemon asks for it. */
struct day next_run(void);

/* Every run up to `last`, each at its hour or, the first, now; all that is
 * sent arrives the same day. run_until() looks at the replay as well. */
void run_days(const char *last);
void run_until(const char *last);

#endif
