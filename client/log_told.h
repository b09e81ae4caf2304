/* SPDX-License-Identifier: ISC */
/* log.txt and log.csv of an export: what each entry did, as the daemon says it
 * and signs it with the checkpoint (docs/verify.md). */
#ifndef CLIENT_LOG_TOLD_H
#define CLIENT_LOG_TOLD_H

#include <stdint.h>

#include "client/call.h"
#include "protocol/buffer.h"

struct log_told {
	struct buffer csv, txt; /* owned */
	int64_t last;           /* the entry through which they go */
	int whole;              /* how often they were begun */
};

/* Asks something of the log, for any part of an export; takes `params`. */
int log_told_ask(struct call *call, const char *method, unsigned traits,
    json_t *params, struct answer *answer, struct err *err);

/* ERR_PROTOCOL: what came is not what was asked for. */
int log_told_wrong(struct err *err);

void log_told_free(struct log_told *told); /* takes {0} */

/* Fetches what is said of the entries after the last one. */
int log_told_fetch(struct log_told *told, struct call *call, struct err *err);

/* What is said of earlier entries has changed since: all is to be fetched
 * again. ERR_CONFLICT where that happened too often. */
int log_told_again(struct log_told *told, struct err *err);

/* What was fetched of the file of that name; NULL of another. */
const char *log_told_text(const struct log_told *told, const char *name);

#endif
