/* SPDX-License-Identifier: ISC */
/* What time it is: the machine's, or a rehearsal's that began elsewhere and
 * runs at the same pace. */
#ifndef DAEMON_CLOCK_H
#define DAEMON_CLOCK_H

#include <stdbool.h>
#include <time.h>

#include "daemon/calendar/day.h"

struct clock {
	int64_t offset; /* nanoseconds ahead of CLOCK_REALTIME */
	bool still;     /* a test's clock: stands at `at` */
	struct instant at;
};

/* A clock that says `now` at this moment and goes on from there. */
struct clock clock_from(struct instant now);

struct instant clock_now(const struct clock *clock);

/* When CLOCK_REALTIME will stand where this clock reads `instant`. */
struct timespec clock_real(const struct clock *clock, struct instant instant);

#endif
