/* SPDX-License-Identifier: ISC */
#include "daemon/request/ahead.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

#include "daemon/request/door.h"
#include "tests/unit/rig/rig.h"

/* Three times what is verified at once, and some. */
#define ENTRIES 200

static void fill(struct rig *rig)
{
	rig_fill(rig);
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'2022',"
	    "'lead':'ks'}");
	while (rig_head(rig) < ENTRIES)
		rig_must(rig, "activity.update", "{'id':1,'note':'Nr %d'}",
		    (int)rig_head(rig));
}

/* Which entry's signature alone does not hold; 0 for none, -1 for more. */
static int64_t broken(struct rig *rig)
{
	struct ahead *ahead = ahead_open(rig->store);
	struct rows rows = log_query(rig->store, 1);
	int64_t found = 0, count = 0;
	struct entry entry;
	struct err err;

	while (log_next(&rows, &entry, &err) == 1) {
		count++;
		if (!ahead_holds(ahead, &entry))
			found = found == 0 ? entry.seq : -1;
	}
	ahead_close(ahead);
	assert_int_equal(count, ENTRIES);
	return found;
}

/* The first and the last of what is verified at once, too. */
static void each_signature_is_verified(void **state)
{
	static const int at[] = { 1, 2, 63, 64, 65, 127, 128, 129, 199, 200 };
	struct rig *rig = *state;
	char sql[128];

	fill(rig);
	assert_int_equal(broken(rig), 0);
	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		rig_execute(rig, "BEGIN");
		snprintf(sql, sizeof(sql),
		    "UPDATE log SET signature = (SELECT signature FROM log"
		    " WHERE seq = 100) WHERE seq = %d",
		    at[i]);
		rig_execute(rig, sql);
		assert_int_equal(broken(rig), at[i]);
		rig_execute(rig, "ROLLBACK");
	}
}

/* An entry that is not the next one: what was verified of another is not
 * said of it. */
static void what_is_not_next_is_verified_by_itself(void **state)
{
	struct rig *rig = *state;
	struct ahead *ahead;
	struct entry entry;
	struct rows rows;
	struct err err;

	rig_fill(rig);
	ahead = ahead_open(rig->store);
	rows = log_query(rig->store, 3);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	assert_true(ahead_holds(ahead, &entry));
	entry.signature[7] ^= 1;
	assert_false(ahead_holds(ahead, &entry));
	rows_end(&rows);
	ahead_close(ahead);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(each_signature_is_verified),
		RIG_TEST(what_is_not_next_is_verified_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
