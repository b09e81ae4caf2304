/* SPDX-License-Identifier: ISC */
/* The folder of an export: what is in it, and how it grows without ever being
 * half of something. The checkpoint is written last and says how many entries
 * count; what lies beyond was interrupted and is written again. */
#ifndef CLIENT_EXPORT_DIR_H
#define CLIENT_EXPORT_DIR_H

#include <stdbool.h>

#include "client/connection/chain.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

/* What stands in an export beside the entries and is signed with the
 * checkpoint, by its SHA-256. */
struct export_file {
	const char *name;
	unsigned mode;
};

#define EXPORT_FILES 6

extern const struct export_file export_files[EXPORT_FILES + 1]; /* {0} ends */

/* A file's SHA-256 as the checkpoint has it; "" where it has none. */
void export_file_hash(const char *checkpoint, const char *name, char hex[65]);

struct export_dir {
	const char *path;         /* borrowed */
	int dir, entries, chain;  /* descriptors */
	struct link last;         /* {0}: none yet */
	uint8_t key[SIGN_PUBLIC]; /* of entry 1: the daemon's */
	/* The files' SHA-256, as the checkpoint that is there has them. */
	char before[EXPORT_FILES][65];
	int64_t mended; /* files written over that were not as exported */
};

/* Opens the folder, made where it is not there, alone. One that holds an
 * export of that daemon is gone on with. Errors: ERR_CONFLICT where it holds
 * something else or is in use, ERR_TRUST where it holds another daemon's
 * export or one that was changed. */
int export_dir_open(struct export_dir *dir, const char *path,
    const char *daemon, struct err *err);
void export_dir_close(struct export_dir *dir); /* takes {0} */

/* An entry's two texts, also in the place of others, which were redacted or
 * else not as exported. */
int export_dir_texts(struct export_dir *dir, int64_t seq, const char *request,
    const char *reading, bool redacted, struct err *err);

/* The next entry, whose texts are there: its signature, then its line of the
 * chain. */
int export_dir_append(struct export_dir *dir, const struct link *link,
    const char *line, struct err *err);

/* One of the files beside the chain, as a whole. */
int export_dir_put(struct export_dir *dir, const char *name, const char *text,
    unsigned mode, struct err *err);

/* Has all that was written reach the disk. */
int export_dir_sync(struct export_dir *dir, struct err *err);

/* Tells on standard error of files that were mended, also where the export
 * failed afterwards: the next one finds nothing to mend and would be silent. */
void export_dir_tell_mended(const struct export_dir *dir);

#endif
