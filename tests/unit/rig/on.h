/* SPDX-License-Identifier: ISC */
/* Dates as tests write them. */
#ifndef TESTS_UNIT_RIG_ON_H
#define TESTS_UNIT_RIG_ON_H

#include "daemon/calendar/day.h"

/* "2022-06-30"; another text fails. */
struct day on(const char *text);

#endif
