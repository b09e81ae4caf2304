/* SPDX-License-Identifier: ISC */
/* What a document could do that took its reader over: nothing but read the
 * document and write what it says. */
#ifndef CLIENT_OFFICE_OFFICE_CONFINE_H
#define CLIENT_OFFICE_OFFICE_CONFINE_H

#include "protocol/error.h"

#define OFFICE_MEMORY  (64u << 20) /* bytes that may be written to */
#define OFFICE_SECONDS 20          /* of the processor */

/* For the rest of this process's life: no file is opened, no connection, no
 * program and no other process begun; it ends where it takes more memory or
 * time. Landlock where the kernel has it; the filter of calls and the limit of
 * memory not under a sanitizer or Valgrind. ERR_INTERNAL where it fails. */
int office_confine_reader(struct err *err);

/* The same for a program that is to be begun next and that is not ours: it may
 * read and run what the system has installed, and begin no connection. */
int office_confine_program(struct err *err);

#endif
