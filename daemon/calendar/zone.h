/* SPDX-License-Identifier: ISC */
/* Local time of the municipality: the one doorkeeper of the C library's time
 * zone rules (tzdata). Single-threaded. */
#ifndef DAEMON_CALENDAR_ZONE_H
#define DAEMON_CALENDAR_ZONE_H

#include <stdbool.h>

#include "daemon/calendar/day.h"
#include "protocol/error.h"

#define ZONE_DEFAULT  "Europe/Stockholm"
#define ZONE_NAME_MAX 64

struct local_time {
	struct day day;
	int hour, minute, second;
	int offset; /* seconds east of UTC */
};

/* ERR_INVALID where tzdata does not have it. */
int zone_check(const char *name, struct err *err);

/* Sets the zone of all that follows; errors as zone_check(). */
int zone_set(const char *name, struct err *err);

/* The name that zone_set() was given last; "UTC" before. */
const char *zone_name(void);

struct local_time zone_local(struct instant instant);

/* The instant of a local time. One that the spring night skips is read as
 * the same number of hours after midnight's offset (02:30 becomes 03:30); one
 * that the autumn night has twice is the first. */
struct instant zone_instant(struct day day, int hour, int minute, int second);

/* "YYYY-MM-DDTHH:MM[:SS]" local to an instant; false for anything else. */
bool zone_read(const char *text, struct instant *instant);

#endif
