/* SPDX-License-Identifier: ISC */
/* What was done and what was sent, in an archive. */
#ifndef CLIENT_ARCHIVE_LETTERS_H
#define CLIENT_ARCHIVE_LETTERS_H

#include "client/archive.h"

/* What people did, in sentences. */
int archive_history(struct archive *archive, struct err *err);

/* The register of what was sent, and each letter as a text. */
int archive_letters(struct archive *archive, struct err *err);

#endif
