/* SPDX-License-Identifier: ISC */
/* What of a reply's text its writer wrote: without the letter that it
 * answers, which mail programs quote in several ways. Pure. */
#ifndef CLIENT_ANSWER_LINES_H
#define CLIENT_ANSWER_LINES_H

#include <jansson.h>

/* The lines as strings, "" for an empty one; the caller releases them. Sets
 * *passed to how many lines were quoted and are not among them. */
json_t *answer_lines(const char *text, size_t *passed);

#endif
