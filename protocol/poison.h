/* SPDX-License-Identifier: ISC */
/* Calls that our sources may not make: they write without knowing how much
 * room there is, read numbers without saying what was none, keep state of
 * their own, or may have no memory (protocol/copy.h); and what all sources
 * take for granted. The Makefile includes this before every source of ours.
 * The system's headers that name them come first: what is poisoned may not be
 * named any more. */
#ifndef PROTOCOL_POISON_H
#define PROTOCOL_POISON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Macros of glibc's with another compiler than gcc. */
#undef sprintf
#undef vsprintf

/* Plans reach beyond 2038, and a log is kept for ever. */
_Static_assert(sizeof(time_t) >= 8, "planvakt needs a time_t of 64 bits");

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison strdup strndup
#pragma GCC poison atoi atol atoll atof strtok
#pragma GCC poison asctime ctime gmtime localtime mktemp tmpnam tempnam

#endif
