/* SPDX-License-Identifier: ISC */
/* The params of the log's entries, as its sentences have them: days, times,
 * intervals and planvakt's own words as people say them (log_sentence.h). */
#ifndef PROTOCOL_LOG_VALUE_H
#define PROTOCOL_LOG_VALUE_H

#include "protocol/buffer.h"

/* Appends the value alone; nothing where it is NULL. */
void log_value_words(struct buffer *to, const char *name, const char *value);

/* Appends what stands behind a sentence: "adopted 19 January 2026", "goal
 * 'Safety'", "without mail", "every year"; nothing of a flag that is not
 * set. */
void log_value_told(struct buffer *to, const char *name, const char *value);

#endif
