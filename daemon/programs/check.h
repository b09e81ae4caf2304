/* SPDX-License-Identifier: ISC */
/* `planvaktd check`: whether a state is as its log says. */
#ifndef DAEMON_PROGRAMS_CHECK_H
#define DAEMON_PROGRAMS_CHECK_H

#include "protocol/error.h"

/* Verifies everything and says so on standard output. */
int state_check(const char *directory, struct err *err);

#endif
