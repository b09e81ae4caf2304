/* SPDX-License-Identifier: ISC */
/* What the system says of a failure, in the catalogue's words: libc has its own
 * only where its locale is installed, which ours need not be. */
#ifndef PROTOCOL_ERROR_SYSTEM_H
#define PROTOCOL_ERROR_SYSTEM_H

/* Of a text of strerror(); one that people hardly meet, and any other text, is
 * returned as it is. */
const char *error_system(const char *text);

#endif
