/* SPDX-License-Identifier: ISC */
/* What the daemon tells a subscriber, unasked: JSON-RPC notifications. */
#ifndef PROTOCOL_EVENT_H
#define PROTOCOL_EVENT_H

#include <jansson.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

/* One notification. The strings point into `root`. */
struct event {
	json_t *root; /* owned; event_release() */
	const char *method;
	json_t *params;
};

/* `params` is the text of a JSON object. */
void event_write(struct buffer *to, const char *method, const char *params);

/* Reads a notification; ERR_PROTOCOL where the body is none. */
int event_read(
    struct event *event, const char *body, size_t length, struct err *err);
void event_release(struct event *event); /* takes {0} */

#endif
