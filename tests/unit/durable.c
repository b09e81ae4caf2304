/* SPDX-License-Identifier: ISC */
/* What could not be written or synced is told, and a path's folder is found as
 * dirname(1) does. Writes in pieces: tests/crash. */
#include "protocol/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void tells_what_is_full(void **state)
{
	int full = open("/dev/full", O_WRONLY);

	(void)state;
	assert_int_equal(durable_write_unsynced(full, "x", 1), -1);
	assert_int_equal(errno, ENOSPC);
	close(full);
}

/* A pipe cannot be synced: what was not is told. */
static void tells_what_is_not_synced(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(durable_write(ends[1], "x", 1), -1);
	close(ends[0]);
	close(ends[1]);
}

static void finds_the_folder(void **state)
{
	char folder[] = "/tmp/planvakt-durable.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(durable_name("/"), 0);
	assert_int_equal(durable_name("/nothing"), 0);
	assert_int_equal(durable_name("nothing"), 0);
	assert_int_equal(durable_name("/nothing/x"), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("gone", 0700), 0);
	assert_int_equal(durable_name("gone/"), 0);
	assert_int_equal(durable_name("gone/x"), 0);
	assert_int_equal(rmdir("gone"), 0);
	assert_int_equal(durable_name("gone/x"), -1);
	assert_int_equal(durable_name("gone/"), 0);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_is_full),
		cmocka_unit_test(tells_what_is_not_synced),
		cmocka_unit_test(finds_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
