/* SPDX-License-Identifier: ISC */
/* Times of day as people write them. */
#ifndef PROTOCOL_CLOCK_TIME_H
#define PROTOCOL_CLOCK_TIME_H

#include <stdbool.h>

#define CLOCK_TIME 6 /* "08:15", terminated */

/* A time of day as people write it: "8:15", "08.15", "kl. 8", the first of
 * "08:15-12:00". False for what is none. */
bool clock_time_read(const char *text, char time[CLOCK_TIME]);

#endif
