/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/operator.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "daemon/machine/diag.h"
#include "protocol/buffer.h"

static char last[1024];
static struct buffer lines;

/* The linker calls this where another object speaks to the operator (--wrap). */
void __wrap_diag(const char *format, ...) __attribute__((format(printf, 1, 2)));

void __wrap_diag(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(last, sizeof(last), format, args);
	va_end(args);
	buffer_printf(&lines, "%s\n", last);
}

const char *operator_line(void)
{
	return last;
}

bool operator_heard(const char *words)
{
	return lines.length > 0 && strstr(lines.bytes, words) != NULL;
}

void operator_forget(void)
{
	last[0] = '\0';
	buffer_free(&lines);
}
