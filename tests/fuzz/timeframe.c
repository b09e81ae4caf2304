/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=820
/* Whatever is written where a timeframe should be. Texts are at most 200
 * characters of four bytes, and some that are one too long. */
#include "tests/fuzz/timeframe_check.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *breach = timeframe_check(bytes, size);

	if (breach != NULL) {
		fprintf(stderr, "%.*s: %s\n", (int)size, (const char *)bytes,
		    breach);
		abort();
	}
	return 0;
}
