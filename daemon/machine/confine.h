/* SPDX-License-Identifier: ISC */
/* What a process that was taken over could still do: it is no longer root, it
 * leaves no core, gains no rights, sees only its own files, and makes only the
 * system calls that serving takes. */
#ifndef DAEMON_MACHINE_CONFINE_H
#define DAEMON_MACHINE_CONFINE_H

#include "protocol/error.h"

/* What serving needs of the file system. */
struct confinement {
	const char *state;  /* a directory: files in it are read, written, made
			     * and removed */
	const char *socket; /* a file: it is removed from its directory */
	const char *config; /* a file, read again from its directory, also where
			     * another took its place; or NULL */
};

/* Becomes the user, with its groups, for good; "" and who it is already change
 * nothing. Call it before anything of the user's is opened, and before the
 * workers are started: they are to be the same user. ERR_INVALID where there
 * is no such user, ERR_DENIED where only root could become it. */
int confine_user(const char *user, struct err *err);

/* Root becomes the owner of the state's folder, so that no file in it becomes
 * root's by mistake; nothing changes where there is none, or it is root's. */
int confine_owner(const char *directory, struct err *err);

/* Confines this process for the rest of its life, but not the children that it
 * has: they keep what a mail program with a setgid bit needs. Call it when all
 * that a start takes is done. Afterwards a forbidden file is EACCES; a
 * forbidden system call says its name on standard error and ends the process
 * by SIGSYS.
 *
 * *missing is NULL, or what of it could not be had, to be told to the operator.
 * ERR_INTERNAL where something else failed: the process must not serve then. */
int confine_process(const struct confinement *confinement, const char **missing,
    struct err *err);

#endif
