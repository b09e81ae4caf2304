/* SPDX-License-Identifier: ISC */
/* What stands first on the morning's screen: who one is, how much there is, the
 * runs, and what is wrong. */
#ifndef CLIENT_STATUS_HEAD_H
#define CLIENT_STATUS_HEAD_H

#include <stddef.h>

#include "client/output/output.h"

/* Shows it and returns how many lines it took. `who` is the answer to a ping.
 */
size_t status_head_show(struct output *output, json_t *status, json_t *who);

#endif
