/* SPDX-License-Identifier: ISC */
/* Standard input, output and error of a program: that they are there, and that
 * what was printed is out. */
#ifndef PROTOCOL_STANDARD_H
#define PROTOCOL_STANDARD_H

#include <stdbool.h>
#include <stdio.h>

#include "protocol/error.h"

/* The first call of a program. Where one of the three was closed, a file or a
 * socket of ours would get its number, and what is printed would go there. Its
 * place is taken by what can neither be read nor written. */
void standard_open(void);

/* The last one: writes out what was printed. ERR_INTERNAL where that fails;
 * where the reader has gone away, nobody is to be told. */
int standard_close(struct err *err);

/* Opens a file to read; `-` is standard input. *name is what messages call it.
 * NULL, with errno, where that fails. standard_end() closes it, but not the
 * standard input. */
FILE *standard_begin(const char *path, const char **name);
void standard_end(FILE *file);

/* Whether a program's word (which may be NULL) asks how it is used or of which
 * version it is: -h, --help, help, -V, --version. Then it prints that. */
bool standard_help(const char *word, const char *program, const char *usage);

#endif
