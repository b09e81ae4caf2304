/* SPDX-License-Identifier: ISC */
/* The tables of activities, of a report and of the page. */
#ifndef CLIENT_OFFICE_REPORT_SECTIONS_H
#define CLIENT_OFFICE_REPORT_SECTIONS_H

#include "client/office/report.h"

void report_sections(const struct report *report, struct paper *paper);
void page_sections(const struct report *report, struct paper *paper);

#endif
