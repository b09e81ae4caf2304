/* SPDX-License-Identifier: ISC */
/* A file that a command writes as a whole or not at all. */
#ifndef CLIENT_WRITTEN_FILE_H
#define CLIENT_WRITTEN_FILE_H

#include <stdio.h>

#include "protocol/error.h"

typedef int file_writer(FILE *to, void *of, struct err *err);

/* Has `write` fill a file of that name, "-" being standard output; where that
 * fails, a file that was there stays. A device, a pipe and what a link leads to
 * are written into. ERR_INVALID where it cannot be written. */
int written_file(
    const char *path, file_writer *write, void *of, struct err *err);

#endif
