/* SPDX-License-Identifier: ISC */
/* Departments and every spelling of their names. */
#ifndef DAEMON_COMMANDS_DEPARTMENT_H
#define DAEMON_COMMANDS_DEPARTMENT_H

#include "daemon/contract/contract.h"
#include "daemon/contract/invocation.h"

/* Checks that `code` is a department without a successor; ERR_NOT_FOUND or
 * ERR_CONFLICT with what to do. */
int department_check(
    struct invocation *invocation, const char *code, struct err *err);

/* The same for a department that may have been replaced. */
int department_exists(
    struct invocation *invocation, const char *code, struct err *err);

/* Every name, code and alias, of the departments in force today, in the
 * invocation's arena: for reading owners. NULL with the store's error. */
struct owner_names *department_names(
    struct invocation *invocation, struct err *err);

/* --- for a register of them (department_import.c) --- */

#define ALIASES_MAX 50

/* What department.add and department.edit do, and what is read for both. */
int department_add(struct invocation *invocation, struct err *err);
int department_edit(struct invocation *invocation, struct err *err);
int department_read(struct invocation *invocation, struct err *err);
/* And how many unclear activities they name (department_named.h). */
int department_read_named(struct invocation *invocation, const json_t *rows,
    const json_t *readings, struct err *err);
/* Appends it as JSON (docs/wire.md). */
int department_one(
    struct invocation *invocation, const char *code, struct err *err);
extern const struct field department_names_reading[];

#endif
