/* SPDX-License-Identifier: ISC */
#include "daemon/machine/clock.h"

#include <sys/timex.h>

#define NANOSECONDS INT64_C(1000000000)

static int64_t real_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * NANOSECONDS + now.tv_nsec;
}

struct clock clock_from(struct instant now)
{
	return (
	    struct clock){ .offset = now.seconds * NANOSECONDS - real_now() };
}

struct instant clock_now(const struct clock *clock)
{
	if (clock->still)
		return clock->at;
	return (struct instant){ (real_now() + clock->offset) / NANOSECONDS };
}

struct moment clock_moment(const struct clock *clock)
{
	struct timespec now;

	if (clock->still)
		return (struct moment){ clock->at.seconds * 1000 };
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (struct moment){ now.tv_sec * INT64_C(1000) +
		now.tv_nsec / 1000000 };
}

bool clock_is_synchronised(const struct clock *clock)
{
	struct timex timex = { 0 };

	if (clock->still)
		return !clock->doubtful;
	if (clock->offset != 0)
		return true;
	return clock_status_is_synchronised(adjtimex(&timex));
}

/* -1: it may not be asked, so nobody says that it is right. */
bool clock_status_is_synchronised(int status)
{
	return status >= 0 && status != TIME_ERROR;
}

struct timespec clock_real(const struct clock *clock, struct instant instant)
{
	int64_t at = instant.seconds * NANOSECONDS - clock->offset;

	return (struct timespec){ at / NANOSECONDS, at % NANOSECONDS };
}
