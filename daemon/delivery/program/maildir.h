/* SPDX-License-Identifier: ISC */
/* Maildir: one file per message, in a folder per address; needs no server. */
#ifndef DAEMON_DELIVERY_PROGRAM_MAILDIR_H
#define DAEMON_DELIVERY_PROGRAM_MAILDIR_H

#include <stddef.h>

#include "daemon/delivery/program/dispatch.h"
#include "protocol/error.h"

/* Puts `mail` into FOLDER/ADDRESS/new, ADDRESS being each of dispatch->to in
 * lower case, and creates what is missing, for its owner only. On 0 the message
 * is on disk exactly once, however often the dispatch is repeated, whatever of
 * it but number and token is new by then, and wherever an earlier attempt was
 * cut off, also when a reader has moved it to cur/.
 * ERR_INVALID: the address makes no file name. ERR_INTERNAL: the file system
 * refused; try again later. */
int maildir_deliver(const char *folder, const struct handed_dispatch *dispatch,
    const void *mail, size_t length, struct err *err);

#endif
