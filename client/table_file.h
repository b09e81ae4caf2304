/* SPDX-License-Identifier: ISC */
/* A file of a table, or standard input, as UTF-8 text. */
#ifndef CLIENT_TABLE_FILE_H
#define CLIENT_TABLE_FILE_H

#include "protocol/buffer.h"
#include "protocol/error.h"

#define TABLE_BYTES_MAX (32u << 20)

/* Reads all of `path`, "-" for standard input. *guess is the name of an
 * encoding that was guessed, else NULL. ERR_INVALID for no such file, a
 * folder, an empty or too large one, and what encoding_to_utf8() refuses. */
int table_file_load(
    struct buffer *text, const char *path, const char **guess, struct err *err);

#endif
