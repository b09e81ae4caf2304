/* SPDX-License-Identifier: ISC */
/* The plans of an archive. */
#ifndef CLIENT_ARCHIVE_PLANS_H
#define CLIENT_ARCHIVE_PLANS_H

#include "client/archive.h"

/* A folder for each plan: the plan as a page and as a table, its reports. */
int archive_plans(struct archive *archive, struct err *err);

#endif
