/* SPDX-License-Identifier: ISC */
/* What a table leaves open, asked before anything is stored. */
#ifndef CLIENT_PLAN_QUESTION_H
#define CLIENT_PLAN_QUESTION_H

#include "client/headings.h"
#include "client/plan_table.h"

/* A plan has times and owners: a table without such a column is a question.
 * 0 where there is none; 1 where a person answered it, and options->chosen has
 * the answer; ERR_INVALID, naming the answers, where nobody can be asked. */
int plan_question(const struct headings *headings, const struct grid *grid,
    const struct plan_table_options *options, struct err *err);

#endif
