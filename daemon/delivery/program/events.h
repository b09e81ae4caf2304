/* SPDX-License-Identifier: ISC */
/* The days that a letter has with it, as a calendar (RFC 5545). A few lines of
 * our own: libical would double what it takes to start for each letter. */
#ifndef DAEMON_DELIVERY_PROGRAM_EVENTS_H
#define DAEMON_DELIVERY_PROGRAM_EVENTS_H

#include <jansson.h>

#include "protocol/buffer.h"

/* What is wrong with the list, or NULL. */
const char *events_wrong(json_t *events);

/* Appends such a list as a calendar whose words are in the language, "sv" or
 * another, for which it is English. */
void events_write(struct buffer *to, json_t *events, const char *language);

#endif
