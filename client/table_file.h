/* SPDX-License-Identifier: ISC */
/* The bytes of a file of a table, or of standard input. */
#ifndef CLIENT_TABLE_FILE_H
#define CLIENT_TABLE_FILE_H

#include "protocol/buffer.h"
#include "protocol/error.h"

#define TABLE_BYTES_MAX (32u << 20)

/* Reads all of `path`, "-" for standard input. ERR_INVALID for no such file, a
 * folder, an empty or too large one. */
int table_file_load(struct buffer *bytes, const char *path, struct err *err);

#endif
