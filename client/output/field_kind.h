/* SPDX-License-Identifier: ISC */
/* What the value of a field is, where its name alone tells: so a list of any
 * command says it in the same words. */
#ifndef CLIENT_OUTPUT_FIELD_KIND_H
#define CLIENT_OUTPUT_FIELD_KIND_H

#include <jansson.h>
#include <stdbool.h>

/* Values are words of planvakt's, which people read in their language. */
bool field_has_closed_words(const char *field);

/* "every 4 months" */
bool field_is_interval(const char *field);

/* Of a setting: values are words, of days and of what is on or off. */
bool field_is_setting(json_t *row, const char *field);

/* Of a setting: a time of day. */
bool field_is_hour(json_t *row, const char *field);

/* The name of a kind of observations: most are planvakt's own. */
bool field_is_kind(json_t *row, const char *field);

#endif
