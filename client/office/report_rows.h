/* SPDX-License-Identifier: ISC */
/* A report as a table. */
#ifndef CLIENT_OFFICE_REPORT_ROWS_H
#define CLIENT_OFFICE_REPORT_ROWS_H

#include "client/office/report.h"

/* Its activities as rows of texts, the first of which names the columns. The
 * caller releases it. */
json_t *report_rows(const struct report *report);

#endif
