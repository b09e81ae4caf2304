/* SPDX-License-Identifier: ISC */
/* What planvakt-office makes of what was gathered, written as a file. */
#ifndef CLIENT_REPORT_FILE_H
#define CLIENT_REPORT_FILE_H

#include <jansson.h>

#include "protocol/error.h"

/* The kind that a name's suffix or `as` (NULL) says: html, txt, csv, xlsx, ods,
 * pdf. ERR_INVALID where none does. */
int report_file_kind(
    const char **kind, const char *path, const char *as, struct err *err);

/* Writes it. A PDF takes weasyprint: ERR_INVALID where that is not there. */
int report_file_write(
    const char *path, const char *kind, json_t *whole, struct err *err);

#endif
