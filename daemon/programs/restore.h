/* SPDX-License-Identifier: ISC */
/* `planvaktd restore`: a state that comes from a backup. */
#ifndef DAEMON_PROGRAMS_RESTORE_H
#define DAEMON_PROGRAMS_RESTORE_H

#include "protocol/error.h"

/* Puts back what `backup` made: `file`, or standard input where it is "-".
 * All of it is verified first, and the log says that it was restored; then it
 * takes the place of what lies in the directory, which is moved into a folder
 * there. Nothing is changed where it fails; where it is cut off at the very end
 * there is no database, and it can be done again. */
int state_restore(const char *file, const char *directory, struct err *err);

#endif
