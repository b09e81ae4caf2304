/* SPDX-License-Identifier: ISC */
#include "daemon/request/erasure.h"
#include "daemon/store/store_whole.h"

#include <stddef.h>

enum { WAITS, FORGET };

const char *const erasure_sql[] = {
	[WAITS] = "SELECT EXISTS (SELECT 1 FROM erasure)",
	[FORGET] = "DELETE FROM erasure",
	NULL,
};

int erasure_waits(struct store *store, struct err *err)
{
	int64_t waits = 0;

	if (store_integer(
		store, erasure_sql, WAITS, BIND_NONE, &waits, 0, err) != 0)
		return -1;
	return waits != 0;
}

int erasure_do(struct store *store, struct err *err)
{
	if (store_erase(store, err) != 0)
		return -1;
	return store_run(store, erasure_sql, FORGET, BIND_NONE, err);
}
