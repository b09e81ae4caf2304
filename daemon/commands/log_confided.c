/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_confided.h"

#include <string.h>

#include "daemon/commands/families.h"

enum { WRITER };

static const char *const log_confided_sql[] = {
	[WRITER] = "SELECT w.method, coalesce(k.department, '')"
		   " FROM entry_method w JOIN log l ON l.seq = w.seq"
		   " LEFT JOIN key k ON k.public = l.key WHERE w.seq = ?1",
	NULL,
};

static bool has_confided(const struct field *fields)
{
	for (; fields != NULL && fields->name != NULL; fields++)
		if (fields->confided || has_confided(fields->row))
			return true;
	return false;
}

int log_confided(
    struct invocation *invocation, int64_t seq, bool *confided, struct err *err)
{
	const struct principal *principal = invocation->principal;
	const struct command *command;
	struct rows rows;
	int result;

	*confided = false;
	if (principal->role != ROLE_DEPARTMENT)
		return 0;
	rows = store_query(
	    invocation->store, log_confided_sql, WRITER, BIND(INTEGER(seq)));
	result = rows_next(&rows, err);
	if (result == 1) {
		command = command_find(rows_text(&rows, 0));
		*confided = command != NULL && has_confided(command->fields) &&
		    strcmp(rows_text(&rows, 1), principal->department) != 0;
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

const struct family log_confided_family = {
	NULL,
	log_confided_sql,
};
