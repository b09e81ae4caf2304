/* SPDX-License-Identifier: ISC */
/* Departments and every spelling of their names. */
#ifndef DAEMON_COMMANDS_DEPARTMENT_H
#define DAEMON_COMMANDS_DEPARTMENT_H

#include "daemon/contract/invocation.h"

/* Checks that `code` is a department without a successor; ERR_NOT_FOUND or
 * ERR_CONFLICT with what to do. */
int department_check(
    struct invocation *invocation, const char *code, struct err *err);

/* The same for a department that may have been replaced. */
int department_exists(
    struct invocation *invocation, const char *code, struct err *err);

/* The code that a folded name, code or alias means, of the department in force
 * today; NULL for none. In the invocation's arena. Where the store fails, the
 * error is left in invocation->store_error. */
const char *department_named(void *invocation, const char *folded);

#endif
