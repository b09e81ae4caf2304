/* SPDX-License-Identifier: ISC */
/* A day in JSON: "YYYY-MM-DD", or null for none. */
#ifndef DAEMON_CALENDAR_JSON_DAY_H
#define DAEMON_CALENDAR_JSON_DAY_H

#include <jansson.h>

#include "daemon/calendar/day.h"
#include "protocol/buffer.h"

json_t *json_day(struct day day);
void buffer_day(struct buffer *buffer, struct day day);

/* DAY_NONE of NULL, and of what is no day. */
struct day json_day_value(const json_t *json);

#endif
