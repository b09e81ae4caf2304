/* SPDX-License-Identifier: ISC */
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
