/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=2048
/* Whatever a file holds where a key, private or public, should be. */
#include "tests/fuzz/key_file_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(key_file_check)
