/* SPDX-License-Identifier: ISC */
/* What SQLite refuses, in words that say what to do. */
#include "daemon/store/store_error.h"
#include "protocol/translate.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

size_t path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return strlen(path);
	return slash > path ? (size_t)(slash - path) : 1;
}

/* What is wrong with the disk, where the operator can do something about it. */
static int fail_for_disk(
    sqlite3 *db, const char *path, int code, struct err *err)
{
	/* Of a commit that fails SQLite does not keep the number. */
	int last = errno, kept = sqlite3_system_errno(db);
	int number = kept != 0 ? kept : last;
	int folder = (int)path_folder(path);

	switch (code & 0xff) {
	case SQLITE_FULL:
		return err_set(err, ERR_INTERNAL,
		    "no room left in %.*s: make room there", folder, path);
	case SQLITE_IOERR:
		return err_set(err, ERR_INTERNAL,
		    "cannot read or write %s: %s: see to its disk and, if"
		    " there is one, its quota",
		    path, strerrordesc_np(number != 0 ? number : EIO));
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_INTERNAL,
		    "cannot open %s or a file beside it: %s: see to the rights"
		    " of %.*s",
		    path, strerrordesc_np(number != 0 ? number : EACCES),
		    folder, path);
	case SQLITE_READONLY:
		return err_set(err, ERR_INTERNAL,
		    "%s cannot be written: see to its owner and rights, and"
		    " whether %.*s is mounted to be read only",
		    path, folder, path);
	case SQLITE_BUSY:
		return err_set(err, ERR_INTERNAL,
		    "another program holds %s: end it, then it goes on", path);
	default: /* SQLITE_CORRUPT, SQLITE_NOTADB */
		return err_set(err, ERR_INTERNAL,
		    "%s is damaged: stop planvaktd and put a backup back",
		    path);
	}
}

static bool is_of_the_disk(int code)
{
	static const int codes[] = { SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN,
		SQLITE_READONLY, SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_NOTADB };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i] == (code & 0xff))
			return true;
	return false;
}

const char *store_error_hindrance(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
		return N_("another program holds its database: try again in a"
			  " moment");
	case SQLITE_FULL:
		return N_("its disk is full");
	case SQLITE_IOERR:
	case SQLITE_READONLY:
		return N_("its disk cannot be written");
	default:
		return NULL;
	}
}

int store_error_tell(
    sqlite3 *db, const char *path, const char *what, struct err *err)
{
	int code = sqlite3_errcode(db);

	if (is_of_the_disk(code))
		return fail_for_disk(db, path, code, err);
	return err_set(err, ERR_INTERNAL, "the database: %s (%.60s)",
	    sqlite3_errmsg(db), what);
}
