/* SPDX-License-Identifier: ISC */
/* One update of a reply, as a person is asked whether to record it. */
#ifndef CLIENT_ANSWER_UPDATE_H
#define CLIENT_ANSWER_UPDATE_H

#include <jansson.h>
#include <stdio.h>

/* What it says, and below it the command that would record it. */
void answer_update_show(FILE *to, json_t *update);

#endif
