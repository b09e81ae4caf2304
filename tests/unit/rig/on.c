/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/on.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

struct day on(const char *text)
{
	struct day day = DAY_NONE;

	assert_true(day_read(text, &day));
	return day;
}
