/* SPDX-License-Identifier: ISC */
/* `notice test`: sends a test message and waits for what becomes of it. */
#ifndef CLIENT_NOTICE_TEST_H
#define CLIENT_NOTICE_TEST_H

#include "client/call.h"

/* What it runs. ERR_CONFLICT with the reason where the message was refused, or
 * where nothing was heard of it for --wait seconds (60; 0 does not wait). */
int notice_test_run(struct call *call, struct err *err);

#endif
