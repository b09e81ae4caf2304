/* SPDX-License-Identifier: ISC */
/* The boards (nämnder) that departments answer to. */
#ifndef DAEMON_COMMANDS_DEPARTMENT_BOARD_H
#define DAEMON_COMMANDS_DEPARTMENT_BOARD_H

#include "daemon/contract/invocation.h"

/* The codes of those that answer to a board, by its name in any spelling,
 * each with blanks around it; NULL of NULL. In the arena. ERR_NOT_FOUND where
 * there are none. */
int department_of_board(struct invocation *invocation, const char *board,
    const char **codes, struct err *err);

#endif
