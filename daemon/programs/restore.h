/* SPDX-License-Identifier: ISC */
/* `planvaktd init --restored-from`: a state that came from a backup. */
#ifndef DAEMON_PROGRAMS_RESTORE_H
#define DAEMON_PROGRAMS_RESTORE_H

#include "protocol/error.h"

/* Says in the log that the state was put back from a backup (`from`: which, in
 * words); the daemon must not run. */
int state_restore(const char *directory, const char *from, struct err *err);

#endif
