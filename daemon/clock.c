/* SPDX-License-Identifier: ISC */
#include "daemon/clock.h"

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

struct timespec clock_real(const struct clock *clock, struct instant instant)
{
	int64_t at = instant.seconds * NANOSECONDS - clock->offset;

	return (struct timespec){ at / NANOSECONDS, at % NANOSECONDS };
}
