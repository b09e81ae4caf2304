/* SPDX-License-Identifier: ISC */
#include "daemon/machine/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "daemon/machine/confine_calls.h"
#include "protocol/translate.h"

/* --- the user --- */

static int find_user(
    const char *user, struct passwd *entry, char *room, struct err *err)
{
	struct passwd *found = NULL;
	int failed = getpwnam_r(user, entry, room, BUFSIZ, &found);

	if (found != NULL)
		return 0;
	if (failed != 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot look up the user %s: %s", user,
		    strerrordesc_np(failed));
	return err_set(err, ERR_INVALID,
	    "there is no user %s: make it, or write another as user in"
	    " [daemon]",
	    user);
}

/* Sets real, effective and saved ids, so that there is no way back to root. */
static int become(const struct passwd *entry, struct err *err)
{
	const char *name =
	    entry->pw_name != NULL ? entry->pw_name : "(unnamed)";

	if ((entry->pw_name != NULL ? initgroups(name, entry->pw_gid)
				    : setgroups(0, NULL)) != 0 ||
	    setresgid(entry->pw_gid, entry->pw_gid, entry->pw_gid) != 0 ||
	    setresuid(entry->pw_uid, entry->pw_uid, entry->pw_uid) != 0)
		return err_set(err, ERR_INTERNAL, "cannot become user %s: %s",
		    name, strerrordesc_np(errno));
	if (setuid(0) == 0 || seteuid(0) == 0)
		return err_set(err, ERR_INTERNAL,
		    "became user %s and can still become root: start planvaktd"
		    " as %s, without capabilities",
		    name, name);
	return 0;
}

int confine_owner(const char *directory, struct err *err)
{
	struct passwd entry = { 0 }, *found = NULL;
	struct stat status;
	char room[BUFSIZ];

	if (geteuid() != 0 || stat(directory, &status) != 0 ||
	    status.st_uid == 0)
		return 0;
	if (getpwuid_r(status.st_uid, &entry, room, sizeof(room), &found) !=
		0 ||
	    found == NULL)
		entry = (struct passwd){
			.pw_uid = status.st_uid,
			.pw_gid = status.st_gid,
		};
	return become(&entry, err);
}

int confine_user(const char *user, struct err *err)
{
	struct passwd entry;
	char room[BUFSIZ];

	if (user[0] == '\0')
		return 0;
	if (find_user(user, &entry, room, err) != 0)
		return -1;
	if (entry.pw_uid == geteuid())
		return 0;
	if (geteuid() != 0)
		return err_set(err, ERR_DENIED,
		    "only root can become user %s: start planvaktd as root or"
		    " as %s, or take user out of [daemon]",
		    user, user);
	return become(&entry, err);
}

/* --- files: Landlock, see landlock(7) --- */

/* Rights that came with versions 3 and 5, newer than Debian 12's headers. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (UINT64_C(1) << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (UINT64_C(1) << 15)
#endif

#define READS LANDLOCK_ACCESS_FS_READ_FILE
#define OWNS                                                                   \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |          \
	    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE |      \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)

/* The version that the kernel has, 0 for none, -1 where a filter of system
 * calls forbids to ask. */
static int landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	if (version < 0 && (errno == EPERM || errno == EACCES))
		return -1;
	return version > 0 ? (int)version : 0;
}

/* All rights that a version knows; what is not granted of them is refused. */
static uint64_t landlock_rights(int version)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (version >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
	if (version >= 5)
		rights |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
	return rights;
}

struct confined_path {
	const char *path;
	uint64_t rights; /* on a directory they hold for all beneath it */
	bool optional;   /* may be missing on this machine */
	bool beside;     /* means the directory that the file lies in */
};

static void directory_of(const char *path, char *directory)
{
	char *slash;

	snprintf(directory, PATH_MAX, "%s", path);
	slash = strrchr(directory, '/');
	if (slash == NULL)
		snprintf(directory, PATH_MAX, ".");
	else
		slash[slash == directory] = '\0';
}

static int grant(int ruleset, uint64_t handled,
    const struct confined_path *place, struct err *err)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = place->rights & handled,
	};
	char path[PATH_MAX];
	long result = -1;
	int fd;

	if (place->beside)
		directory_of(place->path, path);
	else
		snprintf(path, sizeof(path), "%s", place->path);
	fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0 && place->optional)
		return 0;
	if (fd >= 0) {
		rule.parent_fd = fd;
		result = syscall(SYS_landlock_add_rule, ruleset,
		    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
		close(fd);
	}
	if (result == 0)
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot confine planvaktd to %s: %s",
	    path, strerrordesc_np(errno));
}

/* Time zones are read again when the settings change, and SQLite seeds its
 * random numbers from the device. Where a sanitizer or Valgrind keeps us from
 * filtering, that one reads of itself in /proc. */
static int grant_all(int ruleset, uint64_t handled,
    const struct confinement *confinement, struct err *err)
{
	const char *zones = getenv("TZDIR");
	const struct confined_path places[] = {
		{ confinement->state, OWNS },
		{ confinement->socket, LANDLOCK_ACCESS_FS_REMOVE_FILE,
		    .beside = true },
		{ zones != NULL ? zones : "/usr/share/zoneinfo", READS,
		    .optional = true },
		{ "/etc/localtime", READS, .optional = true },
		{ "/dev/urandom", READS, .optional = true },
		{ confinement->config, READS, .beside = true },
		{ calls_can_filter() ? NULL : "/proc",
		    READS | LANDLOCK_ACCESS_FS_READ_DIR, .optional = true },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].path != NULL &&
		    grant(ruleset, handled, &places[i], err) != 0)
			return -1;
	return 0;
}

static int confine_files(
    const struct confinement *confinement, int version, struct err *err)
{
	struct landlock_ruleset_attr all = {
		.handled_access_fs = landlock_rights(version),
	};
	int ruleset =
	    (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	int result = -1;

	if (ruleset < 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot confine planvaktd to its files: %s",
		    strerrordesc_np(errno));
	if (grant_all(ruleset, all.handled_access_fs, confinement, err) == 0) {
		result = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
		if (result != 0)
			err_set(err, ERR_INTERNAL,
			    "cannot confine planvaktd to its files: %s",
			    strerrordesc_np(errno));
	}
	close(ruleset);
	return result;
}

/* --- all of it --- */

/* Forbids core dumps and tracing, so that the key reaches no disk and no other
 * process of the user's, and new privileges. */
static int confine_rights(struct err *err)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot give up core dumps and new privileges: %s",
		    strerrordesc_np(errno));
	return 0;
}

/* The order matters: Landlock needs no_new_privs, and the filter forbids
 * Landlock's calls. */
int confine_process(const struct confinement *confinement, const char **missing,
    struct err *err)
{
	enum { LANDLOCK, FORBIDDEN, NO_LANDLOCK };
	static const char *const lacks[][2] = {
		[LANDLOCK] = { NULL,
		    N_("a filter of system calls: a sanitizer or Valgrind is"
		       " at work") },
		[FORBIDDEN] = { N_("Landlock: whoever started planvaktd forbids"
				   " it: allow landlock_create_ruleset,"
				   " landlock_add_rule and"
				   " landlock_restrict_self"
				   " (SystemCallFilter=)"),
		    N_("Landlock, which is forbidden, and a filter of system"
		       " calls") },
		[NO_LANDLOCK] = { N_("Landlock: this kernel has none, or has it"
				     " switched off"),
		    N_("Landlock and a filter of system calls") },
	};
	int version = calls_in_valgrind() ? 0 : landlock_version();
	int lack = version > 0 ? LANDLOCK : NO_LANDLOCK;
	bool filters = calls_can_filter();

	if (version < 0)
		lack = FORBIDDEN;
	*missing = lacks[lack][!filters];
	if (confine_rights(err) != 0 ||
	    (version > 0 && confine_files(confinement, version, err) != 0))
		return -1;
	return filters ? calls_filter(err) : 0;
}
