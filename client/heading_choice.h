/* SPDX-License-Identifier: ISC */
/* What a person says of the columns: "FIELD=HEADING". */
#ifndef CLIENT_HEADING_CHOICE_H
#define CLIENT_HEADING_CHOICE_H

#include <jansson.h>
#include <stdbool.h>

#include "client/headings.h"
#include "protocol/buffer.h"

/* The heading that is chosen for a field, as it was typed; NULL for none. */
const char *heading_chosen(json_t *chosen, const char *field);

/* Whether a heading is chosen for a field: it is put into `to`, folded, and is
 * empty where there is to be none. */
bool heading_choice(json_t *chosen, const char *field, struct buffer *to);

/* Whether the choices say that there is none. */
bool heading_declined(json_t *chosen, const char *field);

/* ERR_INVALID where one of them is not FIELD=HEADING of a known field. */
int heading_choices_check(
    const struct heading_field *fields, json_t *chosen, struct err *err);

/* ERR_INVALID where a heading that was chosen stands in none of the rows in
 * which headings are looked for. */
int heading_choices_there(const struct heading_field *fields, json_t *chosen,
    const struct grid *grid, const char *path, struct err *err);

#endif
