/* SPDX-License-Identifier: ISC */
#include "daemon/commands/department_board.h"

#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/text/fold.h"

enum { BOARDS };

static const char *const department_board_sql[] = {
	[BOARDS] = "SELECT code, board FROM department"
		   " WHERE board IS NOT NULL ORDER BY code",
	NULL,
};

int department_of_board(struct invocation *invocation, const char *board,
    const char **codes, struct err *err)
{
	struct arena *arena = invocation->arena;
	const char *folded;
	struct rows rows;
	int result;

	*codes = NULL;
	if (board == NULL)
		return 0;
	folded = fold_name(arena, board);
	rows = store_query(
	    invocation->store, department_board_sql, BOARDS, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1)
		if (strcmp(fold_name(arena, rows_text(&rows, 1)), folded) == 0)
			*codes = arena_printf(arena, "%s %s ",
			    *codes != NULL ? *codes : "", rows_text(&rows, 0));
	rows_end(&rows);
	if (result == 0 && *codes == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "no department answers to a board \"%s\": planvakt"
		    " department edit CODE --board NAME says which do",
		    board);
	return result;
}

const struct family department_board_family = {
	NULL,
	department_board_sql,
};
