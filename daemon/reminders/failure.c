/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/failure.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

/* Of one letter; the rest is told in the next. */
#define FAILURES_MAX "50"

/* clang-format off */
#define FAILURE \
	"SELECT d.id, d.address, p.name, d.run, coalesce(d.answer, '')," \
	" (SELECT min(n.id) FROM notice n WHERE n.dispatch = d.id)" \
	" FROM dispatch d LEFT JOIN department p ON p.code = d.department"
/* clang-format on */

enum { UNTOLD, TOLD };

const char *const failure_sql[] = {
	/* Told in a letter that failed itself is not told. */
	[UNTOLD] = FAILURE " WHERE d.state = 'failed' AND d.told IN (SELECT 0"
			   "  UNION ALL SELECT l.id FROM dispatch l"
			   "  WHERE l.state = 'failed' AND l.told = 0)"
			   " AND d.address <> ?1 ORDER BY d.id"
			   " LIMIT " FAILURES_MAX,
	[TOLD] = FAILURE " WHERE d.state = 'failed' AND d.told = ?1"
			 " ORDER BY d.id",
	NULL,
};

/* The columns of FAILURE. */
/* clang-format off */
enum {
	FAILURE_DISPATCH, FAILURE_ADDRESS, FAILURE_NAME, FAILURE_RUN,
	FAILURE_ANSWER, FAILURE_NOTICE
};
/* clang-format on */

static int failure_load(struct failures *failures, struct arena *arena,
    struct store *store, int statement, const struct value *values,
    struct err *err)
{
	struct letter_failure *list = NULL;
	size_t capacity = 0, count = 0;
	int result;
	struct rows rows = store_query(store, failure_sql, statement, values);

	while ((result = rows_next(&rows, err)) == 1) {
		list = grow(list, count, &capacity, sizeof(*list));
		list[count++] = (struct letter_failure){
			.dispatch = rows_integer(&rows, FAILURE_DISPATCH),
			.address = rows_copy(&rows, FAILURE_ADDRESS, arena),
			.name = rows_copy(&rows, FAILURE_NAME, arena),
			.run = rows_day(&rows, FAILURE_RUN),
			.answer = rows_copy(&rows, FAILURE_ANSWER, arena),
			.notice = rows_null(&rows, FAILURE_NOTICE)
			    ? 0
			    : rows_integer(&rows, FAILURE_NOTICE),
		};
	}
	failures->count = count;
	failures->list = arena_alloc(arena, count * sizeof(*list) + 1);
	if (count > 0)
		memcpy(failures->list, list, count * sizeof(*list));
	free(list);
	return result;
}

int failures_load(struct failures *failures, struct arena *arena,
    struct store *store, const char *coordinator, struct err *err)
{
	return failure_load(
	    failures, arena, store, UNTOLD, BIND(TEXT(coordinator)), err);
}

int failures_told(struct failures *failures, struct arena *arena,
    struct store *store, int64_t dispatch, struct err *err)
{
	return failure_load(
	    failures, arena, store, TOLD, BIND(INTEGER(dispatch)), err);
}
