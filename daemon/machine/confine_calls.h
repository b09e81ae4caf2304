/* SPDX-License-Identifier: ISC */
/* The system calls that are left to a process: those of a server whose files
 * and listening socket are open. No program, no process, no connection of its
 * own, no new executable memory. */
#ifndef DAEMON_MACHINE_CONFINE_CALLS_H
#define DAEMON_MACHINE_CONFINE_CALLS_H

#include <stdbool.h>

#include "protocol/error.h"

/* No filter is loaded where a sanitizer is built in or Valgrind is at work:
 * both make calls of their own that no server does. */
bool calls_can_filter(void);

/* Valgrind does not know Landlock's calls either. */
bool calls_in_valgrind(void);

/* Filters from here on, for good; no_new_privs must be set. A forbidden call
 * is not made: the process says "planvaktd: forbidden system call NAME
 * (NUMBER): stopping" on standard error and ends by SIGSYS. */
int calls_filter(struct err *err);

#endif
