/* SPDX-License-Identifier: ISC */
/* The situation picture in a report: counts alone. */
#ifndef CLIENT_OFFICE_REPORT_PICTURE_H
#define CLIENT_OFFICE_REPORT_PICTURE_H

#include "client/office/report.h"

void report_picture(const struct report *report, struct paper *paper);

#endif
