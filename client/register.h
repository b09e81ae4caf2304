/* SPDX-License-Identifier: ISC */
/* `register`: what was sent, to whom and with what outcome, for a registrar. */
#ifndef CLIENT_REGISTER_H
#define CLIENT_REGISTER_H

#include "client/call.h"
#include "client/sheet.h"

#define REGISTER_ON_PAGE 8 /* there is no room for the last column */

/* What the register has for each message. */
extern const char *const register_heads[];
extern const unsigned register_widths[];

/* Rows of the register, the caller's, of the messages, which are rows of
 * notice.register. */
json_t *register_rows(json_t *messages);

int register_run(struct call *call, struct err *err);

#endif
