/* SPDX-License-Identifier: ISC */
/* planvaktd run -v: one line to the operator for each request, run and
 * delivery. */
#ifndef DAEMON_MACHINE_TRACE_H
#define DAEMON_MACHINE_TRACE_H

#include <stdint.h>

/* From here on trace() speaks. */
void trace_on(void);

/* When something begins, in microseconds since some moment. */
int64_t trace_begin(void);

/* "trace: ...", and how many milliseconds it took since `begun`; nothing
 * without trace_on(). No key's name and no params: what is redacted later must
 * not stand here. */
void trace(int64_t begun, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
