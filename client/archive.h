/* SPDX-License-Identifier: ISC */
/* `archive`: all there is, in a folder that a person can read without us. */
#ifndef CLIENT_ARCHIVE_H
#define CLIENT_ARCHIVE_H

#include "client/call.h"

/* What the folder is made of; each part is written by a function that has a
 * folder's path and a call that is open. */
struct archive {
	struct call *call;
	const char *path;   /* where it will be, without a slash behind */
	struct buffer part; /* owned: where it grows, beside that */
	char made[20];      /* "2026-08-31 14:05", local */
	json_t *plans;      /* owned: rows of plan.list */
	json_t *names;      /* owned: of the departments, by their codes */
	json_t *reports;    /* owned: {"plan","file","as_of"} */
	size_t letters, entries;
	struct receipt read;   /* what was read goes at least this far */
	struct receipt record; /* the last entry of the record */
};

int archive_run(struct call *call, struct err *err);

#endif
