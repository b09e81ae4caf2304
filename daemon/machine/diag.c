/* SPDX-License-Identifier: ISC */
#include "daemon/machine/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* Each line is one write(2), so that lines of several processes do not mix. */
void diag(const char *format, ...)
{
	static const char prefix[] = "planvaktd: ";
	char line[1024];
	size_t at = sizeof(prefix) - 1;
	va_list args;
	int length;

	snprintf(line, sizeof(line), "%s", prefix);
	va_start(args, format);
	length = vsnprintf(line + at, sizeof(line) - at - 1, format, args);
	va_end(args);
	if (length < 0)
		return;
	at += (size_t)length < sizeof(line) - at - 1 ? (size_t)length
						     : sizeof(line) - at - 2;
	line[at++] = '\n';
	if (write(STDERR_FILENO, line, at) < 0)
		return; /* nobody listens, and nobody can be told */
}
