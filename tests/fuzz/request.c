/* SPDX-License-Identifier: ISC */
// links: protocol/*.c daemon/calendar/*.c daemon/commands/*.c daemon/store/*.c
// links: daemon/clock.c daemon/execute.c daemon/log.c daemon/replay.c
// links: daemon/redaction.c daemon/execute_replay.c
// links: daemon/request.c schema/schema.c tests/unit/door/door.c
// libs: sqlite3 libsodium jansson libunistring cmocka
// fuzz: -max_len=4096
/* Whatever is asked of the daemon, by whom it may be. */
#include "tests/fuzz/request_check.h"
#include "tests/fuzz/target.h"

/* One input in sixteen, by its own bytes. */
static bool is_replayed(const uint8_t *bytes, size_t size)
{
	unsigned sum = 0;

	while (size-- > 0)
		sum += bytes[size];
	return sum % 16 == 0;
}

static const char *check(const uint8_t *bytes, size_t size)
{
	return request_check(bytes, size, is_replayed(bytes, size));
}

FUZZ_TARGET(check)
