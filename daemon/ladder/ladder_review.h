/* SPDX-License-Identifier: ISC */
/* What comes again and again. Pure. */
#ifndef DAEMON_LADDER_LADDER_REVIEW_H
#define DAEMON_LADDER_LADDER_REVIEW_H

#include "daemon/ladder/ladder_search.h"

void search_review(struct search *search);
void search_unclear(struct search *search);

#endif
