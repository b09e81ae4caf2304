/* SPDX-License-Identifier: ISC */
/* Members of a JSON object: NULL, or 0, where there is none of the kind, or
 * no object. A text lives as long as the object. */
#ifndef PROTOCOL_JSON_MEMBER_H
#define PROTOCOL_JSON_MEMBER_H

#include <jansson.h>
#include <stdint.h>

const char *json_text(const json_t *object, const char *name);
int64_t json_number(const json_t *object, const char *name);

/* The first of a list whose member is the text; lives as long as the list. */
json_t *json_row(const json_t *rows, const char *name, const char *text);

#endif
