/* SPDX-License-Identifier: ISC */
/* A report of one plan, from its head to the log's; and the figures that the
 * page has too. */
#ifndef CLIENT_OFFICE_REPORT_TELL_H
#define CLIENT_OFFICE_REPORT_TELL_H

#include "client/office/report.h"

void report_tell(const struct report *report, struct paper *paper);

/* That nothing in it is real, where that is so. */
void report_rehearsal(const struct report *report, struct paper *paper);

/* The chart of how the activities stand, and the figures of each group. */
void report_shares(const struct report *report, struct paper *paper);
void report_groups(const struct report *report, struct paper *paper);

#endif
