/* SPDX-License-Identifier: ISC */
/* What of an activity nobody could read for certain, in words. */
#ifndef CLIENT_OFFICE_REPORT_UNCLEAR_H
#define CLIENT_OFFICE_REPORT_UNCLEAR_H

#include "client/office/report.h"

/* Whether it has no certain date or nobody who leads it. */
bool report_unclear_is(const struct report_activity *activity);

/* Appends what it lacks, "no date, who leads it"; what the plan says of when
 * and by whom, in its own words. */
void report_unclear_lacking(struct buffer *to, const struct report *report,
    const struct report_activity *activity);
void report_unclear_written(struct buffer *to, const struct report *report,
    const struct report_activity *activity);

#endif
