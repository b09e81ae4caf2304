/* SPDX-License-Identifier: ISC */
/* `register`: what was sent, to whom and with what outcome, for a registrar. */
#ifndef CLIENT_REGISTER_H
#define CLIENT_REGISTER_H

#include "client/call.h"
#include "client/sheet.h"

/* The register of the messages, which are rows of notice.register; its rows
 * are the caller's. */
struct sheet register_sheet(json_t *messages);

int register_run(struct call *call, struct err *err);

#endif
