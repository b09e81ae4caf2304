/* SPDX-License-Identifier: ISC */
/* A file that others never see half: it is written beside its place and then
 * takes it, so that a full disk or a signal leaves the old one alone. */
#ifndef CLIENT_WHOLE_FILE_H
#define CLIENT_WHOLE_FILE_H

#include <stdio.h>

#include "protocol/error.h"

/* Writes what the file is to hold. */
typedef int whole_file_writer(FILE *to, void *of, struct err *err);

/* Writes a file; what is no file (a device, a pipe, a link) is written to as it
 * is, and "-" is standard output, of which main() says whether it could be
 * written. ERR_INVALID where it cannot be written. */
int whole_file_write(
    const char *path, whole_file_writer *write, void *of, struct err *err);

#endif
