/* SPDX-License-Identifier: ISC */
/* The timeline of a report. */
#ifndef CLIENT_OFFICE_REPORT_TIME_H
#define CLIENT_OFFICE_REPORT_TIME_H

#include "client/office/report.h"

void report_timeline(const struct report *report, struct paper *paper);

#endif
