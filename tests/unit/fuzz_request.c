/* SPDX-License-Identifier: ISC */
// links: protocol/*.c daemon/calendar/*.c daemon/commands/*.c daemon/store/*.c
// links: daemon/clock.c daemon/execute.c daemon/log.c daemon/replay.c
// links: daemon/redaction.c daemon/execute_replay.c
// links: daemon/request.c schema/schema.c tests/unit/door/door.c
// libs: sqlite3 libsodium jansson libunistring
/* Every file of tests/fuzz/corpus/request, its log executed again. */
#include "tests/fuzz/request_check.h"
#include "tests/unit/corpus.h"

static const char *check(const uint8_t *bytes, size_t size)
{
	return request_check(bytes, size, true);
}

static const struct target request = { CORPUS "request", 20, check, true };

int main(void)
{
	const struct CMUnitTest tests[] = { CORPUS_TEST(request) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
