/* SPDX-License-Identifier: ISC */
/* `planvakt log redact`: where words go out of an entry that gave or took a
 * key, the coordinator repeats under her signature what it did. */
#ifndef CLIENT_LOG_REDACT_H
#define CLIENT_LOG_REDACT_H

#include "protocol/error.h"

struct call;

int log_redact_run(struct call *call, struct err *err);

#endif
