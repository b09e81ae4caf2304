/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

bool rig_calendar_closed;

/* The linker calls this where another object asks the reader (--wrap). */
struct timeframe __real_timeframe_read(const char *text, int year);
struct timeframe __wrap_timeframe_read(const char *text, int year);

struct timeframe __wrap_timeframe_read(const char *text, int year)
{
	assert_false(rig_calendar_closed);
	return __real_timeframe_read(text, year);
}
