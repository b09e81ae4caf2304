/* SPDX-License-Identifier: ISC */
/* A report (report.h) written as what its reader asks for. */
#ifndef CLIENT_OFFICE_WRITE_REPORT_H
#define CLIENT_OFFICE_WRITE_REPORT_H

#include <stdio.h>

#include "protocol/error.h"

/* `kind` is html, txt, csv, xlsx or ods. ERR_INVALID where what it reads is no
 * report. */
int write_report(const char *kind, FILE *from, FILE *to, struct err *err);

#endif
