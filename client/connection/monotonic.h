/* SPDX-License-Identifier: ISC */
/* Milliseconds of a clock that nobody sets, for how long something takes. */
#ifndef CLIENT_CONNECTION_MONOTONIC_H
#define CLIENT_CONNECTION_MONOTONIC_H

#include <stdint.h>

int64_t monotonic_ms(void);

#endif
