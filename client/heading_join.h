/* SPDX-License-Identifier: ISC */
/* A heading of two rows. */
#ifndef CLIENT_HEADING_JOIN_H
#define CLIENT_HEADING_JOIN_H

#include "client/headings.h"

/* Where the row below the heading goes on with it, "Start" and "Slut" below
 * "Tidplan", "Q1" and "Q2" below "2026": its names count for their columns. */
void headings_join(struct headings *headings, const struct grid *grid);

#endif
