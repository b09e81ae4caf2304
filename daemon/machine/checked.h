/* SPDX-License-Identifier: ISC */
/* What `planvaktd check` found last, in the state folder, where `status` reads
 * it. It says only that somebody checked: who can write there can write it. */
#ifndef DAEMON_MACHINE_CHECKED_H
#define DAEMON_MACHINE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

#include "protocol/error.h"

#define CHECKED_WORDS 600

struct checked {
	int64_t at; /* UTC seconds of the machine's clock */
	bool ok;
	char words[CHECKED_WORDS]; /* what was wrong; "" */
	char said[ERR_SAID_MAX];   /* the same as struct err has it; "" */
};

/* Writes it, whole or not at all; false where the folder cannot be written, as
 * a copy on a medium that is read only. */
bool checked_write(const char *path, const struct checked *checked);

/* False where there is none that can be read. */
bool checked_read(const char *path, struct checked *checked);

/* The same, but where there is none it is as if a check at `begun`, when the
 * state was, had found nothing. */
bool checked_last(const char *path, int64_t begun, struct checked *checked);

/* The log is to be checked weekly: at `now` two checks were left out, and a
 * day has passed. */
bool checked_is_overdue(const struct checked *last, int64_t now);

#endif
