/* SPDX-License-Identifier: ISC */
/* What was said before a reply is read: by the same reply, or after it was
 * written. The daemon has the rule (docs/wire.md); here it is shown. */
#ifndef CLIENT_ANSWER_PAST_H
#define CLIENT_ANSWER_PAST_H

#include "client/answer_reading.h"
#include "client/call.h"
#include "client/mail.h"

/* Names the mail in each update. Those that it was recorded by before move to
 * `recorded`, those of an activity of which somebody spoke after it was written
 * to `older`; where all is wanted once more (`again`) none does. */
int answer_past_sort(struct answer_reading *reading, struct call *call,
    const struct mail *mail, bool again, struct err *err);

#endif
