/* SPDX-License-Identifier: ISC */
/* What `planvaktd check` found last, in the state folder, where `status` reads
 * it. It says only that somebody checked: who can write there can write it. */
#ifndef DAEMON_MACHINE_CHECKED_H
#define DAEMON_MACHINE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

#define CHECKED_WORDS 600

/* Seconds: the log is to be checked weekly; two checks that are left out, and
 * a day, are told. */
#define CHECKED_OVERDUE (15 * 24 * 60 * 60)

struct checked {
	int64_t at; /* UTC seconds of the machine's clock */
	bool ok;
	char words[CHECKED_WORDS]; /* what was wrong; "" */
};

/* Writes it, whole or not at all; false where the folder cannot be written, as
 * a copy on a medium that is read only. */
bool checked_write(const char *path, const struct checked *checked);

/* False where there is none that can be read. */
bool checked_read(const char *path, struct checked *checked);

#endif
