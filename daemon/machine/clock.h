/* SPDX-License-Identifier: ISC */
/* What time it is: the machine's, or a rehearsal's that began elsewhere and
 * runs at the same pace. */
#ifndef DAEMON_MACHINE_CLOCK_H
#define DAEMON_MACHINE_CLOCK_H

#include <stdbool.h>
#include <time.h>

#include "daemon/calendar/day.h"

struct clock {
	int64_t offset; /* nanoseconds ahead of CLOCK_REALTIME */
	bool still;     /* a test's clock: stands at `at` ... */
	struct instant at;
	bool doubtful; /* ... and is not known to be right */
};

/* A clock that says `now` at this moment and goes on from there. */
struct clock clock_from(struct instant now);

struct instant clock_now(const struct clock *clock);

/* Milliseconds since some moment, which only grow: what a delay is counted
 * in. A clock that stands counts its own time. */
struct moment {
	int64_t milliseconds;
};
struct moment clock_moment(const struct clock *clock);

/* Whether the machine's clock is known to be right: adjtimex(2). One that a
 * rehearsal set is what it is meant to be. */
bool clock_is_synchronised(const struct clock *clock);
/* Likewise of what adjtimex(2) answered, -1 where it cannot be asked. */
bool clock_status_is_synchronised(int status);

/* When CLOCK_REALTIME will stand where this clock reads `instant`. */
struct timespec clock_real(const struct clock *clock, struct instant instant);

#endif
