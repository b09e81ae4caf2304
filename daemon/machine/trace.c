/* SPDX-License-Identifier: ISC */
#include "daemon/machine/trace.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "daemon/machine/diag.h"

static bool traces;

void trace_on(void)
{
	traces = true;
}

int64_t trace_begin(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

void trace(int64_t begun, const char *format, ...)
{
	int64_t took = trace_begin() - begun;
	char what[900];
	va_list args;

	if (!traces)
		return;
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	diag(DIAG_DEBUG "trace: %s, %" PRId64 ".%" PRId64 " ms", what,
	    took / 1000, took % 1000 / 100);
}
