/* SPDX-License-Identifier: ISC */
/* A check of bytes as libFuzzer's target. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* `check` says NULL, or what does not hold. */
#define FUZZ_TARGET(check)                                                     \
	int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);         \
	int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)          \
	{                                                                      \
		const char *breach = check(bytes, size);                       \
                                                                               \
		if (breach != NULL) {                                          \
			fprintf(stderr, "%s\n", breach);                       \
			abort();                                               \
		}                                                              \
		return 0;                                                      \
	}

#endif
