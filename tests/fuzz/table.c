/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever is imported as a table. */
#include "tests/fuzz/table_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(table_check)
