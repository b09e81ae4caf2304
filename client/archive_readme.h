/* SPDX-License-Identifier: ISC */
/* README.html of an archive: a reader in thirty years has that folder and
 * nothing else. */
#ifndef CLIENT_ARCHIVE_README_H
#define CLIENT_ARCHIVE_README_H

#include "client/archive.h"

/* That nothing in it is real, where that is so. */
void archive_rehearsal(struct buffer *lines, const struct archive *archive);

/* What there is, and what each file and column means. */
int archive_readme(struct archive *archive, struct err *err);

#endif
