/* SPDX-License-Identifier: ISC */
/* What belongs to the municipality and not to the machine: logged settings. */
#ifndef DAEMON_COMMANDS_SETTING_H
#define DAEMON_COMMANDS_SETTING_H

#include <stdbool.h>

#include "daemon/calendar/schedule.h"
#include "daemon/calendar/zone.h"
#include "daemon/store/store.h"
#include "daemon/text/word.h"
#include "protocol/address.h"

#define PAUSE_REASON_MAX 200 /* characters */
#define SIGNATURE_MAX    200

struct settings {
	char zone[ZONE_NAME_MAX];
	int hour;               /* of the run, local */
	enum language language; /* of the coordinator's mail */
	/* Mail, one address or several (protocol/address.h); "" for none. */
	char coordinator[ADDRESSES_MAX + 1];
	struct instant begun; /* when the state was made */
	bool rehearsal;
	/* The last pause: its first day, and the first day that sends again;
	 * DAY_NONE where there was none. */
	struct day paused_from, paused_until;
	char pause_reason[4 * PAUSE_REASON_MAX + 1];
	/* Where the log was ahead when the clock was confirmed: the log's time
	 * then and the true day; 0 and DAY_NONE where it never was. */
	struct instant clock_ahead;
	struct day clock_day;
	int digest; /* the weekday of the weekly letter, 1 Monday; 0: none */
	struct instant digest_set;             /* since when; 0: ever */
	char signature[4 * SIGNATURE_MAX + 1]; /* under letters; "" for none */
	int answer_holds;  /* workdays that an answer without a day holds */
	int expected_most; /* workdays ahead that a day may be promised */
	bool calendar;     /* a letter of what is overdue has a calendar */
};

int setting_load(
    struct settings *settings, struct store *store, struct err *err);

/* The workdays of a setting, by its English name: 1 Monday; 0 of "off". */
int setting_weekday(const char *word);

/* Whether nothing is sent on that day. */
bool setting_is_paused(const struct settings *settings, struct day today);

/* The schedule of the runs by these settings, with such workdays. */
struct schedule setting_schedule(
    const struct settings *settings, const struct workdays *workdays);

/* Whether the state is a rehearsal; false where there are no settings yet. */
int setting_is_rehearsal(struct store *store, bool *rehearsal, struct err *err);

/* Sets or replaces one; in a handler only. */
int setting_put(
    struct store *store, const char *name, const char *value, struct err *err);

int setting_put_day(
    struct store *store, const char *name, struct day day, struct err *err);
int setting_put_number(
    struct store *store, const char *name, int64_t number, struct err *err);

/* Takes one away where it is there; in a handler only. */
int setting_remove(struct store *store, const char *name, struct err *err);

#endif
